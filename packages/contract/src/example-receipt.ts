import { formatReceipt, receiptRandomBytes } from '@wuzei/domain'

/** A receipt number that could be a real one, check digit and all, to show people what theirs looks like. */
export const exampleReceipt: string = /* @__PURE__ */ formatReceipt(
  Uint8Array.from({ length: receiptRandomBytes }, (_, place) => (place * 89 + 23) % 256),
)
