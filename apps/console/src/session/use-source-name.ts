import { useCallback } from 'react'
import { useMemberName } from './use-member-name.ts'
import { useWords } from './use-preferences.ts'

const memberPrefix = 'member:'

/**
 * Names of the library's sources: of a member's own the member's name as far as the reader knows it, of the hub's own
 * two what they are in the reader's language, of any other the name it was given.
 */
export function useSourceName(): (id: string, name: string) => string {
  const { sources } = useWords()
  const memberName = useMemberName()
  return useCallback(
    (id, name) => (isMember(id) ? memberName(id.slice(memberPrefix.length)) : (sources.ownNames[id] ?? name)),
    [memberName, sources],
  )
}

/** Whether the source is what a member's own people and systems say. */
export function isMember(id: string): boolean {
  return id.startsWith(memberPrefix)
}
