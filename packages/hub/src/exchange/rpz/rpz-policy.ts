import { isIPv4, isIPv6 } from 'node:net'
import { nameToWire } from './wire-names.ts'

/** What a resolver answers for a listed name: the records of the walled garden, or that there is no such name. */
export interface RpzPolicy {
  readonly records: readonly PolicyRecord[]
}

export interface PolicyRecord {
  readonly type: number
  readonly data: Buffer
  /** Type and data as a zone file has them. */
  readonly text: string
}

export const recordTypes = { A: 1, NS: 2, CNAME: 5, SOA: 6, AAAA: 28 } as const

/** `CNAME .`: the name does not exist (draft-vixie-dnsop-dns-rpz, 4.1). */
const nxdomain: PolicyRecord = { type: recordTypes.CNAME, data: Buffer.from([0]), text: 'CNAME .' }

/** As if the zone did not know the name, although it knows one above it (draft-vixie-dnsop-dns-rpz, 4.3). */
export const passRecord: PolicyRecord = {
  type: recordTypes.CNAME,
  data: nameToWire('rpz-passthru'),
  text: 'CNAME rpz-passthru.',
}

/**
 * The policy of these answers: IPv4 and IPv6 addresses of the page that says why, or one name that has them, or none.
 *
 * @throws RangeError for what is neither, and for a name beside anything else
 */
export function rpzPolicyOf(answers: readonly string[]): RpzPolicy {
  if (answers.length === 0) return { records: [nxdomain] }
  const records = answers.map(policyRecord)
  if (records.length > 1 && records.some(({ type }) => type === recordTypes.CNAME))
    throw new RangeError('A name answers alone: DNS allows nothing beside a CNAME')
  return { records }
}

function policyRecord(answer: string): PolicyRecord {
  if (isIPv4(answer))
    return { type: recordTypes.A, data: Buffer.from(answer.split('.').map(Number)), text: `A ${answer}` }
  if (isIPv6(answer)) return { type: recordTypes.AAAA, data: ipv6Bytes(answer), text: `AAAA ${answer}` }
  const name = answer.replace(/\.$/, '').toLowerCase()
  if (!/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(name))
    throw new RangeError(`${answer} is neither an address nor a name`)
  return { type: recordTypes.CNAME, data: nameToWire(name), text: `CNAME ${name}.` }
}

function ipv6Bytes(address: string): Buffer {
  // The URL parser writes every spelling, also one with an IPv4 tail, in the shortest hexadecimal form.
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::')
  const groups = (text: string | undefined) => (text ? text.split(':') : [])
  const [left, right] = [groups(head), groups(tail)]
  const middle = Array.from({ length: 8 - left.length - right.length }, () => '0')
  const bytes = Buffer.alloc(16)
  for (const [index, group] of [...left, ...middle, ...right].entries())
    bytes.writeUInt16BE(Number.parseInt(group, 16), index * 2)
  return bytes
}
