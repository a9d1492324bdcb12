import { withoutInvisible } from './host/invisible.ts'
import type { IndicatorDefinition, ParseResult } from './indicator.ts'
import { failed, recognised } from './parse-result.ts'

/**
 * Wi-Fi networks. Canonical: the BSSID as six lower-case pairs (`a4:2b:b0:12:34:56`); where only a name is known
 * `ssid:` and the name as it is broadcast, since names tell capitals and spaces apart. A name behind the BSSID
 * (`a4:2b:b0:12:34:56 FreeWiFi`) becomes the fact `ssid`. A locally administered BSSID, which anybody may make up,
 * has the mark `private-range`; group addresses cannot send and are refused.
 */
export const wifiDefinition: IndicatorDefinition = { kind: 'wifi', parse: parseWifi, mask, display }

/** 32 bytes of name (IEEE 802.11), at most 32 characters, with a label before it. */
const maxSsidLength = 32
const maxWifiTextLength = 100

function parseWifi(input: string): ParseResult {
  const text = withoutInvisible(input.normalize('NFC')).trim()
  if (text === '') return failed('INDICATOR_EMPTY', 'No network given')
  if (text.length > maxWifiTextLength) return failed('INDICATOR_TOO_LONG', 'Too long for a Wi-Fi network')
  const label = /^(?:ssid|wi-?fi)\s?[:：=]/i.exec(text)
  const address = readBssid(text.replace(/^(?:bssid|mac)\s?[:：=]?\s?/i, ''))
  if (address === undefined) return label ? parseName(text.slice(label[0].length)) : notNetwork()
  const { bssid, rest } = address
  const firstByte = Number.parseInt(bssid.slice(0, 2), 16)
  if ((firstByte & 1) === 1 || bssid === '00:00:00:00:00:00') {
    return failed('INDICATOR_INVALID', 'No access point has a group address')
  }
  const name = rest.replace(/^[\s,;/|]+/, '')
  if (name.length > maxSsidLength) return notNetwork()
  return recognised(
    'wifi',
    bssid,
    (firstByte & 2) === 2 ? ['private-range'] : [],
    name === '' ? {} : { ssid: name },
  )
}

function notNetwork(): ParseResult {
  return failed(
    'INDICATOR_INVALID',
    'A Wi-Fi network is a BSSID such as a4:2b:b0:12:34:56, or ssid: and its name',
  )
}

function parseName(text: string): ParseResult {
  const name = text.trim()
  if (name === '' || name.length > maxSsidLength) return notNetwork()
  return recognised('wifi', `ssid:${name}`, [], { ssid: name })
}

const bssidForms = [
  /^([0-9a-f]{2})([:-])([0-9a-f]{2})\2([0-9a-f]{2})\2([0-9a-f]{2})\2([0-9a-f]{2})\2([0-9a-f]{2})(?![0-9a-f:-])/i,
  /^([0-9a-f]{2})([0-9a-f]{2})\.([0-9a-f]{2})([0-9a-f]{2})\.([0-9a-f]{2})([0-9a-f]{2})(?![0-9a-f.])/i,
  /^([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i,
]

function readBssid(text: string): { bssid: string; rest: string } | undefined {
  for (const form of bssidForms) {
    const found = form.exec(text)
    if (found === null) continue
    const pairs = found.slice(1).filter((part) => part.length === 2)
    return { bssid: pairs.join(':').toLowerCase(), rest: text.slice(found[0].length) }
  }
  return undefined
}

/** The maker's half stays, the device's half goes: a BSSID locates a home. */
function mask(canonical: string): string {
  if (!canonical.startsWith('ssid:')) return `${canonical.slice(0, 8)}:**:**:**`
  const name = Array.from(canonical.slice(5))
  return `ssid:${name.slice(0, Math.min(2, name.length - 1)).join('')}**`
}

function display(canonical: string): string {
  return canonical.startsWith('ssid:') ? canonical : canonical.toUpperCase()
}
