import type {
  Bilingual,
  DisputeReply,
  FraudType,
  MessageCheckReply,
  ReceiptReply,
  SeenPage,
  Verdict,
  VerdictModelReply,
} from '../wire.ts'
import type { ShownProblem } from './problem.ts'

/** Names of the fraud types a page mentions, by code. */
export type FraudTypeNames = Readonly<Record<string, Bilingual>>

/** Why the check box could not answer, shown beside it with the input kept. */
export type CheckRefusal = 'empty' | 'unrecognised' | 'tooLong'

/** Everything one page shows; plain JSON, so that server and browser render the same. */
export type PageData =
  | { readonly page: 'home'; readonly input: string; readonly refusal: CheckRefusal | null }
  | { readonly page: 'verdict'; readonly verdict: Verdict; readonly names: FraudTypeNames }
  | {
      readonly page: 'message'
      readonly text: string
      readonly result: MessageCheckReply
      readonly names: FraudTypeNames
    }
  /** `seen`: what was found lately on a page of this host; null where nothing may be told, or nobody could say. */
  | { readonly page: 'link'; readonly verdict: Verdict; readonly seen: SeenPage | null }
  | { readonly page: 'paid' }
  | {
      readonly page: 'report'
      /** Null when the taxonomy could not be had: a report must be possible all the same. */
      readonly fraudTypes: readonly FraudTypeChoice[] | null
      readonly value: string
      readonly fraudType: string
    }
  | {
      readonly page: 'track'
      readonly input: string
      readonly refusal: 'empty' | 'invalid' | 'unknown' | null
    }
  | {
      readonly page: 'receipt'
      readonly receipt: ReceiptReply
      readonly names: FraudTypeNames
      readonly fresh: boolean
      readonly duplicate: boolean
    }
  | { readonly page: 'disputed'; readonly dispute: DisputeReply; readonly fresh: boolean }
  | { readonly page: 'how'; readonly model: VerdictModelReply }
  | { readonly page: 'dispute'; readonly value: string }
  | { readonly page: 'learn'; readonly families: readonly FraudTypeCard[] }
  | { readonly page: 'fraud-type'; readonly type: FraudType; readonly variants: readonly FraudTypeCard[] }
  | { readonly page: 'missing' }
  | { readonly page: 'problem'; readonly problem: ShownProblem }

export interface FraudTypeChoice {
  readonly code: string
  readonly name: Bilingual
}

export interface FraudTypeCard extends FraudTypeChoice {
  readonly signal: Bilingual | null
  readonly retired: boolean
}

/** HTTP status of a page that the server renders. */
export function statusOf(data: PageData): number {
  if (data.page === 'missing') return 404
  if (data.page === 'problem') return data.problem.status
  if (data.page === 'track' && data.refusal === 'unknown') return 404
  if ((data.page === 'home' || data.page === 'track') && data.refusal !== null) return 400
  return 200
}
