/**
 * What a tab remembers until it is closed. Storage may be forbidden (private windows, full disks); then the page
 * works and only forgets.
 */
export function readKept(name: string): unknown {
  try {
    const text = sessionStorage.getItem(prefix + name)
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

export function keep(name: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(prefix + name)
    else sessionStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // Nothing to do: what was typed stays on the page, only a reload would lose it.
  }
}

/** When the money went, told on the page for people who have paid and used again in the report. */
export function keptTransferTime(): number | null {
  const value = readKept(transferTime)
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export function keepTransferTime(instantMs: number | null): void {
  keep(transferTime, instantMs)
}

/** A random name for this browser, so that many reports of one phone count as one voice. */
export function deviceId(): string {
  try {
    const known = localStorage.getItem(`${prefix}device`)
    if (known && /^[0-9a-f]{32}$/.test(known)) return known
    const made = randomHex()
    localStorage.setItem(`${prefix}device`, made)
    return made
  } catch {
    return randomHex()
  }
}

function randomHex(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const prefix = 'wuzei.'
const transferTime = 'transfer-time'
