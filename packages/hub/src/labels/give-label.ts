import type { LabelBody } from '@wuzei/contract'
import { actorName, CodedError, isFraudType, type Actor } from '@wuzei/domain'
import { appendEvent, findLibraryRow, insertLabels, inTransaction } from '@wuzei/store'
import { sightOf } from '../console/sight.ts'
import type { HubContext } from '../hub-context.ts'
import { keyFromHex } from '../library/subject.ts'
import { officeOf } from './gather-labels.ts'
import { scoreValue } from './score-value.ts'

/**
 * A person says for the training of models what a value is. It is no decision about the value: its verdict stays, and
 * whoever wants to change it fixes it by a pin.
 *
 * @throws CodedError INDICATOR_UNKNOWN, FRAUD_TYPE_UNKNOWN, FORBIDDEN for those who see the value masked
 */
export async function giveLabel(hub: HubContext, actor: Actor, body: LabelBody): Promise<void> {
  const key = keyFromHex(body.key)
  const row = await findLibraryRow(hub.database.pool, key)
  const sight = row && sightOf(actor, row.kind)
  if (!row || !sight) throw new CodedError('INDICATOR_UNKNOWN', 'the library has no entry of this key')
  if (sight.isMasked) throw new CodedError('FORBIDDEN', 'only those who work on it label it')
  if (body.fraudType !== undefined && !isFraudType(body.fraudType))
    throw new CodedError('FRAUD_TYPE_UNKNOWN', `${body.fraudType} is not in the taxonomy`)
  const { kind, canonical } = row
  const by = actorName(actor)
  const scored = scoreValue(hub, kind, canonical)
  await inTransaction(hub.database, async (client) => {
    const { id } = await appendEvent(client, {
      type: 'label.given',
      actor: by,
      subject: `${kind}:${canonical}`,
      payload: {
        label: body.label,
        fraudType: body.fraudType ?? null,
        model: scored.model,
        score: scored.score,
      },
    })
    await insertLabels(client, [
      {
        eventId: BigInt(id),
        kind,
        key,
        canonical,
        reportId: null,
        label: body.label,
        fraudType: body.fraudType ?? null,
        act: 'queue',
        decidedBy: by,
        decidedAs: await officeOf(client, by),
        at: new Date(hub.clock()),
        ...scored,
        tlp: 'TLP:GREEN',
      },
    ])
  })
}
