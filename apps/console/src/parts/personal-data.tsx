import type { UnmaskBody, UnmaskReply } from '@wuzei/contract'
import { Button, Form, Select, Space } from 'antd'
import { useEffect, useState } from 'react'
import { api } from '../session/api.ts'
import { useWords } from '../session/use-preferences.ts'
import { FormDialog } from './form-dialog.tsx'
import { useAct } from './use-act.ts'

/** What is open now, and until when. Nothing of it is kept once it closes. */
export interface OpenRecord extends UnmaskReply {
  readonly record: UnmaskBody['record']
  readonly recordId: string
}

/** Asks for what purpose personal data is to be opened, and opens it. */
export function UnmaskDialog({
  record,
  recordId,
  onOpened,
  onClose,
}: {
  readonly record: UnmaskBody['record']
  readonly recordId: string
  readonly onOpened: (opened: OpenRecord) => void
  readonly onClose: () => void
}) {
  const { unmask } = useWords()
  const { act, error, isBusy } = useAct()
  const purposes = Object.entries(unmask.purposes).filter(
    ([purpose]) => record === 'report' || purpose === 'APPEAL',
  )
  const open = ({ purpose }: { purpose: UnmaskBody['purpose'] }) =>
    act(async () => {
      const reply = await api.unmask({ body: { record, id: recordId, purpose } })
      onOpened({ ...reply, record, recordId })
    })
  return (
    <FormDialog<{ purpose: UnmaskBody['purpose'] }>
      title={unmask.title}
      action={unmask.open}
      initial={{ purpose: record === 'report' ? 'INTAKE' : 'APPEAL' }}
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={(fields) => void open(fields).then((isDone) => isDone && onClose())}
    >
      <p>{unmask.text}</p>
      <Form.Item name="purpose" label={unmask.purpose} rules={[{ required: true }]}>
        <Select options={purposes.map(([value, label]) => ({ value, label }))} />
      </Form.Item>
    </FormDialog>
  )
}

/** Opened personal data under a watermark, with the time it stays; then it is gone. */
export function PersonalData({
  opened,
  labels,
  onHide,
}: {
  readonly opened: OpenRecord
  readonly labels: {
    readonly names: string
    readonly text: string
    readonly contact: string
    readonly none: string
  }
  readonly onHide: () => void
}) {
  const { unmask } = useWords()
  const leftS = useSecondsLeft(opened.expiresAt, onHide)
  const clock = `${Math.floor(leftS / 60)}:${String(leftS % 60).padStart(2, '0')}`
  return (
    <div className="personal" data-testid="personal-data">
      <Space wrap>
        <strong role="timer">{unmask.closesIn(clock)}</strong>
        <span className="quiet">{unmask.left(opened.leftThisHour, opened.leftToday)}</span>
        <Button size="small" onClick={onHide}>
          {unmask.hide}
        </Button>
      </Space>
      <div className="watermarked">
        <div className="personal-text">
          <h3>{labels.names}</h3>
          <p>{opened.indicators.map(({ display }) => display).join('\n') || labels.none}</p>
          <h3>{labels.text}</h3>
          <p>{opened.text ?? labels.none}</p>
          <h3>{labels.contact}</h3>
          <p>{opened.contact ?? labels.none}</p>
        </div>
        <Watermark text={opened.watermark} />
      </div>
      <p className="quiet watermark-line">{opened.watermark}</p>
    </div>
  )
}

/** Rows of it over whatever is open: enough for the longest narrative on a screen. */
const watermarkRows = 40

/** Who opened this and when, across it, so that a photograph of the screen tells. */
function Watermark({ text }: { readonly text: string }) {
  return (
    <div className="watermark" aria-hidden="true">
      {Array.from({ length: watermarkRows }, (_, row) => (
        <span key={row}>{`${text}      `.repeat(4)}</span>
      ))}
    </div>
  )
}

/** Whole seconds until an instant; calls back once when there are none. */
function useSecondsLeft(until: string, onEnd: () => void): number {
  const secondsLeft = () => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000))
  const [left, setLeft] = useState(secondsLeft)
  useEffect(() => {
    const timer = setInterval(() => {
      setLeft(secondsLeft())
      if (secondsLeft() === 0) onEnd()
    }, 500)
    return () => clearInterval(timer)
  })
  return left
}
