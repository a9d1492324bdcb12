export * from './errors.ts'
export * from './indicators/indicator.ts'
export * from './verdict/types.ts'
