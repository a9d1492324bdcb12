import type { Bilingual } from '../verdict/types.ts'

/** How the first contact is made. */
export const fraudVectors = [
  'call',
  'sms',
  'chat',
  'social',
  'short-video',
  'mail',
  'app',
  'web',
  'offline',
] as const
export type FraudVector = (typeof fraudVectors)[number]

/** How the money leaves. */
export const payChannels = ['bank', 'wallet', 'qr', 'gift-card', 'crypto', 'cash-courier', 'gold'] as const
export type PayChannel = (typeof payChannels)[number]

/** Urgency of talking a person out of it once contact is known. */
export type DissuasionTier = 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW'

/** Short sentences in both languages, same order and number. */
export interface BilingualLines {
  readonly zh: readonly string[]
  readonly en: readonly string[]
}

/** One family (`F08`) or type (`F08.01`) of fraud. Codes are stable forever and never used again. */
export interface FraudType {
  readonly code: string
  /** Code of the family; null for a family itself. */
  readonly family: string | null
  readonly name: Bilingual
  readonly status: 'active' | 'retired'
  /** When it was common; null where that makes no sense (disputes, the rest). */
  readonly era: '2015' | '2023' | 'both' | null
  /** Places in the ministry's list of the ten most common types (1..10); empty when not among them. */
  readonly mps10: readonly number[]
  /** What a victim sees or hears. */
  readonly signals: BilingualLines
  /** One or two sentences to a person who is being approached. */
  readonly advice: Bilingual
  /** Three first steps for a person who was already caught. */
  readonly firstSteps: BilingualLines
  readonly vectors: readonly FraudVector[]
  readonly payChannels: readonly PayChannel[]
  readonly defaultTier: DissuasionTier
}

/** What a type writes down itself; everything else it has from its family. */
export interface FraudTypeDefinition extends Partial<Omit<FraudType, 'code' | 'name' | 'family'>> {
  readonly code: string
  readonly name: Bilingual
}

/** A family with its types, as the data files hold them. */
export interface FraudFamilyDefinition extends Omit<FraudType, 'family' | 'status'> {
  readonly types: readonly FraudTypeDefinition[]
}
