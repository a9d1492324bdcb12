import { databaseId, readExchangeObjects, type Database } from '@wuzei/store'
import { derivedUuid } from './stix-ids.ts'
import { stixObject } from './stix-indicator.ts'
import { hubIdentity } from './stix-surroundings.ts'

/** Objects read at once while a bundle is written. */
const pageObjects = 2_000

/**
 * Everything that is listed as one STIX 2.1 bundle, piece by piece: its indicators that are not withdrawn, and what they
 * refer to. What is listed or withdrawn while it is written may be in it or not.
 */
export async function* stixBundle(database: Database): AsyncGenerator<string, void> {
  const hubId = await databaseId(database.pool)
  const giver = hubIdentity(hubId).id
  let afterUs = 0n
  for (;;) {
    const page = await readExchangeObjects(database.pool, {
      afterUs,
      limit: pageObjects,
      versions: { last: true, first: false, all: false, at: [] },
    })
    const objects = page.filter((object) => !('revoked' in object && object.revoked))
    const texts = objects.map((object) => JSON.stringify(stixObject(object, giver))).join(',')
    if (afterUs === 0n)
      yield `{"type":"bundle","id":"bundle--${derivedUuid('bundle', hubId)}","objects":[${texts}`
    else if (texts !== '') yield `,${texts}`
    const last = page.at(-1)
    if (!last || page.length < pageObjects) break
    afterUs = last.addedUs
  }
  yield ']}'
}
