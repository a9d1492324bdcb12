import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../postgres/open-database.ts'
import { inTransaction } from '../postgres/transaction.ts'
import { createTestDatabase, testLogKey } from '../testing/index.ts'
import { appendEvent } from './append-event.ts'
import { chainHash, CHAIN_GENESIS, entryBytes, leafHash as hashLeaf } from './entry.ts'
import { exportLog, readLogRecords } from './export-log.ts'
import { consistencyProof, inclusionProof } from './proofs.ts'
import { lastSeq, readAttachment } from './read-events.ts'
import { startSequencer } from './sequencer.ts'
import { latestTreeHead, signTreeHead } from './tree-head.ts'
import { parseLogRecord, treeHeadRecord } from './log-record.ts'
import { verifyConsistency, verifyInclusion } from './merkle-proof.ts'
import { verifyDatabaseLog } from './verify-database.ts'
import { readLogLines, verifyLog } from './verify-log.ts'

const ENTRIES = 23

let database: Database
beforeEach(async () => {
  database = await createTestDatabase()
  await append(0, ENTRIES)
})
afterEach(() => database.close())

async function append(from: number, to: number): Promise<void> {
  const sequencer = startSequencer(database, { key: testLogKey() })
  for (let index = from; index < to; index++) {
    const rows = Buffer.from(`rows of ${index}\n`.repeat(100))
    const attachments = index % 5 === 0 ? [{ name: 'rows', mediaType: 'text/plain', bytes: rows }] : []
    const payload = { index, text: '诈骗 “x”', nested: { b: [1.5, null], a: true } }
    await inTransaction(database, (client) =>
      appendEvent(client, {
        type: 'test.happened',
        actor: 'test',
        subject: index % 2 === 0 ? null : 's',
        payload,
        attachments,
      }),
    )
  }
  await sequencer.stop()
}

/** What a superuser can do who means harm. */
async function tamper(sql: string): Promise<void> {
  await inTransaction(database, async (client) => {
    await client.query('set local session_replication_role = replica')
    await client.query(sql)
  })
}

async function exportText(): Promise<string> {
  const stream = new PassThrough()
  const received = text(stream)
  await exportLog(database.pool, stream)
  stream.end()
  return await received
}

const verifyText = (exported: string) => verifyLog(readLogLines(Readable.from([exported])))

test('an untouched log verifies, from the database and from an export', async () => {
  await append(ENTRIES, 30)
  const fromDatabase = await verifyDatabaseLog(database.pool)
  expect(fromDatabase).toMatchObject({
    firstBad: null,
    entries: 30,
    treeHeads: 2,
    attachments: 6,
    unsealed: 0,
  })
  const head = await latestTreeHead(database.pool)
  expect(fromDatabase.rootHash).toBe(Buffer.from(head?.rootHash ?? []).toString('hex'))
  expect(await verifyText(await exportText())).toEqual(fromDatabase)
})

test('an empty log verifies', async () => {
  const empty = await createTestDatabase()
  expect(await verifyDatabaseLog(empty.pool)).toMatchObject({ firstBad: null, entries: 0, treeHeads: 0 })
  await empty.close()
})

test.each([
  ['a changed payload', `update events set payload = '{"index":9999}' where seq = 7`, 7, 'LEAF_HASH_WRONG'],
  ['a changed actor', `update events set actor = 'somebody else' where seq = 8`, 8, 'LEAF_HASH_WRONG'],
  ['a changed time', `update events set at = at + interval '1 ms' where seq = 3`, 3, 'LEAF_HASH_WRONG'],
  ['a subject taken away', `update events set subject = null where seq = 2`, 2, 'LEAF_HASH_WRONG'],
  ['a removed row', `delete from events where seq = 12`, 12, 'ENTRY_MISSING'],
  ['a removed first row', `delete from events where seq = 1`, 1, 'ENTRY_MISSING'],
  ['a removed last row', `delete from events where seq = ${ENTRIES}`, ENTRIES, 'LOG_TOO_SHORT'],
  [
    'a chain hash of another row',
    `update events set chain_hash = sha256('x') where seq = 5`,
    5,
    'CHAIN_HASH_WRONG',
  ],
  [
    'a removed attachment',
    `delete from event_attachments where sha256 = (select decode(attachments->0->>'sha256', 'hex') from events where seq = 6)`,
    6,
    'ATTACHMENT_MISSING',
  ],
  [
    'an attachment of another event',
    `update event_attachments set bytes = (select bytes from event_attachments order by sha256 limit 1)`,
    null,
    'ATTACHMENT_WRONG',
  ],
  [
    'a forged signature',
    `update tree_heads set signature = sha256('a') || sha256('b')`,
    ENTRIES,
    'HEAD_SIGNATURE_WRONG',
  ],
  [
    'a head with another root',
    `update tree_heads set root_hash = sha256('a')`,
    ENTRIES,
    'HEAD_SIGNATURE_WRONG',
  ],
  ['a removed key', `delete from log_keys`, ENTRIES, 'HEAD_KEY_UNKNOWN'],
  [
    'a changed tree node',
    `update tree_nodes set hash = sha256('a') where level = 2 and node_index = 1`,
    5,
    'TREE_NODE_WRONG',
  ],
  ['a removed tree node', `delete from tree_nodes where level = 1 and node_index = 4`, 9, 'TREE_NODE_WRONG'],
])('%s is named', async (_name, sql, seq, problem) => {
  await tamper(sql)
  const { firstBad } = await verifyDatabaseLog(database.pool)
  expect(firstBad?.problem).toBe(problem)
  if (seq !== null) expect(firstBad?.seq).toBe(seq)
})

test('re-ordered rows are named', async () => {
  await tamper('update events set seq = seq + 1000 where seq in (9, 10)')
  await tamper(`update events set seq = case seq when 1009 then 10 else 9 end where seq > 1000`)
  expect((await verifyDatabaseLog(database.pool)).firstBad).toMatchObject({
    seq: 9,
    problem: 'LEAF_HASH_WRONG',
  })
})

test('an entry changed with all hashes after it is caught by the signed head', async () => {
  const records = (await exportText()).trimEnd().split('\n')
  const { firstBad } = await verifyText(forge(records))
  expect(firstBad).toMatchObject({ seq: ENTRIES, problem: 'HEAD_ROOT_WRONG' })
  expect(firstBad?.detail).toContain(`from 1 to ${ENTRIES}`)
})

/** Another content at entry 4 and all hashes made to fit; only the head is beyond the forger, who has no key. */
function forge(lines: readonly string[]): string {
  let chain: Uint8Array = CHAIN_GENESIS
  return lines
    .map((line) => {
      const record = parseLogRecord(JSON.parse(line))
      if (record?.record !== 'event') return line
      const event = record.seq === 4 ? { ...record, payload: { index: 4000 } } : record
      const leaf = hashLeaf(entryBytes(event))
      chain = chainHash(chain, leaf)
      return JSON.stringify({
        ...event,
        leafHash: leaf.toString('hex'),
        chainHash: Buffer.from(chain).toString('hex'),
      })
    })
    .join('\n')
}

test('a head signed with a key nobody trusts is refused, and a rewritten log fails against a known head', async () => {
  const head = await latestTreeHead(database.pool)
  if (head === null) throw new Error('There should be a head')
  const trusting = await verifyLog(readLogRecords(database.pool), {
    trustedKeyIds: [testLogKey('another').keyId],
  })
  expect(trusting.firstBad).toMatchObject({ problem: 'HEAD_KEY_UNKNOWN' })
  const rightHead = await verifyLog(readLogRecords(database.pool), { knownHead: head })
  expect(rightHead.firstBad).toBeNull()
  const otherRoot = await verifyLog(readLogRecords(database.pool), {
    knownHead: { size: 10, rootHash: head.rootHash },
  })
  expect(otherRoot.firstBad).toMatchObject({ seq: 10, problem: 'HEAD_ROOT_WRONG' })
  const longer = await verifyLog(readLogRecords(database.pool), {
    knownHead: { size: 99, rootHash: head.rootHash },
  })
  expect(longer.firstBad).toMatchObject({ seq: ENTRIES + 1, problem: 'LOG_TOO_SHORT' })
})

test('damaged lines, repeated entries and heads out of place in an export are named', async () => {
  const lines = (await exportText()).trimEnd().split('\n')
  const at = (seq: number) => lines.findIndex((line) => line.includes(`"record":"event","seq":${seq},`))
  const verifyLines = (changed: readonly string[]) => verifyText(changed.join('\n'))
  const cut = lines.with(at(5), '{"record":"event","seq":5')
  expect((await verifyLines(cut)).firstBad).toMatchObject({ seq: 5, problem: 'RECORD_UNREADABLE' })
  const twice = lines.toSpliced(at(5), 0, lines[at(5)] ?? '')
  expect((await verifyLines(twice)).firstBad).toMatchObject({ seq: 5, problem: 'ENTRY_OUT_OF_ORDER' })
  const early = lines.toSpliced(at(5), 0, lines.at(-1) ?? '')
  expect((await verifyLines(early)).firstBad).toMatchObject({ seq: ENTRIES, problem: 'LOG_TOO_SHORT' })
  const old = signTreeHead(
    { size: 2, rootHash: Buffer.alloc(32), at: '2026-01-01T00:00:00.000Z' },
    testLogKey(),
  )
  const late = [...lines, JSON.stringify(treeHeadRecord(old))]
  expect((await verifyLines(late)).firstBad).toMatchObject({ seq: 2, problem: 'HEAD_OUT_OF_PLACE' })
})

test('proofs read from the database convince a verifier who has only the heads', async () => {
  const first = await latestTreeHead(database.pool)
  await append(ENTRIES, 61)
  const second = await latestTreeHead(database.pool)
  if (first === null || second === null) throw new Error('There should be two heads')
  const proof = await consistencyProof(database.pool, first.size, second.size)
  const pair = { from: first.size, to: second.size, fromRoot: first.rootHash, toRoot: second.rootHash, proof }
  expect(verifyConsistency(pair)).toBe(true)
  expect(verifyConsistency({ ...pair, fromRoot: second.rootHash })).toBe(false)
  const leaves = await database.pool.query<{ leaf_hash: Buffer }>('select leaf_hash from events order by seq')
  for (const [index, { leaf_hash: leafHash }] of leaves.rows.entries()) {
    const path = await inclusionProof(database.pool, index + 1, second.size)
    const claim = { index, size: second.size, leafHash, proof: path, rootHash: second.rootHash }
    expect(verifyInclusion(claim)).toBe(true)
    expect(verifyInclusion({ ...claim, rootHash: first.rootHash })).toBe(false)
  }
  await expect(inclusionProof(database.pool, 62, 61)).rejects.toThrow(RangeError)
  await expect(inclusionProof(database.pool, 1, 62)).rejects.toThrow(RangeError)
  await expect(consistencyProof(database.pool, 0, 5)).rejects.toThrow(RangeError)
})

test('attachments come back as they were given, equal ones are stored once', async () => {
  const bytes = Buffer.from('rows of 0\n'.repeat(100))
  const again = { name: 'same rows', mediaType: 'text/plain', bytes }
  await inTransaction(database, (client) =>
    appendEvent(client, { type: 'test.repeated', actor: 'test', payload: {}, attachments: [again] }),
  )
  const stored = await database.pool.query<{ sha256: string }>(
    `select encode(sha256, 'hex') as sha256 from event_attachments`,
  )
  expect(stored.rows.length).toBe(5)
  const found = await database.pool.query<{ sha256: string }>(`select encode(sha256($1), 'hex') as sha256`, [
    bytes,
  ])
  expect(await readAttachment(database.pool, found.rows[0]?.sha256 ?? '')).toEqual(bytes)
  expect(await readAttachment(database.pool, '00')).toBeNull()
})

test('the log refuses every change that is not the numbering of an event', async () => {
  await inTransaction(database, (client) =>
    appendEvent(client, { type: 'test.late', actor: 'test', payload: {} }),
  )
  const hash = `sha256('x')`
  const refused = [
    `update events set payload = '{}' where seq = 1`,
    `update events set seq = 500 where seq = 1`,
    `update events set payload = '{"a":1}', seq = 24, leaf_hash = ${hash}, chain_hash = ${hash} where seq is null`,
    `update events set seq = 24 where seq is null`,
    `delete from events where seq is null`,
    `truncate events`,
    `insert into events (seq, type, actor, payload, leaf_hash, chain_hash) values (24, 'a', 'b', '{}', ${hash}, ${hash})`,
    `update event_attachments set bytes = ''`,
    `delete from event_attachments`,
    `truncate event_attachments`,
    `update tree_nodes set hash = ${hash}`,
    `delete from tree_nodes`,
    `update tree_heads set size = size + 1`,
    `delete from tree_heads`,
    `truncate tree_heads`,
    `delete from log_keys`,
    `update log_keys set public_key = ${hash}`,
  ]
  for (const sql of refused) await expect(database.pool.query(sql), sql).rejects.toThrow()
  expect(await lastSeq(database.pool)).toBe(ENTRIES)
  expect((await verifyDatabaseLog(database.pool)).firstBad).toBeNull()
})

test('payloads and attachments beyond the limits are refused', async () => {
  const event = { type: 'test.large', actor: 'test' }
  const large = inTransaction(database, (client) =>
    appendEvent(client, { ...event, payload: 'x'.repeat(200_000) }),
  )
  await expect(large).rejects.toThrow(RangeError)
  const many = Array.from({ length: 65 }, () => ({ name: 'a', mediaType: 'text/plain', bytes: Buffer.of(1) }))
  const crowded = inTransaction(database, (client) =>
    appendEvent(client, { ...event, payload: {}, attachments: many }),
  )
  await expect(crowded).rejects.toThrow(RangeError)
})
