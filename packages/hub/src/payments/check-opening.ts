import { randomUUID } from 'node:crypto'
import { listingBasis } from '@wuzei/casework'
import type { OpeningCheckBody, OpeningCheckReply } from '@wuzei/contract'
import { actorName, CodedError, organisationIdOf, type Actor } from '@wuzei/domain'
import type { HubContext } from '../hub-context.ts'
import { keepUntil } from './check-payment.ts'

/** How long an answer holds. [D] */
const answerSeconds = 300

/**
 * Whether the law keeps a holder from opening another account now: hit or no hit, with the kind of basis and the way to
 * object, and nothing of any case. Name and document are compared together.
 *
 * @throws CodedError HOLDER_INVALID, OVERLOADED
 */
export function checkOpening(hub: HubContext, actor: Actor, { holder }: OpeningCheckBody): OpeningCheckReply {
  const { rules, digests, listed, log } = hub.payments
  const organisationId = organisationIdOf(actor)
  if (organisationId === null) throw new CodedError('FORBIDDEN', 'this is not for you')
  const nowMs = hub.clock()
  const digest = digests.ofHolder(holder)
  const [entry] = listed.find(digest, nowMs)
  const id = randomUUID()
  log.record(
    JSON.stringify({
      row_id: id,
      id,
      kind: 'opening',
      organisation_id: organisationId,
      asked_by: actorName(actor),
      asked_at: new Date(nowMs),
      subject_kind: 'holder',
      subject_digest: `\\x${digest}`,
      decision: entry ? 'hit' : 'no-hit',
      rule_ids: entry ? ['opening-block'] : [],
      rule_set: rules.id,
      keep_until: keepUntil(nowMs, rules.recordYears),
    }),
  )
  return {
    id,
    answer: entry ? 'hit' : 'no-hit',
    basis: entry
      ? { list: entry.list, class: entry.sanctionClass, text: listingBasis(rules, entry.list) }
      : null,
    relief: entry ? { text: reliefText, link: `${hub.publicUrl ?? ''}/dispute` } : null,
    asOf: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + answerSeconds * 1000).toISOString(),
  }
}

const reliefText = {
  zh: '请告诉客户：可以向作出决定的单位或在本平台提出申诉，会有人核查，弄错了马上解除；柜面业务、工资养老金入账和水电扣费不受影响。',
  en: 'Please tell the customer: they can appeal to the deciding office or on this platform; a person looks into it, and a mistake is undone at once. Counter service, wages, pensions and bills go on.',
}
