import type { Words } from './words.ts'

/** What an event of the log is called; of a state machine's steps what they are about, with the step's code. */
export function eventName({ events, eventFamilies }: Words, type: string): string {
  const name = events[type]
  if (name !== undefined) return name
  const [family = '', ...step] = type.split('.')
  const about = eventFamilies[family]
  return about === undefined ? type : `${about} · ${step.join('.')}`
}
