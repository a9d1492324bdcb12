import { useQuery } from '@tanstack/react-query'
import type { OrganisationReply } from '@wuzei/contract'
import { api } from './api.ts'

/** Pages of organisations read at once: the tree of a country's centres has some 4,000, of which more are fetched on request. */
const pagesAtOnce = 20

export interface KnownOrganisations {
  readonly organisations: readonly OrganisationReply[]
  /** False when there are more than were read. */
  readonly isComplete: boolean
}

/** Every organisation of the alliance as far as the first thousand, for trees and choices. */
export function useOrganisations() {
  return useQuery<KnownOrganisations>({
    queryKey: ['organisations'],
    queryFn: async () => {
      const organisations: OrganisationReply[] = []
      let after: string | undefined
      for (let page = 0; page < pagesAtOnce; page++) {
        const reply = await api.organisations({ query: { after } })
        organisations.push(...reply.organisations)
        if (reply.next === null) return { organisations, isComplete: true }
        after = reply.next
      }
      return { organisations, isComplete: false }
    },
    staleTime: 60_000,
  })
}
