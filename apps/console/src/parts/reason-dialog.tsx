import type { PinBody } from '@wuzei/contract'
import { Form, Input, Select } from 'antd'
import { useWords } from '../session/use-preferences.ts'
import { FormDialog } from './form-dialog.tsx'
import { useAct } from './use-act.ts'

type Level = PinBody['level']

/** A decision that needs a reason, and for a verdict the level. */
export function ReasonDialog({
  title,
  text,
  label,
  initial = '',
  asksLevel = false,
  touches,
  onDecide,
  onClose,
}: {
  readonly title: string
  readonly text: string
  readonly label: string
  readonly initial?: string
  readonly asksLevel?: boolean
  /** Lists to read again afterwards. */
  readonly touches: readonly string[]
  readonly onDecide: (reason: string, level: Level) => Promise<unknown>
  readonly onClose: () => void
}) {
  const words = useWords()
  const { act, error, isBusy } = useAct(...touches)
  return (
    <FormDialog<{ reason: string; level?: Level }>
      title={title}
      action={title}
      initial={{ reason: initial }}
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={({ reason, level }) =>
        void act(() => onDecide(reason.trim(), level ?? 'unknown')).then((isDone) => isDone && onClose())
      }
    >
      <p>{text}</p>
      {asksLevel ? (
        <Form.Item name="level" label={words.library.level} rules={[{ required: true }]}>
          <Select options={Object.entries(words.levels).map(([value, name]) => ({ value, label: name }))} />
        </Form.Item>
      ) : null}
      <Form.Item name="reason" label={label} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  )
}
