import { randomUUID } from 'node:crypto'
import {
  indicatorKey,
  mayRead,
  organisationKinds,
  papLabels,
  readerOf,
  signedKey,
  tlpLabels,
  type Actor,
  type Reader,
} from '@wuzei/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertOrganisation } from '../alliance/organisations.ts'
import { insertSharingGroup } from '../alliance/sharing-groups.ts'
import type { Database } from '../postgres/open-database.ts'
import { inTransaction } from '../postgres/transaction.ts'
import { createTestDatabase } from '../testing/index.ts'
import { countShares, findShare, heldShares, listShares, readShares } from './read-shares.ts'
import { insertShares, type NewShare } from './write-shares.ts'

let database: Database
let organisationIds: string[]
let groupIds: string[]
const personIds = [randomUUID(), randomUUID()]

beforeAll(async () => {
  database = await createTestDatabase()
  const at = new Date()
  await inTransaction(database, async (client) => {
    organisationIds = []
    for (const kind of ['police', 'bank', 'vendor'] as const) {
      const made = await insertOrganisation(client, {
        parentId: null,
        nameZh: kind,
        nameEn: kind,
        kind,
        level: kind === 'police' ? 'city' : null,
        region: 'cn/44/03',
        createdAt: at,
      })
      organisationIds.push(made.id)
    }
    groupIds = []
    for (const ownerId of organisationIds)
      groupIds.push(await insertSharingGroup(client, { ownerId, name: 'one', at }))
  })
})
afterAll(async () => await database.close())

const values = ['13900000001', '13900000002', '13900000003']

function anyShare(): fc.Arbitrary<NewShare> {
  return fc
    .record({
      originId: fc.constantFrom(...organisationIds),
      canonical: fc.constantFrom(...values),
      label: fc.record({ tlp: fc.constantFrom(...tlpLabels), pap: fc.constantFrom(...papLabels) }),
      groupId: fc.option(fc.constantFrom(...groupIds)),
      recipientIds: fc.uniqueArray(fc.constantFrom(...organisationIds, ...personIds), { maxLength: 3 }),
      atMs: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ canonical, atMs, ...rest }) => ({
      ...rest,
      id: randomUUID(),
      key: keyOf(canonical),
      kind: 'phone' as const,
      canonical,
      object: 'case-indicator' as const,
      seen: 'call' as const,
      fraudType: null,
      firstAt: 1,
      lastAt: 1,
      count: 1,
      note: null,
      passedOnFrom: null,
      echo: false,
      reference: null,
      givenBy: 'person:x',
      // Few instants, so that pages end between shares of one.
      at: new Date(Date.UTC(2026, 0, 1) + atMs),
    }))
}

function anyActor(): fc.Arbitrary<Actor> {
  return fc
    .record({
      id: fc.constantFrom(...personIds),
      organisationId: fc.constantFrom(...organisationIds),
      kind: fc.constantFrom(...organisationKinds),
      groups: fc.uniqueArray(fc.constantFrom(...groupIds), { maxLength: 2 }),
      passesOn: fc.boolean(),
      type: fc.constantFrom('person' as const, 'client' as const, 'public' as const),
      roles: fc.constantFrom(['BNK_DSK'] as const, ['SYS_ADM'] as const, [] as const),
    })
    .map(({ id, organisationId, kind, groups, passesOn, type, roles }): Actor => {
      const organisation = { id: organisationId, kind, level: null, region: 'cn', groupIds: groups }
      if (type === 'public') return { type }
      return type === 'person'
        ? { type, id, organisation, roles }
        : { type, id, organisation, scopes: ['share'], passesOn }
    })
}

const keyOf = (canonical: string) => signedKey(indicatorKey('phone', canonical))

test('every reader lists, counts, finds and is held exactly what the rule of the domain lets it read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyShare(), { minLength: 20, maxLength: 40 }),
      fc.array(anyActor(), { minLength: 8, maxLength: 8 }),
      async (shares, actors) => {
        await inTransaction(database, async (client) => await insertShares(client, shares))
        const own = new Set(shares.map(({ id }) => id))
        for (const actor of actors) await compare(readerOf(actor), shares, own)
      },
    ),
    { numRuns: 8 },
  )
})

async function compare(reader: Reader, shares: readonly NewShare[], own: ReadonlySet<string>): Promise<void> {
  const expected = ids(shares.filter((share) => mayRead(reader, share)))
  const { pool } = database
  expect(ids(await readShares(pool, reader, [...own]))).toEqual(expected)
  const listed = await everyPage(reader)
  expect(ids(listed.filter(({ id }) => own.has(id)))).toEqual(expected)
  expect(await countShares(pool, reader, {})).toBe(listed.length)
  expect(listed).toEqual(listed.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)))
  const held = await heldShares(pool, reader, values.map(keyOf))
  const isOpen = ({ label }: Pick<NewShare, 'label'>) =>
    ['TLP:CLEAR', 'TLP:GREEN'].includes(label.tlp) && ['PAP:CLEAR', 'PAP:GREEN'].includes(label.pap)
  expect(ids(held.filter(({ id }) => own.has(id)))).toEqual(
    ids(shares.filter((share) => mayRead(reader, share) && !isOpen(share))),
  )
  const unreadable = shares.find((share) => !mayRead(reader, share))
  if (unreadable) expect(await findShare(pool, reader, unreadable.id)).toBeUndefined()
}

async function everyPage(reader: Reader) {
  const all = []
  for (;;) {
    const after = all.at(-1) ?? null
    const page = await listShares(database.pool, reader, {}, { after, limit: 7 })
    all.push(...page)
    if (page.length < 7) return all
  }
}

const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).toSorted()

test('the database refuses to open a label that two people have not opened, and to change what was said', async () => {
  const [share] = fc.sample(anyShare(), 1)
  if (!share) throw new Error('no share was made')
  const closed = { ...share, label: { tlp: 'TLP:AMBER', pap: 'PAP:AMBER' } as const }
  await inTransaction(database, async (client) => await insertShares(client, [closed]))
  const update = async (set: string) =>
    await database.pool.query(`update shares set ${set} where id = $1`, [closed.id])
  await expect(update("tlp = 'TLP:GREEN'")).rejects.toThrow('opened by two people')
  await expect(update("canonical = 'x'")).rejects.toThrow()
  await expect(database.pool.query('delete from shares where id = $1', [closed.id])).rejects.toThrow()
  await expect(
    database.pool.query(
      `insert into share_relabellings (share_id, from_tlp, from_pap, to_tlp, to_pap, state, proposed_by, proposed_at,
         decided_by, decided_at) values ($1, 'TLP:AMBER', 'PAP:AMBER', 'TLP:GREEN', 'PAP:AMBER', 'approved', 'person:a',
         now(), 'person:a', now())`,
      [closed.id],
    ),
  ).rejects.toThrow()
  await update("tlp = 'TLP:RED'")
})
