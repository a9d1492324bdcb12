import { randomUUID } from 'node:crypto'
import { canonicalJson, type NewRetraction, type TakenBack } from '@wuzei/store'
import { keyHex } from '../../library/subject.ts'
import type { ExchangeKey } from '../signing-key.ts'

/** What the hub says when it takes something back, in one text that it signs. */
export function signRetraction(said: TakenBack, key: ExchangeKey): NewRetraction {
  const id = randomUUID()
  const statement = canonicalJson({
    type: 'wuzei-retraction-1',
    id,
    indicator: { key: keyHex(said.key), kind: said.kind, canonical: said.canonical },
    reason: said.reason,
    since: said.since.toISOString(),
    eventSeq: said.eventSeq,
  })
  const signature = key.sign(Buffer.from(statement, 'utf8'))
  return {
    id,
    key: said.key,
    kind: said.kind,
    canonical: said.canonical,
    reason: said.reason,
    eventSeq: said.eventSeq,
    since: said.since,
    statement,
    signature,
    keyId: key.keyId,
    detail: JSON.stringify({ statement, signature: signature.toString('base64'), keyId: key.keyId }),
  }
}
