import { isConnectionLoss, type LoggedEvent } from '@wuzei/store'
import type { Caller } from '../alliance/authenticate.ts'

/** After this an answer still comes from memory, while the database is asked again beside it. */
const askAgainMs = 5_000
/** Without a word of the database nobody is known longer than this. */
const forgetMs = 30_000
/** Keys in use at once; more are asked for each time. */
const mostKnown = 10_000

/** Systems whose key was found good a moment ago, so that a check need not wait for the database. */
export interface KnownCallers {
  readonly find: (authorization: string) => Caller | undefined
}

interface Known {
  readonly caller: Caller
  readonly foundMs: number
  isAsked: boolean
}

/**
 * Remembers callers by their header. Whatever changes in the alliance makes all be asked for again at once, because the log
 * tells every process of it; a key whose time ends is found out within seconds.
 */
export function createKnownCallers(options: {
  readonly clock: () => number
  /** As the database has it now. @throws when the key is not valid, or may not do this */
  readonly ask: (authorization: string) => Promise<Caller>
  readonly subscribe: (listener: (event: Pick<LoggedEvent, 'type'>) => void) => void
}): KnownCallers & { readonly meet: (authorization: string) => Promise<Caller> } {
  const { clock, ask } = options
  const known = new Map<string, Known>()
  let generation = 0
  options.subscribe(({ type }) => {
    if (!/^(?:organisation|client|api-client)\./.test(type)) return
    generation += 1
    known.clear()
  })

  const meet = async (authorization: string): Promise<Caller> => {
    const begun = generation
    const caller = await ask(authorization)
    // What was read before a change must not be kept after it.
    if (begun === generation && caller.actor.type === 'client') {
      if (known.size >= mostKnown) known.clear()
      known.set(authorization, { caller, foundMs: clock(), isAsked: false })
    }
    return caller
  }

  return {
    meet,
    find(authorization) {
      const entry = known.get(authorization)
      if (!entry) return undefined
      const ageMs = clock() - entry.foundMs
      if (ageMs > forgetMs || ageMs < 0) {
        known.delete(authorization)
        return undefined
      }
      if (ageMs > askAgainMs && !entry.isAsked) {
        entry.isAsked = true
        meet(authorization).catch((error: unknown) => {
          // While the database is away, nothing says that the key is not good any more.
          if (isConnectionLoss(error)) entry.isAsked = false
          else known.delete(authorization)
        })
      }
      return entry.caller
    },
  }
}
