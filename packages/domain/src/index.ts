export * from './errors.ts'
export * from './indicators/indicator.ts'
export * from './verdict/types.ts'
export { indicatorKey, signedKey, unsignedKey, writeIndicatorKey } from './indicators/key.ts'
