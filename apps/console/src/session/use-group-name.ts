import { useQuery } from '@tanstack/react-query'
import { readPages } from '@wuzei/sdk'
import { api } from './api.ts'

/** Names of the sharing groups that whoever sits here may see, by their ids. */
export function useGroupName(): (id: string) => string {
  const { data } = useQuery({
    queryKey: ['groups', 'names'],
    queryFn: async () => {
      const names = new Map<string, string>()
      for await (const { groups } of readPages(api.sharingGroups, {}))
        for (const { id, name } of groups) names.set(id, name)
      return names
    },
    staleTime: 60_000,
  })
  return (id) => data?.get(id) ?? id.slice(0, 8)
}
