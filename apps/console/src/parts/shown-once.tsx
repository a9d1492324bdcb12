import { Alert, Button, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { useWords } from '../session/use-preferences.ts'

/** A secret that is shown this once, with a button that copies it. It cannot be closed by a stray click. */
export function ShownOnce({
  title,
  secret,
  note,
  onDone,
}: {
  readonly title: string
  readonly secret: string
  readonly note?: string
  readonly onDone: () => void
}) {
  const { dialog, shownOnce } = useWords()
  return (
    <Modal
      open
      title={title}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onDone}>
          {shownOnce.done}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={shownOnce.warning} />
      {note === undefined ? null : <p>{note}</p>}
      <CopyField label={title} value={secret} words={dialog} />
    </Modal>
  )
}

/** A value in a field that cannot be changed, and a button that copies it. */
export function CopyField({
  label,
  value,
  words,
}: {
  readonly label: string
  readonly value: string
  readonly words: { readonly copy: string; readonly copied: string }
}) {
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setIsCopied(true)
  }
  return (
    <Space.Compact block className="copy-field">
      <Input readOnly aria-label={label} value={value} onFocus={(event) => event.target.select()} />
      <Button onClick={() => void copy()}>{isCopied ? words.copied : words.copy}</Button>
    </Space.Compact>
  )
}
