import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useWords } from '../session/use-preferences.ts'
import { ProblemPanel } from './problem-panel.tsx'

export interface ConfirmTypedProps {
  readonly title: string
  readonly text: string
  /** What must be typed exactly. */
  readonly name: string
  readonly action: string
  /** Whether a reason is asked for; it is unless told. */
  readonly asksReason?: boolean
  readonly onConfirm: (reason: string) => Promise<unknown>
  readonly onClose: () => void
}

/** Asks for the name of what is about to be lost, so that nobody loses it by habit. */
export function ConfirmTyped({
  title,
  text,
  name,
  action,
  asksReason = true,
  onConfirm,
  onClose,
}: ConfirmTypedProps) {
  const words = useWords()
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>()
  const [isBusy, setIsBusy] = useState(false)
  const [typedId, reasonId] = [useId(), useId()]
  const confirm = async () => {
    setIsBusy(true)
    try {
      await onConfirm(reason.trim())
      onClose()
    } catch (failure) {
      setError(failure)
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {words.dialog.cancel}
        </Button>,
        <Button
          key="act"
          type="primary"
          danger
          loading={isBusy}
          disabled={typed.trim() !== name || (asksReason && reason.trim() === '')}
          onClick={() => void confirm()}
        >
          {action}
        </Button>,
      ]}
    >
      <p>{text}</p>
      {asksReason ? (
        <>
          <label htmlFor={reasonId}>{words.confirmTyped.reason}</label>
          <Input
            id={reasonId}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      ) : null}
      <label htmlFor={typedId}>{words.confirmTyped.typeToConfirm(name)}</label>
      <Input
        id={typedId}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
      {error === undefined ? null : <ProblemPanel error={error} />}
    </Modal>
  )
}
