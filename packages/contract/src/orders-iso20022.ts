export * from './casework/iso20022/from-orders.ts'
export type { IsoAgent } from './casework/iso20022/parts.ts'
export * from './casework/iso20022/recall.ts'
export * from './casework/iso20022/status.ts'
