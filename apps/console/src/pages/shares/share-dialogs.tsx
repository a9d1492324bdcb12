import type { RelabellingReply, ShareReply, WithdrawalBody } from '@wuzei/contract'
import { Form, Select } from 'antd'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { useWords } from '../../session/use-preferences.ts'

type Label = ShareReply['label']

/** Another label: closed at once, opened by two. */
export function RelabelDialog({
  share,
  onDone,
  onClose,
}: {
  readonly share: ShareReply
  readonly onDone: (state: RelabellingReply['state']) => void
  readonly onClose: () => void
}) {
  const { sharing } = useWords()
  const { act, error, isBusy } = useAct('shares', 'ledger')
  const relabel = (label: Label) =>
    act(async () => {
      const { state } = await api.proposeRelabelling({ params: { id: share.id }, body: { label } })
      onDone(state)
    })
  const options = (words: Record<string, string>) =>
    Object.entries(words).map(([value, label]) => ({ value, label: `${value} · ${label}` }))
  return (
    <FormDialog<Label>
      title={sharing.relabel}
      action={sharing.relabel}
      initial={share.label}
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={(label) => void relabel(label).then((isDone) => isDone && onClose())}
    >
      <p>{sharing.relabelText}</p>
      <Form.Item name="tlp" label={sharing.newLabel} rules={[{ required: true }]}>
        <Select options={options(sharing.tlpWords)} />
      </Form.Item>
      <Form.Item name="pap" label={sharing.newPap} rules={[{ required: true }]}>
        <Select options={options(sharing.papWords)} />
      </Form.Item>
    </FormDialog>
  )
}

/** Takes a share back, with a code for why. */
export function WithdrawDialog({
  share,
  onClose,
}: {
  readonly share: ShareReply
  readonly onClose: () => void
}) {
  const { sharing } = useWords()
  const { act, error, isBusy } = useAct('shares', 'ledger')
  const withdraw = (body: WithdrawalBody) =>
    act(async () => await api.withdrawShare({ params: { id: share.id }, body }))
  return (
    <FormDialog<WithdrawalBody>
      title={`${sharing.withdraw} · ${share.canonical}`}
      action={sharing.withdraw}
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={(body) => void withdraw(body).then((isDone) => isDone && onClose())}
    >
      <p>{sharing.withdrawText}</p>
      <Form.Item name="reason" label={sharing.withdrawReason} rules={[{ required: true }]}>
        <Select options={Object.entries(sharing.reasons).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
    </FormDialog>
  )
}
