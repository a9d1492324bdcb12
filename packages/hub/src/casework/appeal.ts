import type { Entity } from '@wuzei/casework'
import type { AppealBody, AppealReply } from '@wuzei/contract'
import { CodedError, formatReceipt, parseReceipt, receiptRandomBytes } from '@wuzei/domain'
import {
  caseworkTasksOf,
  entityOfReceipt,
  findCaseworkEntity,
  insertCaseworkReceipt,
  inTransaction,
  liveMeasuresOf,
  rememberChallenge,
} from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import type { WorkDone } from '../proof-of-work/proof-of-work.ts'
import { caseActorOf } from './case-actor.ts'
import { definitionOfKind } from './definitions.ts'
import { accountIndexOf, entityOf } from './entity-row.ts'
import { executeCommand } from './execute-command.ts'

/** Notices shown with an appeal. */
const shownNotices = 50

/** Who names holder and account as the measure does is taken for the holder, or for somebody sent by them. */
const identifiedLevel = 2

/**
 * Takes an appeal of somebody whom a stop or freeze hits. Identity is what only the holder and the bank know together:
 * account and name as in the measure. Nothing else of the measure is told. Whoever cannot say that goes to a desk.
 *
 * @throws CodedError APPEAL_UNMATCHED, PROOF_OF_WORK_INVALID, MATTER_EXISTS while an appeal is open
 */
export async function fileAppeal(hub: HubContext, body: AppealBody, work: WorkDone): Promise<AppealReply> {
  const { cipher, database } = hub
  const target = await findMeasure(hub, body)
  if (!(await rememberChallenge(database.pool, work.id, work.expiresAt)))
    throw new CodedError('PROOF_OF_WORK_INVALID', 'The proof of work is not accepted: used before')
  const pseudonym = cipher.pseudonym('reporter', `appeal ${body.accountNo} ${normalName(body.accountName)}`)
  const actor = caseActorOf({ type: 'public' }, pseudonym)
  const { entity } = await executeCommand(hub, actor, {
    kind: 'appeal',
    id: null,
    event: 'create',
    payload: {
      targetKind: target.kind === 'freeze-order' ? 'FREEZE' : 'STOP',
      targetId: target.id,
      appellantKey: pseudonym,
      subjectId: actor.id,
      identityLevel: identifiedLevel,
      grounds: body.grounds,
      // Whoever answers for the measure answers for the appeal.
      region: target.region,
      ...(body.newFacts === undefined ? {} : { newFacts: body.newFacts }),
    },
    idempotencyKey: body.key,
  })
  const receipt = formatReceipt(
    cipher.blindIndex('receipt', `appeal ${entity.id}`).subarray(0, receiptRandomBytes),
  )
  await inTransaction(database, async (client) => {
    await insertCaseworkReceipt(client, cipher.blindIndex('receipt', receipt), entity.id)
  })
  return await replyOf(hub, entity, receipt)
}

/** Where an appeal stands, for whoever holds its receipt. @throws CodedError RECEIPT_INVALID, RECEIPT_UNKNOWN */
export async function readAppeal(hub: HubContext, number: string): Promise<AppealReply> {
  const parsed = parseReceipt(number)
  if (!parsed.ok) throw new CodedError('RECEIPT_INVALID', 'look at the number once more')
  const index = hub.cipher.blindIndex('receipt', parsed.receipt)
  const id = await entityOfReceipt(hub.database.pool, index)
  const row = id === undefined ? undefined : await findCaseworkEntity(hub.database.pool, id)
  if (row?.kind !== 'appeal') throw new CodedError('RECEIPT_UNKNOWN', 'no appeal has this receipt')
  return await replyOf(hub, entityOf(hub.cipher, row), parsed.receipt)
}

async function findMeasure(hub: HubContext, body: AppealBody): Promise<Entity> {
  const { pool } = hub.database
  const live = await liveMeasuresOf(pool, accountIndexOf(hub.cipher, body.accountNo))
  for (const id of live) {
    if (body.measureId !== undefined && body.measureId !== id) continue
    const row = await findCaseworkEntity(pool, id)
    const measure = row && entityOf(hub.cipher, row)
    const holder = measure?.facts['accountName']
    if (measure && typeof holder === 'string' && normalName(holder) === normalName(body.accountName))
      return measure
  }
  throw new CodedError(
    'APPEAL_UNMATCHED',
    'no measure stands against this account under this name; check both, or go to any desk with your papers',
  )
}

function normalName(name: string): string {
  return name
    .normalize('NFKC')
    .trim()
    .replaceAll(/[·•\s]/g, '')
    .toLowerCase()
}

async function replyOf(hub: HubContext, appeal: Entity, receipt: string): Promise<AppealReply> {
  const { facts, state } = appeal
  const definition = definitionOfKind('appeal')
  const tasks = await caseworkTasksOf(hub.database.pool, appeal.id, shownNotices)
  const { outcome } = facts
  return {
    receipt,
    state,
    stateName: { zh: definition.states[state]?.zh ?? state, en: definition.states[state]?.en ?? state },
    decideBy: instant(facts['decideByMs']),
    outcome: outcome === 'UPHELD' || outcome === 'PARTIAL' || outcome === 'REJECTED' ? outcome : null,
    nextSteps: typeof facts['nextSteps'] === 'string' ? facts['nextSteps'] : null,
    liftedAt: instant(facts['executedAtMs']),
    notices: tasks.flatMap(({ effect, at, sealed }) =>
      sealed === null || effect !== 'notice:appellant'
        ? []
        : [
            {
              at: at.toISOString(),
              text: JSON.parse(hub.cipher.openText('casework', `notice ${appeal.id}`, sealed)),
            },
          ],
    ),
  }
}

function instant(value: unknown): string | null {
  return typeof value === 'number' ? new Date(value).toISOString() : null
}
