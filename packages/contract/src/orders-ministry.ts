export * from './casework/ministry/codes.ts'
export * from './casework/ministry/orders.ts'
export * from './casework/ministry/values.ts'
