/** Longest address that is kept. */
const maxKeptLength = 1_000

/**
 * An address without what may name a person: query and fragment go, and of the path what looks like a number, a token or
 * a mailbox. `canonical` is one of kind `url`.
 */
export function maskAddress(canonical: string): string {
  const [address = ''] = canonical.split(/[?#]/, 1)
  const [host = '', ...path] = address.slice(0, maxKeptLength).split('/')
  return [host, ...path.map((part) => (isPersonal(part) ? '…' : part))].join('/')
}

function isPersonal(part: string): boolean {
  return /\d{6,}|@|%40/.test(part) || (part.length >= 24 && /\d/.test(part) && !part.includes('.'))
}
