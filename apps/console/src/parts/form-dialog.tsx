import { Button, Form, Modal } from 'antd'
import { useWords } from '../session/use-preferences.ts'
import { ProblemPanel } from './problem-panel.tsx'

/** A form in a dialog. What it sends may fail: then it stays open, with what was entered. */
export function FormDialog<Fields extends object>({
  title,
  action,
  initial,
  error,
  isBusy,
  onSend,
  onClose,
  children,
}: {
  readonly title: string
  readonly action: string
  readonly initial?: Partial<Fields>
  readonly error: unknown
  readonly isBusy: boolean
  readonly onSend: (fields: Fields) => void
  readonly onClose: () => void
  readonly children: React.ReactNode
}) {
  const { dialog } = useWords()
  const [form] = Form.useForm<Fields>()
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {dialog.cancel}
        </Button>,
        <Button key="send" type="primary" loading={isBusy} onClick={() => form.submit()}>
          {action}
        </Button>,
      ]}
    >
      {error === undefined ? null : <ProblemPanel error={error} />}
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark="optional"
        {...(initial ? { initialValues: initial } : {})}
        onFinish={onSend}
      >
        {children}
      </Form>
    </Modal>
  )
}
