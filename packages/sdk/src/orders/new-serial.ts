/** Digits of a serial that belong to whoever makes it, behind the two organs. */
const ownDigits = 28
const organDigits = 12

/**
 * A serial in the ministry's form: 12 digits of the sender, 12 of the organ it acts for (the sender itself unless
 * told), 28 by chance.
 */
export function newSerial(organ: string, actingFor: string = organ): string {
  return `${twelve(organ)}${twelve(actingFor)}${digits(ownDigits)}`
}

/** An id for one message: 128 bits by chance. */
export function newMessageId(): string {
  return crypto.randomUUID().replaceAll('-', '')
}

/** Shorter numbers are filled from the right, as bank codes of branches are. */
function twelve(organ: string): string {
  return organ
    .replaceAll(/[^0-9]/g, '')
    .slice(0, organDigits)
    .padEnd(organDigits, '0')
}

function digits(count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count * 2))
  // 250 is the largest multiple of ten in a byte: above it some digits would come more often.
  const kept = [...bytes].filter((byte) => byte < 250).map((byte) => byte % 10)
  return kept.length < count ? digits(count) : kept.slice(0, count).join('')
}
