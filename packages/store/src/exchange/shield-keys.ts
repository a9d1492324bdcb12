import type { ClientBase } from 'pg'
import { maxListingPage } from './read-listing.ts'

/**
 * Keys as they are handed to a list's builder: eight bytes each, most significant first, one after the other. Packed by
 * the database: of ten million rows, reading each as a number of its own would take half a minute.
 */
export interface PackedKeys {
  readonly bytes: Buffer
  readonly count: number
}

/**
 * Keys of everything that is listed and labelled TLP:GREEN or freer, in their order. Read it in a snapshot
 * (`inListingSnapshot`) together with the listing's version.
 */
export async function listedKeys(client: ClientBase): Promise<PackedKeys> {
  const pages: Buffer[] = []
  let after = beforeAllKeys
  for (;;) {
    const found = await client.query<{ keys: Buffer | null; last: string | null }>(
      `select string_agg(int8send(key), ''::bytea order by key) as keys, max(key) as last
         from (select key from listed where key > $1::bigint and tlp in ('TLP:CLEAR', 'TLP:GREEN')
                order by key limit $2) page`,
      [after, maxListingPage],
    )
    const page = found.rows[0]
    if (!page?.keys || page.last === null) break
    pages.push(page.keys)
    after = page.last
  }
  return packed(Buffer.concat(pages))
}

/**
 * Keys of what people pinned as safe and of what verified owners have. Left out: numbers and addresses that senders are
 * known to forge, and sites below which others publish, because of these the very value proves nothing.
 */
export async function knownGoodKeys(client: ClientBase): Promise<PackedKeys> {
  const found = await client.query<{ keys: Buffer | null }>(
    `select string_agg(int8send(i.key), ''::bytea order by i.key) as keys
       from indicator_decisions d
       join indicators i on i.key = d.indicator_key
       left join identities n on n.id = d.identity_id
      where (n.spoofed is not true or i.kind not in (0, 1, 9))
        and case when d.pin is not null then d.pin ->> 'level' = 'safe'
                 else n.id is not null and (n.covers_subdomains or i.kind not in (2, 3)) end`,
  )
  return packed(found.rows[0]?.keys ?? Buffer.alloc(0))
}

function packed(bytes: Buffer): PackedKeys {
  return { bytes, count: bytes.length / 8 }
}

/** Smaller than every key but one in 2^64. */
const beforeAllKeys = (-(2n ** 63n)).toString()
