import type { Following } from '../exchange/follow-as-leader.ts'
import type { HubContext } from '../hub-context.ts'
import { deliverOrders } from './deliver-orders.ts'
import { fireTimers } from './fire-timers.ts'

/** Keeps the clocks of casework and sends its messages. */
export function startCasework(hub: HubContext): Following {
  const parts = [fireTimers(hub), deliverOrders(hub)]
  return {
    done: Promise.race(parts.map(async ({ done }) => await done)),
    async stop() {
      await Promise.all(parts.map(async (part) => await part.stop()))
    },
  }
}
