import { indicatorKey, signedKey } from '@wuzei/domain'
import { inTransaction } from '@wuzei/store'
import pg from 'pg'

/** Writes shares and their events as the hub does, without its checks: what is measured begins at the commit. */
export interface ShareWriter {
  /** One event for each number of a stretch, in one transaction. */
  write(from: number, to: number): Promise<void>
  close(): Promise<void>
}

/** Name by which a receiver finds the number again. */
export function benchDomain(number: number): string {
  return `bench-${String(number).padStart(markedDigits, '0')}.example`
}

const mark = Buffer.from('bench-')
const markedDigits = 7

/** Calls back with all numbers in bytes that arrived. Without making text of them: receivers are not what is measured. */
export function eachBenchNumber(bytes: Buffer, found: (number: number) => void): void {
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) {
    let number = 0
    for (let digit = 0; digit < markedDigits; digit += 1)
      number = number * 10 + (bytes[at + mark.length + digit] ?? zero) - zero
    found(number)
  }
}

const zero = 0x30

export function createShareWriter(databaseUrl: string, originId: string): ShareWriter {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
  return {
    async write(from, to) {
      const names = Array.from({ length: to - from }, (_, index) => benchDomain(from + index))
      await inTransaction({ pool }, async (client) => {
        await client.query(insertSql, [
          names,
          names.map((name) => signedKey(indicatorKey('domain', name)).toString()),
          originId,
        ])
      })
    },
    close: async () => await pool.end(),
  }
}

const insertSql = `
with given as materialized (
  select gen_random_uuid() as id, name, key, ordinal
    from unnest($1::text[], $2::bigint[]) with ordinality as g(name, key, ordinal)
), stored as (
  insert into shares (id, origin_id, indicator_key, kind, canonical, object, seen, fraud_type, first_at, last_at, count,
                      tlp, pap, echo, given_by, at)
  select id, $3::uuid, key, 3, name, 'confirmed-indicator', 'site', 'F08', 1772300000, 1772300000, 1,
         'TLP:GREEN', 'PAP:GREEN', false, 'client:bench', clock_timestamp()
    from given
)
insert into events (type, actor, subject, payload)
select 'share-given', 'client:bench', 'share:' || id, json_build_object('share', id)
  from given order by ordinal`
