import { join } from 'node:path'
import { paymentRulesNamed, type PaymentRuleSet } from '@wuzei/casework'
import type { Database, LoggedEvent } from '@wuzei/store'
import type { Logger } from 'pino'
import { openCheckLog, type CheckLog } from './check-log.ts'
import { followListedPayees, type ListedPayees } from './listed-payees.ts'
import { createPaymentDigests, type PaymentDigests } from './payment-digests.ts'

/** What checks before paying stand on, in one process. */
export interface PaymentDesk {
  readonly rules: PaymentRuleSet
  readonly digests: PaymentDigests
  readonly listed: ListedPayees
  readonly log: CheckLog
  readonly subscribe: (listener: (event: Pick<LoggedEvent, 'type' | 'subject'>) => void) => void
  /** Rejects when lists or records cannot be relied on any more. */
  readonly failed: Promise<never>
  readonly stop: () => Promise<void>
}

export async function openPaymentDesk(options: {
  readonly database: Database
  /** 32 bytes, the same in all processes of a hub. */
  readonly secret: Uint8Array
  readonly dataDirectory: string
  /** Name of a rule set; without it the one in force. */
  readonly ruleSet: string | undefined
  readonly subscribe: PaymentDesk['subscribe']
  readonly logger: Logger
}): Promise<PaymentDesk> {
  const { database, subscribe, logger } = options
  const listed = await followListedPayees(database, subscribe)
  const log = await openCheckLog(database, {
    directory: join(options.dataDirectory, 'payment-checks'),
    logger,
  })
  return {
    rules: paymentRulesNamed(options.ruleSet),
    digests: createPaymentDigests(options.secret),
    listed,
    log,
    subscribe,
    failed: Promise.race([listed.failed, log.failed]),
    async stop() {
      await log.stop()
      await listed.stop()
    },
  }
}
