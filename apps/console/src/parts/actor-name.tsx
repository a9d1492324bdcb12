import { useQuery } from '@tanstack/react-query'
import { api } from '../session/api.ts'
import { useMe } from '../session/use-me.ts'
import { useOrganisations } from '../session/use-organisations.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'

/** Whoever acted, as the log names them, in words where this console may know them. */
export function ActorName({ actor }: { readonly actor: string }) {
  const { grants } = useWords()
  const { language } = usePreferences()
  const { data: me } = useMe()
  const { data: known } = useOrganisations()
  const { data: names } = useQuery({
    queryKey: ['people', me?.organisation.id, 'names'],
    queryFn: async () =>
      new Map(
        (await api.people({ params: { id: me?.organisation.id ?? '' } })).people.map(({ id, name }) => [
          id,
          name,
        ]),
      ),
    enabled: me !== undefined && me !== null,
    staleTime: 60_000,
  })
  const [type, id = ''] = actor.split(':')
  if (type === 'administrator') return <>{grants.administratorKey(id)}</>
  const organisation = known?.organisations.find((one) => one.id === id)
  const name = type === 'organisation' ? organisation?.name[language] : names?.get(id)
  return <span title={actor}>{name ?? `${type} ${id.slice(0, 8)}`}</span>
}
