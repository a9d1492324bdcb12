import { indicatorKey, signedKey, type Indicator, type IndicatorKind } from '@wuzei/domain'
import type { EventSubject } from './library-memory.ts'

/** Names an indicator the way events do. */
export function subjectOf(indicator: Pick<Indicator, 'kind' | 'canonical'>): EventSubject {
  return namedSubject(indicator.kind, indicator.canonical)
}

/** Names an indicator by its parts. */
export function namedSubject(kind: IndicatorKind, canonical: string): EventSubject {
  return { key: keyHex(indicatorKey(kind, canonical)), kind, canonical }
}

/** An unsigned key as 16 hexadecimal digits. */
export function keyHex(key: bigint): string {
  return BigInt.asUintN(64, key).toString(16).padStart(16, '0')
}

/** The signed key that PostgreSQL holds, from 16 hexadecimal digits. */
export function keyFromHex(hex: string): bigint {
  return signedKey(BigInt(`0x${hex}`))
}

/** High and low words of a key in hexadecimal, as the verdict index takes them. */
export function keyWordsFromHex(hex: string): [hi: number, lo: number] {
  return [Number.parseInt(hex.slice(0, 8), 16), Number.parseInt(hex.slice(8), 16)]
}
