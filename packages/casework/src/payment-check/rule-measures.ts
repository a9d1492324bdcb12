/** Yuan as fen. */
export const yuan = (amount: number): bigint => BigInt(amount) * 100n

/** Minutes of a day. */
export const dayMinutes = 24 * 60

/** Where the basics that the law leaves to everybody are not at stake. */
export const notAtCounter = ['mobile', 'web', 'qr', 'pos', 'atm', 'other'] as const
