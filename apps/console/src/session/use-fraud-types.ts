import { useQuery } from '@tanstack/react-query'
import { everybody } from './api.ts'
import { usePreferences } from './use-preferences.ts'

/** Names of the fraud types by their codes, in the language of whoever reads them. */
export function useFraudTypes(): ReadonlyMap<string, string> {
  const { language } = usePreferences()
  const { data } = useQuery({
    queryKey: ['fraud-types', language],
    queryFn: async () => {
      const { fraudTypes } = await everybody.fraudTypes()
      return new Map(fraudTypes.map(({ code, name }) => [code, name[language]]))
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? new Map()
}
