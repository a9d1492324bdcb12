export * from './log/append-event.ts'
export * from './log/canonical-json.ts'
export * from './log/consume-events.ts'
export * from './log/entry.ts'
export * from './log/log-key.ts'
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
export * from './migrate.ts'
export type { Notifications } from './postgres/notifications.ts'
export { stopEmbeddedServer } from './postgres/embedded-server.ts'
export { type Database, openDatabase, type OpenDatabaseOptions } from './postgres/open-database.ts'
export { inTransaction } from './postgres/transaction.ts'
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
export * from './reports/reporters.ts'
export * from './reports/reports.ts'
export * from './reports/spent-challenges.ts'
