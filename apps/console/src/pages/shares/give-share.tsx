import { useQuery } from '@tanstack/react-query'
import type { ShareBody } from '@wuzei/contract'
import { Alert, App, Form, Input, InputNumber, Select } from 'antd'
import { defaultLabels, isFreer } from '../../parts/default-labels.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { useFraudTypes } from '../../session/use-fraud-types.ts'
import { useMe } from '../../session/use-me.ts'
import { useOrganisations } from '../../session/use-organisations.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

type Label = NonNullable<ShareBody['label']>

interface Fields {
  readonly value: string
  readonly object: NonNullable<ShareBody['object']>
  readonly seen: ShareBody['seen']
  readonly tlp: Label['tlp']
  readonly pap: Label['pap']
  readonly fraudType?: string
  readonly count?: number
  readonly note?: string
  readonly groupId?: string
  readonly recipientIds?: readonly string[]
}

/** Gives one share in the name of one's organisation: the usual label of its kind is set, explained, and may be changed. */
export function GiveShareDialog({ onClose }: { readonly onClose: () => void }) {
  const { give } = useWords()
  const { message } = App.useApp()
  const { act, error, isBusy } = useAct('shares', 'ledger')
  const send = (fields: Fields) =>
    act(async () => {
      await api.createShares({ body: { shares: [bodyOf(fields)] } })
      void message.success(give.done)
    })
  return (
    <FormDialog<Fields>
      title={give.action}
      action={give.send}
      initial={{ object: 'confirmed-indicator', count: 1, ...defaultLabels['confirmed-indicator'] }}
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={(fields) => void send(fields).then((isDone) => isDone && onClose())}
    >
      <p>{give.text}</p>
      <What />
      <LabelChoice />
      <Readers />
      <Form.Item name="note" label={give.note}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  )
}

function What() {
  const { give, sharing } = useWords()
  const names = useFraudTypes()
  const form = Form.useFormInstance<Fields>()
  const options = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }))
  return (
    <>
      <Form.Item name="value" label={give.value} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={4096} autoFocus />
      </Form.Item>
      <Form.Item name="object" label={give.object} rules={[{ required: true }]}>
        <Select
          options={options(sharing.objectWords)}
          // Another thing has another usual label; whoever wants a different one chooses after that.
          onChange={(object: Fields['object']) => form.setFieldsValue(defaultLabels[object])}
        />
      </Form.Item>
      <Form.Item name="seen" label={give.seen} rules={[{ required: true }]}>
        <Select options={options(sharing.seenWords)} />
      </Form.Item>
      <Form.Item name="fraudType" label={give.type}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={give.typeNone}
          options={[...names].map(([value, name]) => ({ value, label: `${value} ${name}` }))}
        />
      </Form.Item>
      <Form.Item name="count" label={give.count}>
        <InputNumber min={1} max={1_000_000} precision={0} />
      </Form.Item>
    </>
  )
}

function LabelChoice() {
  const { give, sharing } = useWords()
  const form = Form.useFormInstance<Fields>()
  const object = Form.useWatch('object', form) ?? 'confirmed-indicator'
  const usual = defaultLabels[object]
  const tlp = Form.useWatch('tlp', form) ?? usual.tlp
  const pap = Form.useWatch('pap', form) ?? usual.pap
  const options = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label: `${value} · ${label}` }))
  return (
    <>
      <Form.Item
        name="tlp"
        label={give.tlp}
        extra={`${give.usual(usual.tlp, usual.pap)} ${give.why[object] ?? ''}`}
        rules={[{ required: true }]}
      >
        <Select options={options(sharing.tlpWords)} />
      </Form.Item>
      <Form.Item name="pap" label={give.pap} rules={[{ required: true }]}>
        <Select options={options(sharing.papWords)} />
      </Form.Item>
      {isFreer({ tlp, pap }, object) ? <Alert type="warning" showIcon title={give.freer} /> : null}
    </>
  )
}

function Readers() {
  const { give } = useWords()
  const { language } = usePreferences()
  const { data: me } = useMe()
  const { data: known } = useOrganisations()
  const { data: groups } = useQuery({ queryKey: ['groups', 'first'], queryFn: () => api.sharingGroups() })
  return (
    <>
      <Form.Item name="groupId" label={give.group}>
        <Select
          allowClear
          placeholder={give.groupNone}
          options={(groups?.groups ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="recipientIds" label={give.recipients} extra={give.recipientsHint}>
        <Select
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          maxCount={50}
          options={(known?.organisations ?? [])
            .filter(({ id, state }) => id !== me?.organisation.id && state === 'active')
            .map(({ id, name }) => ({ value: id, label: name[language] }))}
        />
      </Form.Item>
    </>
  )
}

function bodyOf({ value, object, seen, tlp, pap, ...more }: Fields): ShareBody {
  const { fraudType, count, note, groupId, recipientIds } = more
  return {
    value: value.trim(),
    object,
    seen,
    label: { tlp, pap },
    ...(fraudType === undefined ? {} : { fraudType }),
    ...(count === undefined || count === null ? {} : { count }),
    ...(note === undefined || note.trim() === '' ? {} : { note: note.trim() }),
    ...(groupId === undefined ? {} : { groupId }),
    ...(recipientIds === undefined || recipientIds.length === 0 ? {} : { recipientIds: [...recipientIds] }),
  }
}
