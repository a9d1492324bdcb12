import type { RetractionBody, TenureBody } from '@wuzei/contract'
import { CodedError, type VerdictState } from '@wuzei/domain'
import { lockIndicators } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { retractIndicator as indicatorRetracted } from '../library/changes/retract-indicator.ts'
import { setTenure as tenureSet } from '../library/changes/set-tenure.ts'
import { inChangeTransaction } from '../library/change-transaction.ts'
import { instantOf } from '../library/instant.ts'
import { commitChange } from '../library/library-change.ts'
import { subjectOfValue } from '../library/subject-of-value.ts'
import { keyFromHex } from '../library/subject.ts'
import { recordSourceOutcome, sourcesBehind } from './record-source-outcome.ts'

/** A person takes an indicator off the list: what was said so far weighs nothing, and its sources learn from it. */
export async function retractIndicator(
  hub: HubContext,
  body: RetractionBody,
  actor: string,
): Promise<VerdictState | undefined> {
  const indicator = subjectOfValue(body.value, body.kind)
  const key = keyFromHex(indicator.key)
  return await inChangeTransaction(hub.database, async (client) => {
    await lockIndicators(client, [{ ...indicator, key }])
    // Who is behind what is withdrawn now, not behind what was withdrawn before: nobody is blamed twice.
    const said = await sourcesBehind(client, key)
    if (said.length === 0)
      throw new CodedError('INDICATOR_UNKNOWN', 'nothing is said about it that could be retracted')
    const states = await commitChange(
      client,
      indicatorRetracted,
      { indicator, retractedAt: Math.floor(hub.clock() / 1000), reason: body.reason },
      { actor, subject: `${indicator.kind}:${indicator.canonical}` },
    )
    await recordSourceOutcome(client, said, 'retracted', actor)
    return states.get(key)
  })
}

/** A number has a new holder: what was said about the former one weighs nothing. Nobody was wrong. */
export async function setTenure(
  hub: HubContext,
  body: TenureBody,
  actor: string,
): Promise<VerdictState | undefined> {
  const indicator = subjectOfValue(body.value, body.kind)
  const from = instantOf(body.from, 'from')
  return await inChangeTransaction(hub.database, async (client) => {
    const states = await commitChange(
      client,
      tenureSet,
      { indicator, tenureFrom: Math.floor(from.getTime() / 1000), reason: body.reason },
      { actor, subject: `${indicator.kind}:${indicator.canonical}` },
    )
    return states.get(keyFromHex(indicator.key))
  })
}
