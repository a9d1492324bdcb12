import {
  mayRead,
  papLabels,
  tlpLabels,
  readerOf,
  organisationKinds,
  type Reader,
  type SharedRow,
} from '@wuzei/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../postgres/open-database.ts'
import { inTransaction } from '../postgres/transaction.ts'
import { createTestDatabase } from '../testing/index.ts'
import { readableFilter } from './readable-filter.ts'

let database: Database

beforeAll(async () => {
  database = await createTestDatabase()
  await database.pool.query(`create table things (id integer primary key, origin_id uuid, tlp text, pap text, group_id uuid);
    create table thing_recipients (thing_id integer, recipient_id uuid)`)
})
afterAll(async () => await database.close())

const uuid = (head: string, number: number) => `${head.repeat(8)}-0000-4000-8000-00000000000${number}`
const organisation = fc.constantFrom(...[1, 2, 3].map((number) => uuid('a', number)))
const group = fc.constantFrom(...[1, 2, 3].map((number) => uuid('b', number)))
const person = fc.constantFrom(...[1, 2].map((number) => uuid('c', number)))

const row: fc.Arbitrary<SharedRow> = fc.record({
  originId: fc.option(organisation),
  label: fc.record({ tlp: fc.constantFrom(...tlpLabels), pap: fc.constantFrom(...papLabels) }),
  groupId: fc.option(group),
  recipientIds: fc.uniqueArray(fc.oneof(organisation, person), { maxLength: 3 }),
})

const anyReader: fc.Arbitrary<Reader> = fc.record({
  organisationId: fc.option(organisation),
  personId: fc.option(person),
  clearance: fc.record({ tlp: fc.constantFrom(...tlpLabels), pap: fc.constantFrom(...papLabels) }),
  groups: fc.uniqueArray(group, { maxLength: 2 }),
})

const realReader: fc.Arbitrary<Reader> = fc
  .record({
    id: organisation,
    kind: fc.constantFrom(...organisationKinds),
    groupIds: fc.uniqueArray(group, { maxLength: 2 }),
    who: person,
    passesOn: fc.boolean(),
    type: fc.constantFrom('person' as const, 'client' as const),
  })
  .map(({ id, kind, groupIds, who, passesOn, type }) => {
    const member = { id, kind, level: null, region: 'cn', groupIds }
    return readerOf(
      type === 'person'
        ? { type, id: who, organisation: member, roles: ['BNK_DSK'] }
        : { type, id: who, organisation: member, scopes: ['feed'], passesOn },
    )
  })

test('SQL and the rule of the domain give every reader the same rows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 30, maxLength: 60 }),
      fc.array(fc.oneof(anyReader, realReader), { minLength: 12, maxLength: 12 }),
      async (rows, readers) => {
        await store(rows)
        for (const reader of readers) {
          const expected = rows.flatMap((candidate, index) => (mayRead(reader, candidate) ? [index] : []))
          expect(await readable(reader)).toEqual(expected)
        }
      },
    ),
    { numRuns: 15 },
  )
})

async function store(rows: readonly SharedRow[]): Promise<void> {
  await inTransaction(database, async (client) => {
    await client.query('truncate things, thing_recipients')
    await client.query(
      'insert into things select * from unnest($1::integer[], $2::uuid[], $3::text[], $4::text[], $5::uuid[])',
      [
        rows.map((_, index) => index),
        rows.map(({ originId }) => originId),
        rows.map(({ label }) => label.tlp),
        rows.map(({ label }) => label.pap),
        rows.map(({ groupId }) => groupId),
      ],
    )
    const named = rows.flatMap(({ recipientIds }, index) => recipientIds.map((id) => ({ index, id })))
    await client.query('insert into thing_recipients select * from unnest($1::integer[], $2::uuid[])', [
      named.map(({ index }) => index),
      named.map(({ id }) => id),
    ])
  })
}

async function readable(reader: Reader): Promise<number[]> {
  const filter = readableFilter(
    reader,
    {
      originId: 't.origin_id',
      tlp: 't.tlp',
      pap: 't.pap',
      groupId: 't.group_id',
      recipients: {
        table: 'thing_recipients',
        objectColumn: 'thing_id',
        object: 't.id',
        recipientColumn: 'recipient_id',
      },
    },
    2,
  )
  const found = await database.pool.query<{ id: number }>(
    `select t.id from things t where t.id >= $1 and ${filter.text} order by t.id`,
    [0, ...filter.params],
  )
  return found.rows.map(({ id }) => id)
}
