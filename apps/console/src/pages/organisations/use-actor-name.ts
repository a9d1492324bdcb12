import { useQuery } from '@tanstack/react-query'
import { api } from '../../session/api.ts'
import { useMe } from '../../session/use-me.ts'
import { useWords } from '../../session/use-preferences.ts'

/** Names actors as the log does (`person:…`, `administrator:…`) in words, as far as this organisation knows them. */
export function useActorName(organisationId: string): (actor: string) => string {
  const { grants } = useWords()
  const { data: me } = useMe()
  const own = useNames(organisationId)
  const mine = useNames(me?.organisation.id)
  return (actor) => {
    const [type, id = ''] = actor.split(':')
    if (type === 'administrator') return grants.administratorKey(id)
    return own.get(id) ?? mine.get(id) ?? actor
  }
}

function useNames(organisationId: string | undefined): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ['people', organisationId, 'names'],
    queryFn: async () =>
      new Map(
        (await api.people({ params: { id: organisationId ?? '' } })).people.map(({ id, name }) => [id, name]),
      ),
    enabled: organisationId !== undefined,
    staleTime: 60_000,
  })
  return data ?? new Map()
}
