export * from './log/append-event.ts'
export * from './log/canonical-json.ts'
export * from './migrate.ts'
export { type Database, openDatabase, type OpenDatabaseOptions } from './postgres/open-database.ts'
