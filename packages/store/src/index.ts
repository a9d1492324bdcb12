export { allNumbered } from './log/all-numbered.ts'
export * from './log/append-event.ts'
export * from './log/canonical-json.ts'
export * from './log/consume-events.ts'
export * from './log/entry.ts'
export * from './log/export-log.ts'
export * from './log/log-key.ts'
export * from './log/log-record.ts'
export * from './log/merkle-proof.ts'
export * from './log/merkle-tree.ts'
export * from './log/proofs.ts'
export { lastSeq, readAttachment, readEvents } from './log/read-events.ts'
export * from './log/sequencer.ts'
export {
  latestTreeHead,
  sealTreeHead,
  signTreeHead,
  type TreeHead,
  treeHeadText,
  verifyTreeHead,
} from './log/tree-head.ts'
export * from './log/verify-database.ts'
export * from './log/verify-log.ts'
export * from './migrate.ts'
export { isConnectionLoss, type Notifications } from './postgres/notifications.ts'
export { stopEmbeddedServer } from './postgres/embedded-server.ts'
export { type Database, openDatabase, type OpenDatabaseOptions } from './postgres/open-database.ts'
export { inTransaction, withClient } from './postgres/transaction.ts'
export * from './jobs.ts'
export * from './library/decisions.ts'
export * from './library/evidence.ts'
export * from './library/load-indicators.ts'
export * from './library/lock-indicators.ts'
export * from './library/row-types.ts'
export * from './library/sources.ts'
export * from './library/write-states.ts'
export * from './reports/attachments.ts'
export * from './reports/disputes.ts'
export * from './reports/report-scope.ts'
export * from './reports/reporters.ts'
export * from './reports/reports.ts'
export * from './reports/spent-challenges.ts'
export * from './library/imported.ts'
export * from './hub-identity.ts'
export * from './exchange/apply-listing.ts'
export * from './exchange/listing-candidates.ts'
export * from './exchange/listing-exceptions.ts'
export * from './exchange/listing-touched.ts'
export * from './exchange/listing-types.ts'
export * from './exchange/read-listing.ts'
export * from './exchange/rpz-keys.ts'
export * from './exchange/safe-browsing.ts'
export * from './exchange/shield-keys.ts'
export * from './exchange/shield-lists.ts'
export * from './exchange/inbound-changes.ts'
export * from './exchange/inbound-runs.ts'
export * from './exchange/inbound-sources.ts'
export * from './exchange/misp-events.ts'
export * from './exchange/submission-actor.ts'
export * from './exchange/taxii-objects.ts'
export * from './exchange/taxii-submissions.ts'
export * from './exchange/taxii-write.ts'
export { readableFilter, type SharedColumns, type SqlCondition } from './alliance/readable-filter.ts'
export * from './alliance/account-resets.ts'
export * from './alliance/accounts.ts'
export * from './alliance/acts.ts'
export * from './alliance/actors.ts'
export * from './alliance/api-clients.ts'
export * from './alliance/grants.ts'
export * from './alliance/invitations.ts'
export * from './alliance/named-members.ts'
export * from './alliance/organisations.ts'
export * from './alliance/people.ts'
export * from './alliance/sessions.ts'
export * from './alliance/sharing-groups.ts'
export * from './alliance/sign-in.ts'
export * from './sharing/origins.ts'
export * from './sharing/read-shares.ts'
export * from './sharing/recipients.ts'
export * from './sharing/relabellings.ts'
export type { ShareRow } from './sharing/share-row.ts'
export * from './sharing/write-shares.ts'
export * from './feed/feed-members.ts'
export * from './feed/feed-types.ts'
export * from './feed/project-feed.ts'
export * from './feed/read-feed.ts'
export * from './feed/list-retractions.ts'
export {
  appendReminders,
  appendRetractions,
  confirmationsOf,
  findRetraction,
  isListed,
  outstandingRetractions,
  retractionsOf,
  writeReceipts,
  type ConfirmationRow,
  type NewReceipt,
  type NewRetraction,
  type ReminderOptions,
  type RetractionRow,
} from './feed/retractions.ts'
export * from './feed/wait-for-feed.ts'
export * from './feed/webhook-deliveries.ts'
export * from './feed/webhook-endpoints.ts'
export * from './feed/webhook-letters.ts'
export * from './console/audit-events.ts'
export * from './detection/labels.ts'
export * from './detection/model-promotions.ts'
export * from './detection/model-shadow.ts'
export * from './detection/models.ts'
export * from './detection/withdrawn-models.ts'
export * from './console/evidence-pieces.ts'
export * from './console/library-entries.ts'
export * from './console/report-queue.ts'
export * from './console/source-health.ts'
export * from './console/unmaskings.ts'
export type { PageRow } from './pages/page-row.ts'
export * from './pages/read-pages.ts'
export * from './pages/write-pages.ts'
export * from './casework/commands.ts'
export {
  findCaseworkEntity,
  insertCaseworkEntity,
  lockCaseworkEntity,
  naturalKeyConstraint,
  stopLimitConstraint,
  updateCaseworkEntity,
  type CaseworkLinks,
  type CaseworkRow,
} from './casework/entities.ts'
export * from './casework/history.ts'
export * from './casework/list-entities.ts'
export * from './casework/messages.ts'
export * from './casework/partner-codes.ts'
export * from './casework/proposals.ts'
export * from './casework/receipts.ts'
export * from './casework/related.ts'
export * from './casework/timers.ts'
export * from './payments/payee-listings.ts'
export * from './payments/payment-checks.ts'
