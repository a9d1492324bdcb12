import { useEffect, useState } from 'preact/hooks'
import { useSession } from '../session.ts'
import { ClockIcon } from './icons.tsx'

/** Time since a transfer, counted in view. Not announced each minute: a screen reader reads it when asked. */
export function Elapsed({ since }: { since: number }) {
  const { t } = useSession()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), refreshMs)
    return () => clearInterval(timer)
  }, [])
  const minutes = Math.max(0, Math.floor((now - since) / 60_000))
  return (
    <p class="elapsed" role="timer">
      <ClockIcon />
      <span>{t.paid.since}</span>
      <strong>
        {t.paid.elapsed(Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60)}
      </strong>
    </p>
  )
}

/** Minutes are shown, so a tick every few seconds keeps them right to the eye. */
const refreshMs = 5_000
