import type { InboundSource } from '@wuzei/contract'
import { Form, Input, Radio } from 'antd'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { useWords } from '../../session/use-preferences.ts'

interface Fields {
  readonly statements: 'keep' | 'withdraw'
  readonly typed: string
}

/** Takes a source away; what it said stays or is taken back, and its name is typed so that nobody does it by habit. */
export function RemoveSource({
  source,
  onRemoved,
  onClose,
}: {
  readonly source: InboundSource
  readonly onRemoved: () => void
  readonly onClose: () => void
}) {
  const { inbound, confirmTyped } = useWords()
  const { act, error, isBusy } = useAct('inbound')
  const remove = ({ statements }: Fields) =>
    act(async () => await api.removeSource({ params: { id: source.id }, body: { statements } }))
  return (
    <FormDialog<Fields>
      title={`${inbound.remove} · ${source.name}`}
      action={inbound.remove}
      initial={{ statements: 'keep' }}
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={(fields) => void remove(fields).then((isDone) => isDone && onRemoved())}
    >
      <p>{inbound.removeText}</p>
      <Form.Item name="statements" label={inbound.statements} rules={[{ required: true }]}>
        <Radio.Group
          className="scopes"
          options={[
            { value: 'keep', label: inbound.keep },
            { value: 'withdraw', label: inbound.withdraw },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="typed"
        label={confirmTyped.typeToConfirm(source.name)}
        rules={[{ required: true, type: 'enum', enum: [source.name] }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
    </FormDialog>
  )
}
