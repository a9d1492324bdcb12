import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { formatInstant } from '../language/format.ts'
import { useAct } from '../parts/use-act.ts'
import { api } from '../session/api.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'

/** How soon a supervisor learns that somebody was locked out. */
const pollMs = 60_000

/** Who was locked out for opening too much, shown to those who answer for them until one has checked. */
export function LockAlerts() {
  const { alerts } = useWords()
  const { language } = usePreferences()
  const { data } = useQuery({
    queryKey: ['alerts'],
    queryFn: () => api.consoleAlerts(),
    refetchInterval: pollMs,
  })
  const { act } = useAct('alerts')
  return (data?.alerts ?? []).map(({ id, name, at }) => (
    <Alert
      key={id}
      type="warning"
      showIcon
      className="lock-alert"
      title={alerts.locked(name, formatInstant(at, language))}
      description={alerts.hint}
      action={
        <Button onClick={() => void act(() => api.markAlertSeen({ params: { id } }))}>{alerts.seen}</Button>
      }
    />
  ))
}
