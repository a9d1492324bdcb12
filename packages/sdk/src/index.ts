export * from './client.ts'
export * from './failure.ts'
export * from './solve-proof-of-work.ts'
