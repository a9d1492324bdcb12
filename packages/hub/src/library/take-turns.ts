import { setImmediate } from 'node:timers/promises'

/** Milliseconds that one request may hold everybody else up: a tenth of what people notice, twenty links judged. */
export const turnMs = 5

/**
 * Lets others in between. A model takes up to 2 ms for one long link, so a thousand links judged in one go kept every
 * other request waiting for half a second.
 */
export function takeTurns(): { readonly isOver: () => boolean; readonly next: () => Promise<void> } {
  let endMs = performance.now() + turnMs
  return {
    isOver: () => performance.now() >= endMs,
    async next() {
      await setImmediate()
      endMs = performance.now() + turnMs
    },
  }
}
