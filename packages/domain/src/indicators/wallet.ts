import { bech32, bech32m, createBase58check } from '@scure/base'
import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { IndicatorDefinition, ParseResult } from './indicator.ts'
import { failed, recognised } from './parse-result.ts'

/**
 * Cryptocurrency addresses whose checksum fits. Canonical forms: Bitcoin base58check as written, bech32 and bech32m
 * (BIP 173, 350) in lower case; Ethereum with EIP-55 capitals, under which its many sister chains share one
 * address; TRON base58check (`T…`). An Ethereum address in mixed case with a wrong EIP-55 checksum is refused: one
 * letter off is another person's money. The fact `network` says `bitcoin`, `ethereum` or `tron`.
 */
export const walletDefinition: IndicatorDefinition = { kind: 'wallet', parse: parseWallet, mask, display }

/** Bech32 allows 90 characters (BIP 173); a scheme such as `bitcoin:` and a query may surround it. */
const maxWalletTextLength = 200

const bitcoinFacts = Object.freeze({ network: 'bitcoin' })
const ethereumFacts = Object.freeze({ network: 'ethereum' })
const tronFacts = Object.freeze({ network: 'tron' })

function parseWallet(input: string): ParseResult {
  const trimmed = input.trim()
  if (trimmed === '') return failed('INDICATOR_EMPTY', 'No address given')
  if (trimmed.length > maxWalletTextLength)
    return failed('INDICATOR_TOO_LONG', 'Too long for a wallet address')
  const address = withoutScheme(trimmed)
  const first = address[0]
  if (first === '0' && (address[1] === 'x' || address[1] === 'X')) return parseEthereum(address)
  if (first === 'T') return parseBase58(address)
  if (first === '1' || first === '3') return parseBase58(address)
  if (address.length >= 4 && address.slice(0, 3).toLowerCase() === 'bc1') return parseSegwit(address)
  return failed('INDICATOR_INVALID', 'Not an address of Bitcoin, Ethereum or TRON')
}

const schemes = ['bitcoin:', 'ethereum:', 'tron:']

function withoutScheme(text: string): string {
  const lower = text.slice(0, 9).toLowerCase()
  const scheme = schemes.find((candidate) => lower.startsWith(candidate))
  if (scheme === undefined) return text
  const rest = text.slice(scheme.length)
  const end = rest.search(/[?@]/)
  return end < 0 ? rest : rest.slice(0, end)
}

function parseEthereum(address: string): ParseResult {
  const body = address.slice(2)
  if (body.length !== 40 || !/^[0-9a-fA-F]+$/.test(body)) {
    return failed('INDICATOR_INVALID', 'An Ethereum address has 40 hexadecimal digits')
  }
  const lower = body.toLowerCase()
  const canonical = checksumEthereum(lower)
  const isMixed = body !== lower && body !== body.toUpperCase()
  if (isMixed && canonical !== `0x${body}`) {
    return failed('INDICATOR_INVALID', 'The capital letters of this Ethereum address do not fit its checksum')
  }
  return recognised('wallet', canonical, undefined, ethereumFacts)
}

/** EIP-55: a letter is a capital where the Keccak-256 hash of the lower-case address has a digit of 8 or more. */
function checksumEthereum(lower: string): string {
  const hash = bytesToHex(keccak_256(utf8ToBytes(lower)))
  let canonical = '0x'
  for (let index = 0; index < 40; index++) {
    const letter = lower[index] ?? ''
    canonical += hash.charCodeAt(index) >= 0x38 ? letter.toUpperCase() : letter
  }
  return canonical
}

const base58check = createBase58check(sha256)

/** Version bytes: Bitcoin P2PKH 0x00 and P2SH 0x05, TRON 0x41. */
function parseBase58(address: string): ParseResult {
  const payload = address.length <= 36 ? decodeBase58check(address) : undefined
  if (payload?.length !== 21) return failed('INDICATOR_INVALID', 'The checksum of this address does not fit')
  if (payload[0] === 0x41) return recognised('wallet', address, undefined, tronFacts)
  if (payload[0] === 0x00 || payload[0] === 0x05)
    return recognised('wallet', address, undefined, bitcoinFacts)
  return failed('INDICATOR_INVALID', 'Not an address of Bitcoin or TRON')
}

/** The decoder says "the checksum does not fit" by throwing; here that is an answer. */
function decodeBase58check(address: string): Uint8Array | undefined {
  try {
    return base58check.decode(address)
  } catch {
    return undefined
  }
}

/** Witness version 0 uses bech32, later ones bech32m (BIP 350); programs have 2 to 40 bytes, version 0 20 or 32. */
function parseSegwit(address: string): ParseResult {
  const isOneCase = address === address.toLowerCase() || address === address.toUpperCase()
  const lower = address.toLowerCase()
  const version0 = isOneCase ? bech32.decodeUnsafe(lower) : undefined
  const later = version0 || !isOneCase ? undefined : bech32m.decodeUnsafe(lower)
  const words = (version0 ?? later)?.words
  const version = words?.[0]
  if (
    words === undefined ||
    version === undefined ||
    version > 16 ||
    (version === 0) !== (version0 !== undefined)
  ) {
    return failed('INDICATOR_INVALID', 'The checksum of this address does not fit')
  }
  const program = bech32.fromWordsUnsafe(words.slice(1))
  const length = program?.length ?? 0
  const fits = version === 0 ? length === 20 || length === 32 : length >= 2 && length <= 40
  if (!fits) return failed('INDICATOR_INVALID', 'Not a Bitcoin address')
  return recognised('wallet', lower, undefined, bitcoinFacts)
}

/** Addresses are public keys of nobody known: head and tail, as people compare them. */
function mask(canonical: string): string {
  return `${canonical.slice(0, 6)}…${canonical.slice(-4)}`
}

function display(canonical: string): string {
  return canonical
}
