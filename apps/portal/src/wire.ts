import type {
  DisputeReply,
  FraudTypesReply,
  MessageCheckReply,
  ReceiptReply,
  ReportReply,
  SeenPageReply,
  Verdict,
  VerdictModelReply,
} from '@wuzei/contract'
import type { PublicClient } from '@wuzei/sdk'

export type { DisputeReply, MessageCheckReply, ReceiptReply, ReportReply, Verdict, VerdictModelReply }
export type Level = Verdict['level']
export type Kind = Verdict['kind']
export type Tier = Verdict['evidence'][number]['source']
export type Bilingual = Verdict['advice']
export type SeenPage = NonNullable<SeenPageReply['seen']>
export type FraudType = FraudTypesReply['fraudTypes'][number]

/** What the portal asks of the hub: the published client's interface, over the network or in process. */
export type PortalApi = PublicClient
