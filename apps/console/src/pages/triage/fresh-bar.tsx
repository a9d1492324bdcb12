import type { QueuedReport } from '@wuzei/contract'
import { Alert, Button } from 'antd'
import { useWords } from '../../session/use-preferences.ts'

/** What came while somebody worked: said, and let in when they say so. */
export function FreshBar({
  fresh,
  onShow,
}: {
  readonly fresh: readonly QueuedReport[]
  readonly onShow: () => void
}) {
  const { triage } = useWords()
  const money = fresh.filter(({ loss }) => loss !== null).length
  return (
    <Alert
      type={money > 0 ? 'warning' : 'info'}
      showIcon
      className="fresh"
      title={money > 0 ? triage.freshMoney(fresh.length, money) : triage.fresh(fresh.length)}
      action={
        <Button size="small" onClick={onShow}>
          {triage.showFresh} <kbd>n</kbd>
        </Button>
      }
    />
  )
}
