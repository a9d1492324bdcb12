// biome-ignore-all format: made by e2e/sdk-routes.test.ts from the document of a running hub, not by hand.

import type { ActList, AlertList, ApiClientBody, ApiClientList, ApiClientReply, ApiKeyBody, ApiKeyReply, AppealBody, AppealReply, AttachmentReply, AuditPage, AuthenticatorEnrolmentReply, BulkDecisionBody, BulkDecisionReply, CampaignDetails, CampaignList, CaseworkDetail, CaseworkList, CaseworkReply, CheckBatchBody, CheckBatchReply, ConfirmReply, ConsoleModels, ConsoleRetractionDetails, DisputeBody, DisputeDecisionBody, DisputeList, DisputeQueue, DisputeReply, EnrolmentBody, EnrolmentReply, EntryHistory, EntryReply, EvidencePage, Factors, FeedHealth, FraudTypesReply, GrantBody, GrantDecisionBody, GrantList, IdentityBody, InboundChangeBody, InboundHeldBody, InboundRemovalBody, InboundRunBody, InboundRunList, InboundSourceBody, InboundSourceList, InboundStateBody, InvitationBody, InvitationList, InvitationReply, JoinBody, JoinReply, JsonSchemaReply, LabelBody, LabelPage, LabelQueue, LedgerReply, LibraryPage, LoggedEvent, MeReply, MemberCheckReply, MemberParams, MemberStateBody, MessageCheckBody, MessageCheckReply, ModelPromotionBody, NamedMemberList, NextOrders, OpeningCheckBody, OpeningCheckReply, OrderWebhook, OrderWebhookBody, OrderWebhookReply, Organisation, OrganisationBody, OrganisationList, OutstandingList, PageCheckBody, PageCheckReply, PartnerCodeBody, PasskeyChallengeReply, PasskeyNameBody, PayeeListingBody, PayeeListingDecisionBody, PayeeListingLiftBody, PayeeListingPage, PaymentCheckBody, PaymentCheckReply, PaymentOutcome, PaymentOutcomeBody, PaymentStatistics, PersonList, PinBody, PublicNameBody, QueuePage, ReceiptBody, ReceiptReply, ReceiptsBody, ReceiptsReply, RecoveryCodesReply, RelabellingBody, RelabellingList, RelabellingReply, ReportBody, ReportDecisionBody, ReportList, ReportReply, ResetBody, ResetLinkBody, ResetLinkReply, ResetList, ResetReply, ResetUseBody, Retraction, RetractionPage, RetractionState, SeenPageBody, SeenPageReply, SessionList, Share, ShareList, SharesBody, SharesReply, SharingGroup, SharingGroupBody, SharingGroupList, ShieldManifest, SignInBody, SignInReply, SourceList, StopApplicationReply, StopApprovalBody, StopApprovalReply, TenureBody, TreeHeadList, UnmaskBody, UnmaskReply, UnpinBody, Verdict, VerdictModelReply, WebhookBody, WebhookDelivery, WebhookDeliveryList, WebhookLetterList, WebhookList, WebhookReplayBody, WebhookReplayReply, WebhookReply, WebhookSecret, WebhookStateBody, WithdrawalBody } from './route-schemas.ts'

/** Every route: what goes in, what comes back. Bytes are a file; the documentation of the route names its format. */
export interface Routes {
  /** Lift a pin */ 'DELETE /v1/admin/pins': { body: UnpinBody; reply: undefined }
  /** A resolver’s key is good for nothing from now on */ 'DELETE /v1/admin/rpz-keys/{name}': { params: { "name": string }; reply: undefined }
  /** End a system for ever */ 'DELETE /v1/alliance/clients/{id}': { params: { "id": string }; reply: undefined }
  /** Take a role away */ 'DELETE /v1/alliance/grants/{id}': { params: { "id": string }; reply: undefined }
  /** End a group */ 'DELETE /v1/alliance/groups/{id}': { params: { "id": string }; reply: undefined }
  /** Remove a member from a group */ 'DELETE /v1/alliance/groups/{id}/members/{organisation}': { params: { "id": string; "organisation": string }; reply: undefined }
  /** Withdraw an invitation */ 'DELETE /v1/alliance/invitations/{id}': { params: { "id": string }; reply: undefined }
  /** Remove the authenticator app */ 'DELETE /v1/alliance/me/authenticator': { body: { /** One of: answer of a passkey, code, password in force */ proof: { passkey?: { challengeId: string; credential: { id: string; rawId: string; type: "public-key"; response: { clientDataJSON: string; authenticatorData: string; signature: string } } }; /** Of the authenticator app, or a recovery code */ code?: string; password?: string } }; reply: undefined }
  /** Remove a passkey */ 'DELETE /v1/alliance/me/passkeys/{id}': { params: { "id": string }; body: { /** One of: answer of a passkey, code, password in force */ proof: { passkey?: { challengeId: string; credential: { id: string; rawId: string; type: "public-key"; response: { clientDataJSON: string; authenticatorData: string; signature: string } } }; /** Of the authenticator app, or a recovery code */ code?: string; password?: string } }; reply: undefined }
  /** Take a link back before it is used */ 'DELETE /v1/alliance/resets/{id}': { params: { "id": string }; reply: undefined }
  /** Sign out */ 'DELETE /v1/alliance/sessions/{id}': { params: { "id": string }; reply: undefined }
  /** Remove a source */ 'DELETE /v1/alliance/sources/{id}': { params: { "id": string }; body: InboundRemovalBody; reply: undefined }
  /** Ask for your orders instead */ 'DELETE /v1/orders/webhook': { reply: undefined }
  /** Where and how systems of members ask for access tokens */ 'GET /.well-known/oauth-authorization-server': { reply: { issuer: string; token_endpoint: string; grant_types_supported: string[]; response_types_supported: string[]; token_endpoint_auth_methods_supported: string[]; token_endpoint_auth_signing_alg_values_supported: string[]; scopes_supported: string[] } }
  /** The key that signs lists */ 'GET /.well-known/wuzei-lists.json': { reply: { keys: { keyId: string; algorithm: "Ed25519"; /** 32 bytes, base64 */ publicKey: string; pem: string }[] } }
  /** Keys of the hub’s orders */ 'GET /.well-known/wuzei-orders.json': { reply: ({ /** `from` of the hub’s messages */ issuer: string; algorithms: ("EdDSA" | "Ed25519" | "ES256")[]; /** Keys of the hub, RFC 8037; while one is replaced, both */ keys: { kty: "OKP"; crv: "Ed25519"; x: string; kid: string; use: "sig"; alg: "EdDSA" }[] }) }
  /** The process lives */ 'GET /healthz': { reply: ({ status: string; models: Record<string, { /** Without a model checks go on by the library alone */ state: "ready" | "missing" | "damaged"; /** Name and version */ model: string | null }> }) }
  /** Checks are answered from an index that follows the log, and the database answers */ 'GET /readyz': { reply: { status: string } }
  /** Open disputes */ 'GET /v1/admin/disputes': { query?: { "after"?: string | number | undefined }; reply: DisputeList }
  /** Reports to check */ 'GET /v1/admin/reports': { query?: { "after"?: string | number | undefined; "status"?: "received" | "reviewing" | "confirmed" | "rejected" | undefined }; reply: ReportList }
  /** A file of a report */ 'GET /v1/admin/reports/{id}/attachments/{sha256}': { params: { "id": string | number; "sha256": string }; reply: Uint8Array<ArrayBuffer> }
  /** What members did */ 'GET /v1/alliance/acts': { query?: { "after"?: string | number | undefined }; reply: ActList }
  /** Sharing groups of the caller */ 'GET /v1/alliance/groups': { query?: { "after"?: string | undefined }; reply: SharingGroupList }
  /** Who gave what, and what it led to */ 'GET /v1/alliance/ledger': { query?: { "after"?: string | number | undefined; "organisationId"?: string | undefined }; reply: LedgerReply }
  /** Who the caller is */ 'GET /v1/alliance/me': { reply: MeReply }
  /** By what the caller can prove who they are */ 'GET /v1/alliance/me/factors': { reply: Factors }
  /** Organisations of the alliance */ 'GET /v1/alliance/organisations': { query?: { "after"?: string | undefined }; reply: OrganisationList }
  /** One organisation */ 'GET /v1/alliance/organisations/{id}': { params: { "id": string }; reply: Organisation }
  /** Systems of an organisation */ 'GET /v1/alliance/organisations/{id}/clients': { params: { "id": string }; query?: { "after"?: string | undefined }; reply: ApiClientList }
  /** Roles granted and proposed in an organisation */ 'GET /v1/alliance/organisations/{id}/grants': { params: { "id": string }; query?: { "after"?: string | undefined; "state"?: "proposed" | "active" | "refused" | "withdrawn" | undefined }; reply: GrantList }
  /** Invitations of an organisation */ 'GET /v1/alliance/organisations/{id}/invitations': { params: { "id": string }; query?: { "after"?: string | undefined }; reply: InvitationList }
  /** People of an organisation */ 'GET /v1/alliance/organisations/{id}/people': { params: { "id": string }; query?: { "after"?: string | undefined }; reply: PersonList }
  /** Links for new passwords in an organisation */ 'GET /v1/alliance/organisations/{id}/resets': { params: { "id": string }; query?: { "after"?: string | undefined }; reply: ResetList }
  /** Open sessions of the caller */ 'GET /v1/alliance/sessions': { reply: SessionList }
  /** Shares as a file that carries its label */ 'GET /v1/alliance/share-export': { query?: { "after"?: string | number | undefined; "value"?: string | undefined; "kind"?: "phone" | "sms-sender" | "url" | "domain" | "ip" | "account" | "payment" | "wallet" | "messenger" | "email" | "app" | "wifi" | "cell" | "device" | undefined; "originId"?: string | undefined; "direction"?: "given" | "received" | undefined; "tlp"?: "TLP:CLEAR" | "TLP:GREEN" | "TLP:AMBER" | "TLP:AMBER+STRICT" | "TLP:RED" | undefined; "fraudType"?: string | number | undefined; "state"?: "current" | "withdrawn" | undefined; "isPublic"?: "true" | "false" | undefined; "opening"?: "proposed" | undefined }; reply: Uint8Array<ArrayBuffer> }
  /** Shares that the caller may read */ 'GET /v1/alliance/shares': { query?: { "after"?: string | number | undefined; "value"?: string | undefined; "kind"?: "phone" | "sms-sender" | "url" | "domain" | "ip" | "account" | "payment" | "wallet" | "messenger" | "email" | "app" | "wifi" | "cell" | "device" | undefined; "originId"?: string | undefined; "direction"?: "given" | "received" | undefined; "tlp"?: "TLP:CLEAR" | "TLP:GREEN" | "TLP:AMBER" | "TLP:AMBER+STRICT" | "TLP:RED" | undefined; "fraudType"?: string | number | undefined; "state"?: "current" | "withdrawn" | undefined; "isPublic"?: "true" | "false" | undefined; "opening"?: "proposed" | undefined }; reply: ShareList }
  /** One share */ 'GET /v1/alliance/shares/{id}': { params: { "id": string }; reply: Share }
  /** Changes of a share’s label */ 'GET /v1/alliance/shares/{id}/relabellings': { params: { "id": string }; reply: RelabellingList }
  /** Sources taken over on a schedule, and how each is doing */ 'GET /v1/alliance/sources': { reply: InboundSourceList }
  /** How the last runs of a source went */ 'GET /v1/alliance/sources/{id}/runs': { params: { "id": string }; reply: InboundRunList }
  /** Where an appeal stands */ 'GET /v1/appeals/{receipt}': { params: { "receipt": string }; reply: AppealReply }
  /** Campaigns: sites made from one kit */ 'GET /v1/campaigns': { query?: { "after"?: string | number | undefined }; reply: CampaignList }
  /** One campaign */ 'GET /v1/campaigns/{id}': { params: { "id": string }; reply: CampaignDetails }
  /** List: appeal */ 'GET /v1/casework/appeals': { query?: { "state"?: string | undefined; "reportId"?: string | undefined; "caseId"?: string | undefined; "parentId"?: string | undefined; "targetId"?: string | undefined; "partnerId"?: string | undefined; "isOver"?: "true" | "false" | undefined; "after"?: string | undefined }; reply: CaseworkList }
  /** Read one: appeal */ 'GET /v1/casework/appeals/{id}': { params: { "id": string }; query?: { "purpose"?: "INTAKE" | "STOP" | "TRACE" | "FREEZE" | "RETURN" | "SHUTDOWN" | "DISSUADE" | "APPEAL" | "STATISTICS" | "RESEARCH_REDACTED" | "AUDIT" | "SUPPORT" | undefined }; reply: CaseworkDetail }
  /** List: case */ 'GET /v1/casework/cases': { query?: { "state"?: string | undefined; "reportId"?: string | undefined; "caseId"?: string | undefined; "parentId"?: string | undefined; "targetId"?: string | undefined; "partnerId"?: string | undefined; "isOver"?: "true" | "false" | undefined; "after"?: string | undefined }; reply: CaseworkList }
  /** Read one: case */ 'GET /v1/casework/cases/{id}': { params: { "id": string }; query?: { "purpose"?: "INTAKE" | "STOP" | "TRACE" | "FREEZE" | "RETURN" | "SHUTDOWN" | "DISSUADE" | "APPEAL" | "STATISTICS" | "RESEARCH_REDACTED" | "AUDIT" | "SUPPORT" | undefined }; reply: CaseworkDetail }
  /** List: freeze-order */ 'GET /v1/casework/freeze-orders': { query?: { "state"?: string | undefined; "reportId"?: string | undefined; "caseId"?: string | undefined; "parentId"?: string | undefined; "targetId"?: string | undefined; "partnerId"?: string | undefined; "isOver"?: "true" | "false" | undefined; "after"?: string | undefined }; reply: CaseworkList }
  /** Read one: freeze-order */ 'GET /v1/casework/freeze-orders/{id}': { params: { "id": string }; query?: { "purpose"?: "INTAKE" | "STOP" | "TRACE" | "FREEZE" | "RETURN" | "SHUTDOWN" | "DISSUADE" | "APPEAL" | "STATISTICS" | "RESEARCH_REDACTED" | "AUDIT" | "SUPPORT" | undefined }; reply: CaseworkDetail }
  /** List: report */ 'GET /v1/casework/reports': { query?: { "state"?: string | undefined; "reportId"?: string | undefined; "caseId"?: string | undefined; "parentId"?: string | undefined; "targetId"?: string | undefined; "partnerId"?: string | undefined; "isOver"?: "true" | "false" | undefined; "after"?: string | undefined }; reply: CaseworkList }
  /** Read one: report */ 'GET /v1/casework/reports/{id}': { params: { "id": string }; query?: { "purpose"?: "INTAKE" | "STOP" | "TRACE" | "FREEZE" | "RETURN" | "SHUTDOWN" | "DISSUADE" | "APPEAL" | "STATISTICS" | "RESEARCH_REDACTED" | "AUDIT" | "SUPPORT" | undefined }; reply: CaseworkDetail }
  /** List: stop-order */ 'GET /v1/casework/stop-orders': { query?: { "state"?: string | undefined; "reportId"?: string | undefined; "caseId"?: string | undefined; "parentId"?: string | undefined; "targetId"?: string | undefined; "partnerId"?: string | undefined; "isOver"?: "true" | "false" | undefined; "after"?: string | undefined }; reply: CaseworkList }
  /** Read one: stop-order */ 'GET /v1/casework/stop-orders/{id}': { params: { "id": string }; query?: { "purpose"?: "INTAKE" | "STOP" | "TRACE" | "FREEZE" | "RETURN" | "SHUTDOWN" | "DISSUADE" | "APPEAL" | "STATISTICS" | "RESEARCH_REDACTED" | "AUDIT" | "SUPPORT" | undefined }; reply: CaseworkDetail }
  /** Where the money went on */ 'GET /v1/casework/stop-orders/{id}/next': { params: { "id": string }; reply: NextOrders }
  /** Check one value */ 'GET /v1/check': { query: { "value": string; "kind"?: "phone" | "sms-sender" | "url" | "domain" | "ip" | "account" | "payment" | "wallet" | "messenger" | "email" | "app" | "wifi" | "cell" | "device" | undefined }; reply: Verdict }
  /** People locked out for opening too much */ 'GET /v1/console/alerts': { reply: AlertList }
  /** Open disputes, masked */ 'GET /v1/console/disputes': { query?: { "after"?: string | number | undefined }; reply: DisputeQueue }
  /** Events of the log, newest first */ 'GET /v1/console/events': { query?: { "type"?: string | undefined; "actor"?: string | undefined; "subject"?: string | undefined; "after"?: string | number | undefined }; reply: AuditPage }
  /** One event of the log */ 'GET /v1/console/events/{id}': { params: { "id": string | number }; reply: LoggedEvent }
  /** How the feed reaches members */ 'GET /v1/console/feed-health': { query?: { "after"?: string | undefined }; reply: FeedHealth }
  /** What people decided, as labels for training */ 'GET /v1/console/labels': { query?: { "after"?: string | number | undefined }; reply: LabelPage }
  /** Values that a person’s word teaches the model most by */ 'GET /v1/console/labels/queue': { reply: LabelQueue }
  /** The library, seen last first */ 'GET /v1/console/library': { query?: { "kind"?: "phone" | "sms-sender" | "url" | "domain" | "ip" | "account" | "payment" | "wallet" | "messenger" | "email" | "app" | "wifi" | "cell" | "device" | undefined; "level"?: "safe" | "unknown" | "suspicious" | "high" | "confirmed" | undefined; "source"?: string | undefined; "fraudType"?: string | number | undefined; "since"?: string | number | undefined; "after"?: string | undefined }; reply: LibraryPage }
  /** One entry of the library */ 'GET /v1/console/library/entry': { query?: { "key"?: string | undefined; "value"?: string | undefined; "kind"?: "phone" | "sms-sender" | "url" | "domain" | "ip" | "account" | "payment" | "wallet" | "messenger" | "email" | "app" | "wifi" | "cell" | "device" | undefined }; reply: EntryReply }
  /** Every piece of evidence of an entry */ 'GET /v1/console/library/evidence': { query: { "key": string; "after"?: string | undefined }; reply: EvidencePage }
  /** What happened to an entry */ 'GET /v1/console/library/history': { query: { "key": string; "after"?: string | undefined }; reply: EntryHistory }
  /** Models, candidates and how they compare */ 'GET /v1/console/models': { reply: ConsoleModels }
  /** A queue of reports, masked */ 'GET /v1/console/reports': { query?: { "queue"?: "received" | "reviewing" | "confirmed" | "rejected" | "waiting" | undefined; "after"?: string | number | undefined }; reply: QueuePage }
  /** A file of an opened report */ 'GET /v1/console/reports/{id}/attachments/{sha256}': { params: { "id": string | number; "sha256": string }; reply: Uint8Array<ArrayBuffer> }
  /** Retractions, newest first */ 'GET /v1/console/retractions': { query?: { "after"?: string | undefined; "state"?: "open" | "reached" | "complete" | undefined; "own"?: "outstanding" | undefined }; reply: RetractionPage }
  /** Who has confirmed a retraction, and who has not */ 'GET /v1/console/retractions/{id}': { params: { "id": string }; reply: ConsoleRetractionDetails }
  /** Sources and how they are doing */ 'GET /v1/console/sources': { query?: { "after"?: string | undefined }; reply: SourceList }
  /** Signed tree heads and their keys */ 'GET /v1/console/tree-heads': { query?: { "after"?: string | number | undefined }; reply: TreeHeadList }
  /** Where a dispute stands */ 'GET /v1/disputes/{receipt}': { params: { "receipt": string }; reply: DisputeReply }
  /** What a member may know of, in order, one JSON object a line */ 'GET /v1/feed': { query?: { "after"?: string | undefined; "limit"?: string | number | undefined; "waitS"?: string | number | undefined }; reply: Uint8Array<ArrayBuffer> }
  /** The same as server-sent events, as it comes */ 'GET /v1/feed/stream': { query?: { "after"?: string | undefined }; reply: Uint8Array<ArrayBuffer> }
  /** The fraud taxonomy */ 'GET /v1/fraud-types': { reply: FraudTypesReply }
  /** Numbers for a phone’s call directory, whole or since a version, as ascending 64-bit integers */ 'GET /v1/lists/call-directory': { query?: { "since"?: string | number | undefined }; reply: Uint8Array<ArrayBuffer> }
  /** A plain list: domains.txt, domains.csv, hosts.txt, adblock.txt, dnsmasq.txt, urls.txt, urls.csv, phones.txt, phones.csv, accounts.txt, accounts.csv */ 'GET /v1/lists/{file}': { params: { "file": string }; reply: Uint8Array<ArrayBuffer> }
  /** The whole log as NDJSON */ 'GET /v1/log/export': { reply: Uint8Array<ArrayBuffer> }
  /** The newest signed tree head */ 'GET /v1/log/head': { reply: { size: number; /** base64 */ rootHash: string; at: string; keyId: string; /** Ed25519, base64 */ signature: string } }
  /** RFC 9162 proof that one tree is the beginning of another */ 'GET /v1/log/proof/consistency': { query: { "from": string | number; "to": string | number }; reply: { hashes: string[] } }
  /** RFC 9162 proof that an entry is in the tree */ 'GET /v1/log/proof/inclusion': { query: { "seq": string | number; "size": string | number }; reply: { hashes: string[] } }
  /** Members that agreed to be named */ 'GET /v1/members': { query?: { "after"?: string | undefined }; reply: NamedMemberList }
  /** Orders that wait for you */ 'GET /v1/orders/messages': { query?: { "waitS"?: string | number | undefined }; reply: { messages: string[] } }
  /** Where your orders are sent to */ 'GET /v1/orders/webhook': { reply: OrderWebhook }
  /** Checks and their answers, newest first */ 'GET /v1/payments/checks': { query?: { "after"?: string | undefined }; reply: ({ checks: ({ id: string; kind: "payment" | "opening"; purpose: "ANTI_FRAUD_ONLY"; organisationId: string; askedBy: string; askedAt: string; subjectKind: string; /** Beginning of the keyed digest: equal values have equal ones */ subject: string; amountFen: string | null; currency: string | null; channel: string | null; decision: string; ruleIds: string[]; ruleSet: string; outcome: PaymentOutcome | null })[]; next: string | null }) }
  /** Entries of the payee lists, newest first */ 'GET /v1/payments/listings': { query?: { "state"?: "proposed" | "active" | "refused" | "withdrawn" | "lifted" | undefined; "after"?: string | undefined }; reply: PayeeListingPage }
  /** How often each rule spoke, and what came of it */ 'GET /v1/payments/statistics': { reply: PaymentStatistics }
  /** A challenge to solve before a report or dispute */ 'GET /v1/proof-of-work': { reply: { parameters: { /** PBKDF2/SHA-256 */ algorithm: string; /** Iterations of one try */ cost: number; nonce: string; salt: string; /** Epoch seconds until which the solution is taken */ expiresAt?: number }; signature?: string } }
  /** What became of a report */ 'GET /v1/reports/{receipt}': { params: { "receipt": string }; reply: ReceiptReply }
  /** Is my number clean everywhere? */ 'GET /v1/retractions': { query: { "value": string; "kind"?: "phone" | "sms-sender" | "url" | "domain" | "ip" | "account" | "payment" | "wallet" | "messenger" | "email" | "app" | "wifi" | "cell" | "device" | undefined }; reply: RetractionState }
  /** What your organisation has yet to confirm */ 'GET /v1/retractions/outstanding': { query?: { "after"?: string | undefined }; reply: OutstandingList }
  /** One retraction: who has confirmed it, and who has not */ 'GET /v1/retractions/{id}': { params: { "id": string }; reply: Retraction }
  /** JSON Schema of the messages of orders */ 'GET /v1/schemas/orders.json': { reply: JsonSchemaReply }
  /** What the library says about keys that begin so */ 'GET /v1/shield/confirm': { query: { "prefix": string | number; "bits": string | number }; reply: ConfirmReply }
  /** The lists there are, and how far each is */ 'GET /v1/shield/lists': { reply: ShieldManifest }
  /** The newest version of a list, whole */ 'GET /v1/shield/lists/{name}': { params: { "name": string }; reply: Uint8Array<ArrayBuffer> }
  /** From one version of a list towards the newest */ 'GET /v1/shield/lists/{name}/deltas/{from}': { params: { "name": string; "from": string | number }; reply: Uint8Array<ArrayBuffer> }
  /** How verdicts are made */ 'GET /v1/verdict-model': { reply: VerdictModelReply }
  /** Webhook endpoints of your organisation */ 'GET /v1/webhooks': { reply: WebhookList }
  /** The last deliveries to an endpoint */ 'GET /v1/webhooks/{id}/deliveries': { params: { "id": string }; reply: WebhookDeliveryList }
  /** Items an endpoint did not take */ 'GET /v1/webhooks/{id}/letters': { params: { "id": string }; query?: { "state"?: "waiting" | "dead" | undefined; "after"?: string | undefined }; reply: WebhookLetterList }
  /** Change how a source is asked */ 'PATCH /v1/alliance/sources/{id}': { params: { "id": string }; body: InboundChangeBody; reply: undefined }
  /** Get an access token */ 'POST /oauth/token': { form: Readonly<Record<string, string>>; reply: { access_token: string; token_type: "Bearer"; expires_in: number; scope: string } }
  /** May this holder open an account? */ 'POST /v1/accounts/opening-check': { body: OpeningCheckBody; reply: OpeningCheckReply }
  /** Decide a dispute */ 'POST /v1/admin/disputes/{id}/decision': { params: { "id": string | number }; body: DisputeDecisionBody; reply: undefined }
  /** Import a list; the body is the file */ 'POST /v1/admin/imports': { query: { "format": "tw165" | "ftc" | "openphish" | "maltrail" | "hosts" | "csv" | "txt" | "json" | "stix" | "misp"; "source"?: string | undefined; "fraudType"?: string | undefined; "map"?: string | undefined }; file: Blob | Uint8Array<ArrayBuffer> | string; mediaType?: string; reply: { read: number; added: number; updated: number; unchanged: number; rejected: number; /** The first 100 */ rejections: { line: number; value: string; error: { code: string; message: string } }[] } }
  /** Say what a report is worth */ 'POST /v1/admin/reports/{id}/decision': { params: { "id": string | number }; body: ReportDecisionBody; reply: undefined }
  /** Take an indicator off the list */ 'POST /v1/admin/retractions': { body: UnpinBody; reply: undefined }
  /** A key with which one resolver transfers the policy zone */ 'POST /v1/admin/rpz-keys': { body: { name: string; /** address:port of each resolver that is told of changes */ notify?: string[] }; reply: { name: string; algorithm: string; /** base64, as BIND and others take it; shown once */ secret: string; /** For the zone file by HTTP; shown once */ token: string } }
  /** A number has a new holder */ 'POST /v1/admin/tenures': { body: TenureBody; reply: undefined }
  /** Check values with what members share */ 'POST /v1/alliance/check': { body: CheckBatchBody; reply: MemberCheckReply }
  /** Give a system a new key */ 'POST /v1/alliance/clients/{id}/keys': { params: { "id": string }; body: ApiKeyBody; reply: ApiKeyReply }
  /** Begin to join with an invitation */ 'POST /v1/alliance/enrolments': { body: EnrolmentBody; reply: EnrolmentReply }
  /** Agree to a proposed role, or refuse it */ 'POST /v1/alliance/grants/{id}/decision': { params: { "id": string }; body: GrantDecisionBody; reply: undefined }
  /** Begin with another authenticator app */ 'POST /v1/alliance/me/authenticator-enrolments': { reply: AuthenticatorEnrolmentReply }
  /** Ask for a question to register a passkey */ 'POST /v1/alliance/me/passkey-challenges': { body: { /** Answer of a passkey, or the password together with a code */ proof: { passkey?: { challengeId: string; credential: { id: string; rawId: string; type: "public-key"; response: { clientDataJSON: string; authenticatorData: string; signature: string } } }; password?: string; /** Of the authenticator app, or a recovery code */ code?: string } }; reply: PasskeyChallengeReply }
  /** Ask for a question to a passkey of one’s own */ 'POST /v1/alliance/me/passkey-questions': { reply: PasskeyChallengeReply }
  /** Register a passkey */ 'POST /v1/alliance/me/passkeys': { body: { challengeId: string; name?: string; credential: { id: string; rawId: string; type: "public-key"; response: { clientDataJSON: string; attestationObject: string; transports?: string[] } } }; reply: undefined }
  /** Make new recovery codes */ 'POST /v1/alliance/me/recovery-codes': { body: { /** One of: answer of a passkey, code */ proof: { passkey?: { challengeId: string; credential: { id: string; rawId: string; type: "public-key"; response: { clientDataJSON: string; authenticatorData: string; signature: string } } }; /** Of the authenticator app, or a recovery code */ code?: string } }; reply: RecoveryCodesReply }
  /** Take an organisation into the alliance */ 'POST /v1/alliance/organisations': { body: OrganisationBody; reply: Organisation }
  /** Register a system */ 'POST /v1/alliance/organisations/{id}/clients': { params: { "id": string }; body: ApiClientBody; reply: ApiClientReply }
  /** Make a sharing group */ 'POST /v1/alliance/organisations/{id}/groups': { params: { "id": string }; body: SharingGroupBody; reply: SharingGroup }
  /** Invite a person */ 'POST /v1/alliance/organisations/{id}/invitations': { params: { "id": string }; body: InvitationBody; reply: InvitationReply }
  /** Ask for a passkey question to sign in with */ 'POST /v1/alliance/passkey-challenges': { reply: PasskeyChallengeReply }
  /** Sign in with a passkey */ 'POST /v1/alliance/passkey-sessions': { body: { challengeId: string; credential: { id: string; rawId: string; type: "public-key"; response: { clientDataJSON: string; authenticatorData: string; signature: string } } }; reply: SignInReply }
  /** Set a new password with a link */ 'POST /v1/alliance/passwords': { body: ResetUseBody; reply: RecoveryCodesReply }
  /** Join */ 'POST /v1/alliance/people': { body: JoinBody; reply: JoinReply }
  /** Propose a role for a person */ 'POST /v1/alliance/people/{id}/grants': { params: { "id": string }; body: GrantBody; reply: MemberParams }
  /** Give somebody a link for a new password */ 'POST /v1/alliance/people/{id}/resets': { params: { "id": string }; body: ResetBody; reply: ResetReply }
  /** Open a link for a new password */ 'POST /v1/alliance/reset-links': { body: ResetLinkBody; reply: ResetLinkReply }
  /** Agree to a link, or refuse it */ 'POST /v1/alliance/resets/{id}/decision': { params: { "id": string }; body: GrantDecisionBody; reply: ResetReply }
  /** Sign in with password and second factor */ 'POST /v1/alliance/sessions': { body: SignInBody; reply: SignInReply }
  /** Share up to 1,000 statements */ 'POST /v1/alliance/shares': { body: SharesBody; reply: SharesReply }
  /** Close a share’s label, or propose to open it */ 'POST /v1/alliance/shares/{id}/relabellings': { params: { "id": string }; body: RelabellingBody; reply: RelabellingReply }
  /** Agree to open a share’s label, or refuse */ 'POST /v1/alliance/shares/{id}/relabellings/decision': { params: { "id": string }; body: GrantDecisionBody; reply: undefined }
  /** Withdraw a share */ 'POST /v1/alliance/shares/{id}/withdrawal': { params: { "id": string }; body: WithdrawalBody; reply: undefined }
  /** Set a source up */ 'POST /v1/alliance/sources': { body: InboundSourceBody; reply: MemberParams }
  /** Take back what vanished from a source, or let it stand */ 'POST /v1/alliance/sources/{id}/held-decision': { params: { "id": string }; body: InboundHeldBody; reply: undefined }
  /** Have a source asked now */ 'POST /v1/alliance/sources/{id}/runs': { params: { "id": string }; body: InboundRunBody; reply: undefined }
  /** Appeal against a stop or freeze */ 'POST /v1/appeals': { body: AppealBody; reply: AppealReply }
  /** Upload a screenshot or file for a report */ 'POST /v1/attachments': { file: Blob | Uint8Array<ArrayBuffer> | string; mediaType?: string; reply: AttachmentReply }
  /** Make one: appeal */ 'POST /v1/casework/appeals': { body: { /** Idempotency key: the same command sent again under it is carried out once and answered alike, for seven days */ key: string; /** Fields of its kind, as its definition names them; money in whole fen, instants in milliseconds */ facts: Record<string, unknown>; /** Why, for those it is about */ reason?: string }; reply: CaseworkReply }
  /** Take a step: appeal */ 'POST /v1/casework/appeals/{id}/commands': { params: { "id": string }; body: { /** Idempotency key: the same command sent again under it is carried out once and answered alike, for seven days */ key: string; /** A step that leads on from its state */ event: string; /** Fields of its kind, as its definition names them; money in whole fen, instants in milliseconds */ facts?: Record<string, unknown>; /** Why, for those it is about */ reason?: string; /** The version that was looked at; people say it */ expectedVersion?: number }; reply: CaseworkReply }
  /** Make one: case */ 'POST /v1/casework/cases': { body: { /** Idempotency key: the same command sent again under it is carried out once and answered alike, for seven days */ key: string; /** Fields of its kind, as its definition names them; money in whole fen, instants in milliseconds */ facts: Record<string, unknown>; /** Why, for those it is about */ reason?: string }; reply: CaseworkReply }
  /** Take a step: case */ 'POST /v1/casework/cases/{id}/commands': { params: { "id": string }; body: { /** Idempotency key: the same command sent again under it is carried out once and answered alike, for seven days */ key: string; /** A step that leads on from its state */ event: string; /** Fields of its kind, as its definition names them; money in whole fen, instants in milliseconds */ facts?: Record<string, unknown>; /** Why, for those it is about */ reason?: string; /** The version that was looked at; people say it */ expectedVersion?: number }; reply: CaseworkReply }
  /** Make one: freeze-order */ 'POST /v1/casework/freeze-orders': { body: { /** Idempotency key: the same command sent again under it is carried out once and answered alike, for seven days */ key: string; /** Fields of its kind, as its definition names them; money in whole fen, instants in milliseconds */ facts: Record<string, unknown>; /** Why, for those it is about */ reason?: string }; reply: CaseworkReply }
  /** Take a step: freeze-order */ 'POST /v1/casework/freeze-orders/{id}/commands': { params: { "id": string }; body: { /** Idempotency key: the same command sent again under it is carried out once and answered alike, for seven days */ key: string; /** A step that leads on from its state */ event: string; /** Fields of its kind, as its definition names them; money in whole fen, instants in milliseconds */ facts?: Record<string, unknown>; /** Why, for those it is about */ reason?: string; /** The version that was looked at; people say it */ expectedVersion?: number }; reply: CaseworkReply }
  /** Make one: report */ 'POST /v1/casework/reports': { body: { /** Idempotency key: the same command sent again under it is carried out once and answered alike, for seven days */ key: string; /** Fields of its kind, as its definition names them; money in whole fen, instants in milliseconds */ facts: Record<string, unknown>; /** Why, for those it is about */ reason?: string }; reply: CaseworkReply }
  /** Take a step: report */ 'POST /v1/casework/reports/{id}/commands': { params: { "id": string }; body: { /** Idempotency key: the same command sent again under it is carried out once and answered alike, for seven days */ key: string; /** A step that leads on from its state */ event: string; /** Fields of its kind, as its definition names them; money in whole fen, instants in milliseconds */ facts?: Record<string, unknown>; /** Why, for those it is about */ reason?: string; /** The version that was looked at; people say it */ expectedVersion?: number }; reply: CaseworkReply }
  /** Apply for an emergency stop: a report and its first order in one act */ 'POST /v1/casework/stop-applications': { body: { /** Idempotency key: the same command sent again under it is carried out once and answered alike, for seven days */ key: string; victim: { name: string; idType: "ID_CARD" | "PASSPORT" | "PERMIT" | "OTHER"; idNo: string; phone: string }; /** An account and its holder */ payer: { /** 12 digits of CNAPS, or a BIC */ bankId?: string; bankName?: string; /** Without spaces: card, account, IBAN, or the id of an account at a payment institution */ accountNo: string; accountName: string; accountType?: "personal" | "corporate" }; payee: { /** 12 digits of CNAPS, or a BIC */ bankId?: string; bankName?: string; /** Without spaces: card, account, IBAN, or the id of an account at a payment institution */ accountNo: string; accountName: string; accountType?: "personal" | "corporate"; /** The bank as a member; else found by `bankId` */ partnerId?: string }; transfer: { /** Minor units of the currency: fen for CNY */ amountFen: number; /** ISO 4217 */ currency: string; at: string; serialNo?: string }; fraudType: string; narrative: string; /** Where it belongs; else where you are */ region?: string; isUrgent?: boolean; truthStatement: { /** Who applies was told of liability for a false report */ accepted: true; textVersion: string } }; reply: StopApplicationReply }
  /** Approve several stop orders in one act */ 'POST /v1/casework/stop-approvals': { body: StopApprovalBody; reply: StopApprovalReply }
  /** Make one: stop-order */ 'POST /v1/casework/stop-orders': { body: { /** Idempotency key: the same command sent again under it is carried out once and answered alike, for seven days */ key: string; /** Fields of its kind, as its definition names them; money in whole fen, instants in milliseconds */ facts: Record<string, unknown>; /** Why, for those it is about */ reason?: string }; reply: CaseworkReply }
  /** Take a step: stop-order */ 'POST /v1/casework/stop-orders/{id}/commands': { params: { "id": string }; body: { /** Idempotency key: the same command sent again under it is carried out once and answered alike, for seven days */ key: string; /** A step that leads on from its state */ event: string; /** Fields of its kind, as its definition names them; money in whole fen, instants in milliseconds */ facts?: Record<string, unknown>; /** Why, for those it is about */ reason?: string; /** The version that was looked at; people say it */ expectedVersion?: number }; reply: CaseworkReply }
  /** Order the next stops in one act */ 'POST /v1/casework/stop-orders/{id}/next': { params: { "id": string }; reply: NextOrders }
  /** Check up to 1,000 values */ 'POST /v1/check': { body: CheckBatchBody; reply: CheckBatchReply }
  /** Note that an alert was looked at */ 'POST /v1/console/alerts/{id}/seen': { params: { "id": string }; reply: undefined }
  /** Label a value for training */ 'POST /v1/console/labels': { body: LabelBody; reply: undefined }
  /** Propose that a candidate takes over, or decide that */ 'POST /v1/console/models/{id}/promotion': { params: { "id": string }; body: ModelPromotionBody; reply: undefined }
  /** Go back to a version that judged before */ 'POST /v1/console/models/{id}/roll-back': { params: { "id": string }; body: PayeeListingLiftBody; reply: undefined }
  /** Take back everything that a version found */ 'POST /v1/console/models/{id}/withdrawal': { params: { "id": string }; body: PayeeListingLiftBody; reply: undefined }
  /** Decide reports together */ 'POST /v1/console/report-decisions': { body: BulkDecisionBody; reply: BulkDecisionReply }
  /** Agree to reject a report, refuse, or take the proposal back */ 'POST /v1/console/reports/{id}/rejection': { params: { "id": string | number }; body: PayeeListingDecisionBody; reply: undefined }
  /** Open masked personal data for five minutes */ 'POST /v1/console/unmaskings': { body: UnmaskBody; reply: UnmaskReply }
  /** Say that a verdict is wrong */ 'POST /v1/disputes': { body: DisputeBody; reply: DisputeReply }
  /** Check everything in a pasted message */ 'POST /v1/messages/check': { body: MessageCheckBody; reply: MessageCheckReply }
  /** Acknowledge and answer orders */ 'POST /v1/orders/messages': { body: { messages: string[] }; reply: ({ taken: ({ index: number; /** Names one act of one sender for ever; what is sent again bears it again. In the ministry’s form 52 digits: 12 of the sender, 12 of whom it acts for, 28 of its own */ serial: string; /** `DUPLICATE`: had been taken before; `LATE`: it was waited for no longer, kept beside the order; `CONTRADICTS`: another answer came before and stands, this one is kept and a person looks */ outcome: "TAKEN" | "DUPLICATE" | "LATE" | "CONTRADICTS"; /** `CLOCK_SKEW`: a time in it is over 120 s from the hub’s */ flags: string[] })[]; refused: ({ /** Which of the messages that were sent */ index: number; code: "MESSAGE_INVALID" | "MESSAGE_TOO_LARGE" | "VERSION_UNKNOWN" | "TYPE_UNKNOWN" | "SIGNATURE_INVALID" | "KEY_UNKNOWN" | "SENDER_WRONG" | "RECIPIENT_WRONG" | "MESSAGE_EXPIRED" | "MESSAGE_LIFETIME" | "ID_REUSED" | "SERIAL_REUSED" | "ORDER_UNKNOWN"; detail: string })[] }) }
  /** Check a page by its source */ 'POST /v1/pages/check': { body: PageCheckBody; reply: PageCheckReply }
  /** What was found lately on a page of this host */ 'POST /v1/pages/seen': { body: SeenPageBody; reply: SeenPageReply }
  /** Check a payment before it is made */ 'POST /v1/payments/check': { body: PaymentCheckBody; reply: PaymentCheckReply }
  /** Tell what came of a check */ 'POST /v1/payments/checks/{id}/outcome': { params: { "id": string }; body: PaymentOutcomeBody; reply: undefined }
  /** Propose an entry of a payee list */ 'POST /v1/payments/listings': { body: PayeeListingBody; reply: { id: string } }
  /** Agree to an entry, refuse it, or take it back */ 'POST /v1/payments/listings/{id}/decision': { params: { "id": string }; body: PayeeListingDecisionBody; reply: undefined }
  /** Take an entry off its list */ 'POST /v1/payments/listings/{id}/lift': { params: { "id": string }; body: PayeeListingLiftBody; reply: undefined }
  /** Report a fraud */ 'POST /v1/reports': { body: ReportBody; reply: ReportReply }
  /** Confirm many retractions */ 'POST /v1/retractions/receipts': { body: ReceiptsBody; reply: ReceiptsReply }
  /** Confirm a retraction */ 'POST /v1/retractions/{id}/receipts': { params: { "id": string }; body: ReceiptBody; reply: ReceiptsReply }
  /** Register a webhook endpoint */ 'POST /v1/webhooks': { body: WebhookBody; reply: WebhookReply }
  /** Send dead letters again */ 'POST /v1/webhooks/{id}/letters/replay': { params: { "id": string }; body: WebhookReplayBody; reply: WebhookReplayReply }
  /** Give an endpoint a new secret */ 'POST /v1/webhooks/{id}/secrets': { params: { "id": string }; reply: WebhookSecret }
  /** Send an endpoint an empty delivery */ 'POST /v1/webhooks/{id}/tests': { params: { "id": string }; reply: WebhookDelivery }
  /** Write an entry of the yellow pages */ 'PUT /v1/admin/identities': { body: IdentityBody; reply: undefined }
  /** Say which member a bank code names */ 'PUT /v1/admin/partner-codes/{code}': { params: { "code": string }; body: PartnerCodeBody; reply: undefined }
  /** Fix a verdict by hand */ 'PUT /v1/admin/pins': { body: PinBody; reply: undefined }
  /** Add a member to a group */ 'PUT /v1/alliance/groups/{id}/members/{organisation}': { params: { "id": string; "organisation": string }; reply: undefined }
  /** Take another authenticator app */ 'PUT /v1/alliance/me/authenticator': { body: { enrolment: string; code: string; /** One of: answer of a passkey, code */ proof: { passkey?: { challengeId: string; credential: { id: string; rawId: string; type: "public-key"; response: { clientDataJSON: string; authenticatorData: string; signature: string } } }; /** Of the authenticator app, or a recovery code */ code?: string } }; reply: undefined }
  /** Name a passkey */ 'PUT /v1/alliance/me/passkeys/{id}/name': { params: { "id": string }; body: PasskeyNameBody; reply: undefined }
  /** Set a new password */ 'PUT /v1/alliance/me/password': { body: { password: string; /** One of: answer of a passkey, code, password in force */ proof: { passkey?: { challengeId: string; credential: { id: string; rawId: string; type: "public-key"; response: { clientDataJSON: string; authenticatorData: string; signature: string } } }; /** Of the authenticator app, or a recovery code */ code?: string; password?: string } }; reply: undefined }
  /** Suspend an organisation, let it back in, or end its membership */ 'PUT /v1/alliance/organisations/{id}/state': { params: { "id": string }; body: MemberStateBody; reply: Organisation }
  /** Suspend a person, let them back in, or end their membership */ 'PUT /v1/alliance/people/{id}/state': { params: { "id": string }; body: MemberStateBody; reply: undefined }
  /** Let a source rest, or go on */ 'PUT /v1/alliance/sources/{id}/state': { params: { "id": string }; body: InboundStateBody; reply: undefined }
  /** Have your orders sent to an address */ 'PUT /v1/orders/webhook': { body: OrderWebhookBody; reply: OrderWebhookReply }
  /** Agree to be named publicly */ 'PUT /v1/retractions/public-name': { body: PublicNameBody; reply: undefined }
  /** Pause, resume or remove an endpoint */ 'PUT /v1/webhooks/{id}/state': { params: { "id": string }; body: WebhookStateBody; reply: undefined }
}

/** How the answer of each is read. */
export const replyForms = {
  'DELETE /v1/admin/pins': 'none',
  'DELETE /v1/admin/rpz-keys/{name}': 'none',
  'DELETE /v1/alliance/clients/{id}': 'none',
  'DELETE /v1/alliance/grants/{id}': 'none',
  'DELETE /v1/alliance/groups/{id}': 'none',
  'DELETE /v1/alliance/groups/{id}/members/{organisation}': 'none',
  'DELETE /v1/alliance/invitations/{id}': 'none',
  'DELETE /v1/alliance/me/authenticator': 'none',
  'DELETE /v1/alliance/me/passkeys/{id}': 'none',
  'DELETE /v1/alliance/resets/{id}': 'none',
  'DELETE /v1/alliance/sessions/{id}': 'none',
  'DELETE /v1/alliance/sources/{id}': 'none',
  'DELETE /v1/orders/webhook': 'none',
  'GET /.well-known/oauth-authorization-server': 'json',
  'GET /.well-known/wuzei-lists.json': 'json',
  'GET /.well-known/wuzei-orders.json': 'json',
  'GET /healthz': 'json',
  'GET /readyz': 'json',
  'GET /v1/admin/disputes': 'json',
  'GET /v1/admin/reports': 'json',
  'GET /v1/admin/reports/{id}/attachments/{sha256}': 'bytes',
  'GET /v1/alliance/acts': 'json',
  'GET /v1/alliance/groups': 'json',
  'GET /v1/alliance/ledger': 'json',
  'GET /v1/alliance/me': 'json',
  'GET /v1/alliance/me/factors': 'json',
  'GET /v1/alliance/organisations': 'json',
  'GET /v1/alliance/organisations/{id}': 'json',
  'GET /v1/alliance/organisations/{id}/clients': 'json',
  'GET /v1/alliance/organisations/{id}/grants': 'json',
  'GET /v1/alliance/organisations/{id}/invitations': 'json',
  'GET /v1/alliance/organisations/{id}/people': 'json',
  'GET /v1/alliance/organisations/{id}/resets': 'json',
  'GET /v1/alliance/sessions': 'json',
  'GET /v1/alliance/share-export': 'bytes',
  'GET /v1/alliance/shares': 'json',
  'GET /v1/alliance/shares/{id}': 'json',
  'GET /v1/alliance/shares/{id}/relabellings': 'json',
  'GET /v1/alliance/sources': 'json',
  'GET /v1/alliance/sources/{id}/runs': 'json',
  'GET /v1/appeals/{receipt}': 'json',
  'GET /v1/campaigns': 'json',
  'GET /v1/campaigns/{id}': 'json',
  'GET /v1/casework/appeals': 'json',
  'GET /v1/casework/appeals/{id}': 'json',
  'GET /v1/casework/cases': 'json',
  'GET /v1/casework/cases/{id}': 'json',
  'GET /v1/casework/freeze-orders': 'json',
  'GET /v1/casework/freeze-orders/{id}': 'json',
  'GET /v1/casework/reports': 'json',
  'GET /v1/casework/reports/{id}': 'json',
  'GET /v1/casework/stop-orders': 'json',
  'GET /v1/casework/stop-orders/{id}': 'json',
  'GET /v1/casework/stop-orders/{id}/next': 'json',
  'GET /v1/check': 'json',
  'GET /v1/console/alerts': 'json',
  'GET /v1/console/disputes': 'json',
  'GET /v1/console/events': 'json',
  'GET /v1/console/events/{id}': 'json',
  'GET /v1/console/feed-health': 'json',
  'GET /v1/console/labels': 'json',
  'GET /v1/console/labels/queue': 'json',
  'GET /v1/console/library': 'json',
  'GET /v1/console/library/entry': 'json',
  'GET /v1/console/library/evidence': 'json',
  'GET /v1/console/library/history': 'json',
  'GET /v1/console/models': 'json',
  'GET /v1/console/reports': 'json',
  'GET /v1/console/reports/{id}/attachments/{sha256}': 'bytes',
  'GET /v1/console/retractions': 'json',
  'GET /v1/console/retractions/{id}': 'json',
  'GET /v1/console/sources': 'json',
  'GET /v1/console/tree-heads': 'json',
  'GET /v1/disputes/{receipt}': 'json',
  'GET /v1/feed': 'bytes',
  'GET /v1/feed/stream': 'bytes',
  'GET /v1/fraud-types': 'json',
  'GET /v1/lists/call-directory': 'bytes',
  'GET /v1/lists/{file}': 'bytes',
  'GET /v1/log/export': 'bytes',
  'GET /v1/log/head': 'json',
  'GET /v1/log/proof/consistency': 'json',
  'GET /v1/log/proof/inclusion': 'json',
  'GET /v1/members': 'json',
  'GET /v1/orders/messages': 'json',
  'GET /v1/orders/webhook': 'json',
  'GET /v1/payments/checks': 'json',
  'GET /v1/payments/listings': 'json',
  'GET /v1/payments/statistics': 'json',
  'GET /v1/proof-of-work': 'json',
  'GET /v1/reports/{receipt}': 'json',
  'GET /v1/retractions': 'json',
  'GET /v1/retractions/outstanding': 'json',
  'GET /v1/retractions/{id}': 'json',
  'GET /v1/schemas/orders.json': 'json',
  'GET /v1/shield/confirm': 'json',
  'GET /v1/shield/lists': 'json',
  'GET /v1/shield/lists/{name}': 'bytes',
  'GET /v1/shield/lists/{name}/deltas/{from}': 'bytes',
  'GET /v1/verdict-model': 'json',
  'GET /v1/webhooks': 'json',
  'GET /v1/webhooks/{id}/deliveries': 'json',
  'GET /v1/webhooks/{id}/letters': 'json',
  'PATCH /v1/alliance/sources/{id}': 'none',
  'POST /oauth/token': 'json',
  'POST /v1/accounts/opening-check': 'json',
  'POST /v1/admin/disputes/{id}/decision': 'none',
  'POST /v1/admin/imports': 'json',
  'POST /v1/admin/reports/{id}/decision': 'none',
  'POST /v1/admin/retractions': 'none',
  'POST /v1/admin/rpz-keys': 'json',
  'POST /v1/admin/tenures': 'none',
  'POST /v1/alliance/check': 'json',
  'POST /v1/alliance/clients/{id}/keys': 'json',
  'POST /v1/alliance/enrolments': 'json',
  'POST /v1/alliance/grants/{id}/decision': 'none',
  'POST /v1/alliance/me/authenticator-enrolments': 'json',
  'POST /v1/alliance/me/passkey-challenges': 'json',
  'POST /v1/alliance/me/passkey-questions': 'json',
  'POST /v1/alliance/me/passkeys': 'none',
  'POST /v1/alliance/me/recovery-codes': 'json',
  'POST /v1/alliance/organisations': 'json',
  'POST /v1/alliance/organisations/{id}/clients': 'json',
  'POST /v1/alliance/organisations/{id}/groups': 'json',
  'POST /v1/alliance/organisations/{id}/invitations': 'json',
  'POST /v1/alliance/passkey-challenges': 'json',
  'POST /v1/alliance/passkey-sessions': 'json',
  'POST /v1/alliance/passwords': 'json',
  'POST /v1/alliance/people': 'json',
  'POST /v1/alliance/people/{id}/grants': 'json',
  'POST /v1/alliance/people/{id}/resets': 'json',
  'POST /v1/alliance/reset-links': 'json',
  'POST /v1/alliance/resets/{id}/decision': 'json',
  'POST /v1/alliance/sessions': 'json',
  'POST /v1/alliance/shares': 'json',
  'POST /v1/alliance/shares/{id}/relabellings': 'json',
  'POST /v1/alliance/shares/{id}/relabellings/decision': 'none',
  'POST /v1/alliance/shares/{id}/withdrawal': 'none',
  'POST /v1/alliance/sources': 'json',
  'POST /v1/alliance/sources/{id}/held-decision': 'none',
  'POST /v1/alliance/sources/{id}/runs': 'none',
  'POST /v1/appeals': 'json',
  'POST /v1/attachments': 'json',
  'POST /v1/casework/appeals': 'json',
  'POST /v1/casework/appeals/{id}/commands': 'json',
  'POST /v1/casework/cases': 'json',
  'POST /v1/casework/cases/{id}/commands': 'json',
  'POST /v1/casework/freeze-orders': 'json',
  'POST /v1/casework/freeze-orders/{id}/commands': 'json',
  'POST /v1/casework/reports': 'json',
  'POST /v1/casework/reports/{id}/commands': 'json',
  'POST /v1/casework/stop-applications': 'json',
  'POST /v1/casework/stop-approvals': 'json',
  'POST /v1/casework/stop-orders': 'json',
  'POST /v1/casework/stop-orders/{id}/commands': 'json',
  'POST /v1/casework/stop-orders/{id}/next': 'json',
  'POST /v1/check': 'json',
  'POST /v1/console/alerts/{id}/seen': 'none',
  'POST /v1/console/labels': 'none',
  'POST /v1/console/models/{id}/promotion': 'none',
  'POST /v1/console/models/{id}/roll-back': 'none',
  'POST /v1/console/models/{id}/withdrawal': 'none',
  'POST /v1/console/report-decisions': 'json',
  'POST /v1/console/reports/{id}/rejection': 'none',
  'POST /v1/console/unmaskings': 'json',
  'POST /v1/disputes': 'json',
  'POST /v1/messages/check': 'json',
  'POST /v1/orders/messages': 'json',
  'POST /v1/pages/check': 'json',
  'POST /v1/pages/seen': 'json',
  'POST /v1/payments/check': 'json',
  'POST /v1/payments/checks/{id}/outcome': 'none',
  'POST /v1/payments/listings': 'json',
  'POST /v1/payments/listings/{id}/decision': 'none',
  'POST /v1/payments/listings/{id}/lift': 'none',
  'POST /v1/reports': 'json',
  'POST /v1/retractions/receipts': 'json',
  'POST /v1/retractions/{id}/receipts': 'json',
  'POST /v1/webhooks': 'json',
  'POST /v1/webhooks/{id}/letters/replay': 'json',
  'POST /v1/webhooks/{id}/secrets': 'json',
  'POST /v1/webhooks/{id}/tests': 'json',
  'PUT /v1/admin/identities': 'none',
  'PUT /v1/admin/partner-codes/{code}': 'none',
  'PUT /v1/admin/pins': 'none',
  'PUT /v1/alliance/groups/{id}/members/{organisation}': 'none',
  'PUT /v1/alliance/me/authenticator': 'none',
  'PUT /v1/alliance/me/passkeys/{id}/name': 'none',
  'PUT /v1/alliance/me/password': 'none',
  'PUT /v1/alliance/organisations/{id}/state': 'json',
  'PUT /v1/alliance/people/{id}/state': 'none',
  'PUT /v1/alliance/sources/{id}/state': 'none',
  'PUT /v1/orders/webhook': 'json',
  'PUT /v1/retractions/public-name': 'none',
  'PUT /v1/webhooks/{id}/state': 'none',
} as const satisfies Record<keyof Routes, ReplyForm>

export type ReplyForm = 'json' | 'bytes' | 'none'
