import { Navigate } from '@tanstack/react-router'
import { desks } from '../frame/desks.ts'
import { useMe } from '../session/use-me.ts'

/** Leads to the first desk that somebody's role is for; whoever administers, and whoever has no role yet, to their own. */
export function HomePage() {
  const { data: me } = useMe()
  if (!me) return null
  const first = desks.find((desk) => desk.group === 'desks' && desk.isFor(me))
  const isWorking = me.roles.length > 0 && !me.roles.includes('SYS_ADM')
  return <Navigate replace to={isWorking && first ? `/${first.name}` : '/organisations'} />
}
