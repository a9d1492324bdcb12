import { randomUUID } from 'node:crypto'
import { ruleSets, type Entity, type Facts } from '@wuzei/casework'
import type { NextOrder } from '@wuzei/contract'
import { CodedError, type Actor } from '@wuzei/domain'
import {
  findCaseworkEntity,
  insertProposals,
  inTransaction,
  liveStopOfMatter,
  lockOpenProposals,
  organisationOfCode,
  proposalsOf,
  setProposalChild,
  type ProposalRow,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { caseActorOf } from './case-actor.ts'
import { requireActing, sightOfEntity } from './casework-access.ts'
import { definitionOfKind } from './definitions.ts'
import { accountIndexOf, entityOf } from './entity-row.ts'
import { executeCommand } from './execute-command.ts'
import { factsToJson } from './fact-json.ts'
import { maskCard, maskName } from './mask-facts.ts'
import { openProposal } from './open-proposal.ts'
import { proposeNextStops } from './propose-next-stops.ts'
import { takeStep, unknownEntity } from './take-step.ts'

/** Writes down what could be ordered next after a bank's answer. Nothing is ordered: that is for people. */
export async function proposeNextOrders(hub: HubContext, client: ClientBase, order: Entity): Promise<void> {
  const stops = proposeNextStops(order.facts, ruleSets[order.ruleSetId].trace)
  const tier = Number(order.facts['tier'] ?? 1) + 1
  const rows = []
  for (const [rank, stop] of stops.entries()) {
    const partnerId = stop.bankId === null ? undefined : await organisationOfCode(client, stop.bankId)
    const id = randomUUID()
    const { accountNo, accountName, atMs, amountFen, currency } = stop
    rows.push({
      id,
      orderId: order.id,
      partnerId: partnerId ?? null,
      edge: stop.edge,
      tier,
      rank,
      taintFen: stop.taintFen > 0n ? stop.taintFen : amountFen,
      sealed: hub.cipher.seal(
        'casework',
        `proposal ${id}`,
        JSON.stringify(factsToJson({ accountNo, accountName, atMs, amountFen, currency })),
      ),
      obstacle: stop.obstacle ?? (partnerId === undefined ? 'NOT_A_MEMBER' : null),
      madeAt: new Date(hub.clock()),
    })
  }
  await insertProposals(client, rows)
}

/** What could be ordered after an order, masked. @throws CodedError ENTITY_UNKNOWN */
export async function showNextOrders(hub: HubContext, actor: Actor, id: string): Promise<NextOrder[]> {
  const order = await seenOrder(hub, actor, id)
  const rows = await proposalsOf(hub.database.pool, order.id)
  return rows.map((row) => {
    const facts = openProposal(hub.cipher, row)
    return {
      id: row.id,
      partnerId: row.partnerId,
      tier: row.tier,
      taintFen: Number(row.taintFen),
      account: typeof facts['accountNo'] === 'string' ? maskCard(facts['accountNo']) : '',
      holder: typeof facts['accountName'] === 'string' ? maskName(facts['accountName']) : '',
      at: new Date(Number(facts['atMs'])).toISOString(),
      amountFen: Number(facts['amountFen']),
      obstacle: row.obstacle,
      childId: row.childId,
    }
  })
}

/**
 * Makes orders of what was proposed after an order, in one act of one officer: each is created and submitted, and waits
 * for the second pair of eyes like any other. An account that is stopped already in the same matter is linked, not
 * ordered twice. Sent again it makes nothing again.
 *
 * @throws CodedError ENTITY_UNKNOWN, FORBIDDEN
 */
export async function orderNext(hub: HubContext, actor: Actor, id: string): Promise<NextOrder[]> {
  const order = await seenOrder(hub, actor, id)
  requireActing(actor, 'stop-order', definitionOfKind('stop-order'), 'create', null)
  await inTransaction(hub.database, async (client) => {
    for (const proposal of await lockOpenProposals(client, order.id))
      await orderOne(hub, client, actor, order, proposal)
  })
  return await showNextOrders(hub, actor, id)
}

/**
 * Approves several orders in one act. Each is looked at by itself: one that cannot be approved does not keep the others.
 *
 * @throws CodedError when none of them could be approved
 */
export async function approveOrders(
  hub: HubContext,
  actor: Actor,
  body: {
    readonly key: string
    readonly orders: readonly { readonly id: string; readonly version: number }[]
  },
): Promise<{ id: string; state: string | null; code: string | null }[]> {
  const definition = definitionOfKind('stop-order')
  const results = []
  for (const { id, version } of body.orders) {
    try {
      const { entity } = await executeCommand(
        hub,
        caseActorOf(actor),
        {
          kind: 'stop-order',
          id,
          event: 'approve',
          payload: {},
          expectedVersion: version,
          idempotencyKey: `${body.key}:${id}`,
        },
        (found) => requireActing(actor, 'stop-order', definition, 'approve', found),
      )
      results.push({ id, state: entity.state, code: null })
    } catch (error) {
      if (!(error instanceof CodedError)) throw error
      results.push({ id, state: null, code: error.code })
    }
  }
  return results
}

async function orderOne(
  hub: HubContext,
  client: ClientBase,
  actor: Actor,
  parent: Entity,
  proposal: ProposalRow,
): Promise<void> {
  const { partnerId } = proposal
  const facts = openProposal(hub.cipher, proposal)
  const accountNo = facts['accountNo']
  if (partnerId === null || typeof accountNo !== 'string') return
  const reportId = typeof parent.facts['reportId'] === 'string' ? parent.facts['reportId'] : null
  const accountIndex = accountIndexOf(hub.cipher, accountNo)
  const existing = await liveStopOfMatter(client, { partnerId, accountIndex, reportId })
  if (existing !== undefined) {
    await setProposalChild(client, proposal.id, existing)
    return
  }
  const id = randomUUID()
  const step = { actor: caseActorOf(actor), id }
  const created = await takeStep(hub, client, {
    ...step,
    isNew: true,
    command: { kind: 'stop-order', event: 'create', payload: childFacts(parent, proposal, facts) },
  })
  if (created.result === 'refused') return
  await takeStep(hub, client, {
    ...step,
    isNew: false,
    command: { kind: 'stop-order', event: 'submit', payload: {}, expectedVersion: created.entity.version },
  })
  await setProposalChild(client, proposal.id, id)
}

function childFacts(parent: Entity, proposal: ProposalRow, found: Facts): Facts {
  const kept = ['reportId', 'caseId', 'fraudType', 'currency', 'isUrgent', 'truthStatementVersion'] as const
  return {
    ...Object.fromEntries(
      kept.flatMap((name) => (parent.facts[name] === undefined ? [] : [[name, parent.facts[name]]])),
    ),
    region: parent.region,
    partnerId: proposal.partnerId,
    accountNo: found['accountNo'],
    accountName: found['accountName'] ?? '-',
    transferAtMs: found['atMs'],
    // The amount of the booking is what its bank compares; what may be stopped is no more than the victim's part.
    claimedFen: proposal.taintFen,
    limitFen: proposal.taintFen,
    serialRef: proposal.edge,
    payerAccountNo: parent.facts['accountNo'],
    payerName: parent.facts['accountName'],
    mode: 'AMOUNT',
    tier: proposal.tier,
    parentOrderId: parent.id,
    applicationType: 'POLICE',
  }
}

async function seenOrder(hub: HubContext, actor: Actor, id: string): Promise<Entity> {
  const row = await findCaseworkEntity(hub.database.pool, id)
  if (row?.kind !== 'stop-order') throw unknownEntity()
  const order = entityOf(hub.cipher, row)
  // Where the money went is the police's to know, not one bank's.
  if (sightOfEntity(actor, 'stop-order', order).isPartner) throw unknownEntity()
  return order
}
