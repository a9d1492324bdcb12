import { createHash } from 'node:crypto'

/** Namespace of every identifier that Wuzei derives: UUIDv5 of the DNS name `stix.wuzei.invalid`. */
const namespace = 'b5f588f9-e541-5711-9d63-715f75543d2e'

/** The same UUID (RFC 9562, version 5) for the same parts, everywhere and for ever. */
export function derivedUuid(...parts: readonly string[]): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(JSON.stringify(parts))
    .digest()
    .subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Who gives a hub's objects. `hubId` names its database. */
export function hubIdentityUuid(hubId: string): string {
  return derivedUuid('identity', hubId)
}

/**
 * The object for one stay of an indicator on a hub's list. What was withdrawn is withdrawn for ever in STIX, so an
 * indicator that is listed anew is another object; the change that listed it tells them apart.
 */
export function indicatorUuid(hubId: string, kind: string, canonical: string, version: bigint): string {
  return derivedUuid('indicator', hubId, kind, canonical, version.toString())
}

const stixId =
  /^([a-z0-9][a-z0-9-]{0,249})--([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[089ab][0-9a-f]{3}-[0-9a-f]{12})$/

/** Type and UUID of an identifier; undefined when it is none. */
export function parseStixId(text: string): { readonly type: string; readonly id: string } | undefined {
  const [, type, id] = stixId.exec(text) ?? []
  return type === undefined || id === undefined ? undefined : { type, id }
}
