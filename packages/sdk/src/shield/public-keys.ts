/** Keys as 32 bytes each. Throws a RangeError for what is no Ed25519 public key. */
export function readPublicKeys(given: Uint8Array | string | readonly (Uint8Array | string)[]): Uint8Array[] {
  const keys = typeof given === 'string' || given instanceof Uint8Array ? [given] : given
  if (keys.length === 0) throw new RangeError('A shield needs at least one public key')
  return keys.map((key) => {
    const bytes = typeof key === 'string' ? fromBase64(key) : key
    if (bytes.length !== 32) throw new RangeError('A public key has 32 bytes')
    return bytes
  })
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
}
