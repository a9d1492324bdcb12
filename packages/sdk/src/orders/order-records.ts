import type { AnswerMessages, AnswerType, OrderMessage } from '@wuzei/contract/orders'

/** An answer as it is kept: signed anew for each copy, with the same serial and body. */
export type KeptAnswer = {
  readonly [Type in AnswerType]: {
    readonly type: Type
    readonly serial: string
    readonly body: AnswerMessages[Type]['body']
  }
}[AnswerType]

/** What a member keeps of one order. */
export interface OrderRecord {
  readonly message: OrderMessage
  /** Canonical JSON of type and body: what the same serial has to say again. */
  readonly said: string
  readonly ack: Extract<KeptAnswer, { readonly type: 'ack' }>
  readonly answer: KeptAnswer | null
}

/** Where a member keeps orders. Both writes have to outlast a crash before the promise is fulfilled. */
export interface OrderRecords {
  bySerial(serial: string): Promise<OrderRecord | undefined>
  /** The payload that came under this message id, as it was signed. */
  byMessageId(id: string): Promise<string | undefined>
  put(record: OrderRecord): Promise<void>
  putMessageId(id: string, payload: string): Promise<void>
}

/** Records that end with the process, for tests and examples. */
export function memoryRecords(): OrderRecords {
  const records = new Map<string, OrderRecord>()
  const payloads = new Map<string, string>()
  return {
    bySerial: async (serial) => await Promise.resolve(records.get(serial)),
    byMessageId: async (id) => await Promise.resolve(payloads.get(id)),
    async put(record) {
      records.set(record.message.serial, record)
      await Promise.resolve()
    },
    async putMessageId(id, payload) {
      payloads.set(id, payload)
      await Promise.resolve()
    },
  }
}
