import type { Database } from '@wuzei/store'
import type { LiveModels } from './detection/live-models.ts'
import type { EvidenceFileStore } from './evidence-files/evidence-file-store.ts'
import type { HubFeed } from './exchange/feed/hub-feed.ts'
import type { ExchangeKey } from './exchange/signing-key.ts'
import type { Outbound } from './outbound/outbound.ts'
import type { PaymentDesk } from './payments/payment-desk.ts'
import type { PersonalDataCipher } from './personal-data/cipher.ts'
import type { ProofOfWork } from './proof-of-work/proof-of-work.ts'
import type { VerdictIndex } from './verdict-index/verdict-index.ts'

/** What the use cases need; made once by `startHub`. */
export interface HubContext {
  readonly database: Database
  readonly index: VerdictIndex
  /** What judges links and messages, as it is now. */
  readonly models: LiveModels
  readonly cipher: PersonalDataCipher
  readonly files: EvidenceFileStore
  readonly proofOfWork: ProofOfWork
  /** Signs what goes out. */
  readonly exchangeKey: ExchangeKey
  /** What members are told, in order. */
  readonly feed: HubFeed
  /** Lists, rules and records of checks before paying. */
  readonly payments: PaymentDesk
  /** The one way to call somebody outside. */
  readonly outbound: Outbound
  /** Origin under which people and systems reach the hub, such as `https://hub.example`; undefined: where it listens. */
  readonly publicUrl: string | undefined
  /** Milliseconds since 1970; tests move it. */
  readonly clock: () => number
}

/** Who sends a request, as far as the hub knows. */
export interface RequestOrigin {
  /** Network address; only its pseudonym is ever stored. */
  readonly address: string
}
