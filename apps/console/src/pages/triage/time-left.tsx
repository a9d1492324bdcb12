import { Progress } from 'antd'
import { useWords } from '../../session/use-preferences.ts'

/** Time until something is due, as a bar that empties, and in words. */
export function TimeLeft({ from, until }: { readonly from: string; readonly until: string }) {
  const { triage } = useWords()
  const [start, end, now] = [Date.parse(from), Date.parse(until), Date.now()]
  const minutes = Math.round(Math.abs(end - now) / 60_000)
  const isOver = now >= end
  const text = isOver ? triage.overdue(minutes) : triage.left(minutes)
  const percent = isOver ? 0 : Math.round(((end - now) / (end - start)) * 100)
  return (
    <span className="time-left">
      <Progress
        aria-label={text}
        percent={percent}
        showInfo={false}
        size="small"
        {...(isOver ? { status: 'exception' as const } : {})}
      />
      <span className={isOver ? 'late' : 'quiet'}>{text}</span>
    </span>
  )
}
