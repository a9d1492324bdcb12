import type { PinBody, UnpinBody } from '@wuzei/contract'
import { CodedError, type VerdictState } from '@wuzei/domain'
import { loadIndicators, lockIndicators } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { pinIndicator as indicatorPinned } from '../library/changes/pin-indicator.ts'
import { inChangeTransaction } from '../library/change-transaction.ts'
import { commitChange } from '../library/library-change.ts'
import { subjectOfValue } from '../library/subject-of-value.ts'
import { keyFromHex } from '../library/subject.ts'
import { recordSourceOutcome, sourcesBehind } from './record-source-outcome.ts'

/**
 * A person fixes a verdict by hand; nothing automatic changes it until a person lifts it again. Sources that said
 * the same, or the opposite, learn from it.
 */
export async function pinIndicator(
  hub: HubContext,
  body: PinBody,
  actor: string,
  /** Named to everybody beside the verdict: the office, not the person. */
  office: string = actor,
): Promise<VerdictState | undefined> {
  const indicator = subjectOfValue(body.value, body.kind)
  const key = keyFromHex(indicator.key)
  const pin = { level: body.level, by: office, at: Math.floor(hub.clock() / 1000), reason: body.reason }
  return await inChangeTransaction(hub.database, async (client) => {
    await lockIndicators(client, [{ ...indicator, key }])
    const before = (await loadIndicators(client, [key])).get(key)?.decisions.pin?.level
    const states = await commitChange(
      client,
      indicatorPinned,
      { indicator, pin, reason: body.reason },
      { actor, subject: `${indicator.kind}:${indicator.canonical}` },
    )
    // Fixing the same verdict again, perhaps for another reason, tells nothing new about anybody.
    const said = before === body.level ? [] : await sourcesBehind(client, key)
    if (body.level === 'confirmed') await recordSourceOutcome(client, said, 'confirmed', actor)
    if (body.level === 'safe') await recordSourceOutcome(client, said, 'retracted', actor)
    return states.get(key)
  })
}

/** A person lifts a pin: the evidence speaks again. @throws CodedError PIN_UNKNOWN when there is none */
export async function unpinIndicator(
  hub: HubContext,
  body: UnpinBody,
  actor: string,
): Promise<VerdictState | undefined> {
  const indicator = subjectOfValue(body.value, body.kind)
  const key = keyFromHex(indicator.key)
  return await inChangeTransaction(hub.database, async (client) => {
    await lockIndicators(client, [{ ...indicator, key }])
    const pin = (await loadIndicators(client, [key])).get(key)?.decisions.pin
    if (!pin) throw new CodedError('PIN_UNKNOWN', 'nobody has fixed this verdict by hand')
    const states = await commitChange(
      client,
      indicatorPinned,
      { indicator, pin: null, reason: body.reason },
      { actor, subject: `${indicator.kind}:${indicator.canonical}` },
    )
    return states.get(key)
  })
}
