import { CodedError, type PersonActor } from '@wuzei/domain'
import type { Caller } from '../../alliance/authenticate.ts'

/** Systems have no sessions: their scopes do not open this, and here the types learn it. */
export function personOf({ actor }: Caller): PersonActor {
  if (actor.type !== 'person') throw new CodedError('FORBIDDEN', 'only people sign in')
  return actor
}
