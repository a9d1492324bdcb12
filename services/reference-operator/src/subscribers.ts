import type { NumberAction, NumberStop } from '@wuzei/contract/orders'

/** A number of this operator, or one that it knows to be with another. */
export interface Subscriber {
  readonly number: string
  readonly kind: NumberStop['numberKind']
  /** One person or company. */
  readonly owner: string
  readonly allocatedAt: string
  /** Of an official body: shown by callers who are not it, and never shut. */
  readonly isOfficial?: boolean
  readonly portedTo?: { readonly id: string; readonly name: string }
  /** Its own outgoing calls and messages, as the records have them. */
  readonly calls: readonly string[]
}

/** What an order does to numbers. */
export interface NumberMeasure {
  readonly orderId: string
  readonly orderSerial: string
  readonly action: NumberAction
  readonly numbers: readonly string[]
  readonly executedMs: number
  isStanding: boolean
}

/** Everything the operator knows. */
export interface SubscriberBase {
  readonly subscribers: ReadonlyMap<string, Subscriber>
  readonly measures: NumberMeasure[]
}

export interface SubscribersFile {
  readonly subscribers: readonly Subscriber[]
}

export function openSubscribers({ subscribers }: SubscribersFile): SubscriberBase {
  return { subscribers: new Map(subscribers.map((one) => [one.number, one])), measures: [] }
}

/** Orders that stand on a number. */
export function standingOn(base: SubscriberBase, number: string): NumberMeasure[] {
  return base.measures.filter(({ isStanding, numbers }) => isStanding && numbers.includes(number))
}

/** Whether a call or message goes through, as the switch asks. */
export function mayConnect(base: SubscriberBase, from: string, to: string): boolean {
  const isOut = standingOn(base, from).every(({ action }) => action === 'TRANSFER_BLOCK')
  const isIn = standingOn(base, to).every(({ action }) => action === 'ONE_WAY' || action === 'TRANSFER_BLOCK')
  return isOut && isIn
}
