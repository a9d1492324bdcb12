export { createTestDatabase } from './create-test-database.ts'
export { testLogKey } from './test-log-key.ts'
export { findPostmaster } from '../postgres/postmaster.ts'
