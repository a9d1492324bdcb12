import { useCallback } from 'react'
import { useOrganisations } from './use-organisations.ts'
import { usePreferences } from './use-preferences.ts'

/** Names of organisations by their ids; the head of the id where the organisation is not known here. */
export function useMemberName(): (id: string) => string {
  const { language } = usePreferences()
  const { data } = useOrganisations()
  return useCallback(
    (id) => data?.organisations.find((one) => one.id === id)?.name[language] ?? id.slice(0, 8),
    [data, language],
  )
}
