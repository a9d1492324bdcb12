const serials = 2n ** 32n

/** The zone's serial of a version: DNS counts in 32 bits and round again (RFC 1982). */
export function serialOf(version: bigint): number {
  return Number(version % serials)
}

/** The version that a resolver with this serial has; undefined when it cannot have one of ours. */
export function versionOfSerial(serial: number, current: bigint): bigint | undefined {
  const behind = (current - BigInt(serial)) % serials
  const distance = behind < 0n ? behind + serials : behind
  // Half of all serials lie ahead; and nothing was before the first version.
  if (distance >= serials / 2n || distance > current) return undefined
  return current - distance
}
