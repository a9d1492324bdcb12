import type { InboundChangeBody, InboundSource, InboundSourceBody } from '@wuzei/contract'
import { Checkbox, Form, Input, Select } from 'antd'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { useFraudTypes } from '../../session/use-fraud-types.ts'
import { useWords } from '../../session/use-preferences.ts'

interface Fields extends InboundSourceBody {
  readonly dropSecret?: boolean
}

/** Sets a source up, or changes the one that is given: its name and format stay. */
export function SourceForm({
  source,
  onClose,
}: {
  readonly source?: InboundSource
  readonly onClose: () => void
}) {
  const { inbound, dialog } = useWords()
  const names = useFraudTypes()
  const { act, error, isBusy } = useAct('inbound')
  const send = (fields: Fields) =>
    act(async () =>
      source
        ? await api.changeSource({ params: { id: source.id }, body: changeOf(source, fields) })
        : await api.createSource({ body: bodyOf(fields) }),
    )
  const everies = Object.entries(inbound.everies).map(([seconds, label]) => ({
    value: Number(seconds),
    label,
  }))
  const isUsual = source === undefined || everies.some(({ value }) => value === source.everyS)
  return (
    <FormDialog<Fields>
      title={source ? `${inbound.edit} · ${source.name}` : inbound.add}
      action={dialog.save}
      initial={
        source
          ? { ...filled(source), url: source.url, licence: source.licence, tlp: source.tlp }
          : { kind: 'txt', tlp: 'TLP:GREEN', gone: 'withdraw', everyS: 86_400 }
      }
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={(fields) => void send(fields).then((isDone) => isDone && onClose())}
    >
      {source ? null : (
        <>
          <Form.Item
            name="name"
            label={inbound.name}
            extra={inbound.nameHint}
            rules={[
              { required: true },
              { pattern: /^[a-z0-9][a-z0-9._-]{0,63}$/, message: inbound.nameHint },
            ]}
          >
            <Input maxLength={64} autoComplete="off" />
          </Form.Item>
          <Form.Item name="kind" label={inbound.kind} extra={inbound.kindHint} rules={[{ required: true }]}>
            <Select options={Object.entries(inbound.kinds).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
        </>
      )}
      <Form.Item name="url" label={inbound.url} rules={[{ required: true, whitespace: true, min: 8 }]}>
        <Input maxLength={2000} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="licence"
        label={inbound.licence}
        extra={inbound.licenceHint}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="everyS" label={inbound.every}>
        <Select
          options={
            isUsual
              ? everies
              : [{ value: source.everyS, label: inbound.everyOther(source.everyS) }, ...everies]
          }
        />
      </Form.Item>
      <Form.Item name="tlp" label={inbound.tlp}>
        <Select options={['TLP:CLEAR', 'TLP:GREEN'].map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="fraudType" label={inbound.fraudType}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={[...names].map(([value, label]) => ({ value, label: `${label} ${value}` }))}
        />
      </Form.Item>
      <Form.Item name="gone" label={inbound.gone}>
        <Select options={Object.entries(inbound.gones).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="map" label={inbound.map} extra={inbound.mapHint}>
        <Input maxLength={1024} autoComplete="off" />
      </Form.Item>
      <Form.Item name="authorization" label={inbound.secret} extra={inbound.secretHint}>
        <Input.Password
          maxLength={2000}
          autoComplete="off"
          {...(source?.hasSecret ? { placeholder: inbound.secretKept } : {})}
        />
      </Form.Item>
      {source?.hasSecret ? (
        <Form.Item name="dropSecret" valuePropName="checked">
          <Checkbox>{inbound.secretDrop}</Checkbox>
        </Form.Item>
      ) : null}
    </FormDialog>
  )
}

/** What stands in a form of optional fields. */
function filled({ fraudType, map, gone, everyS }: InboundSource): Partial<Fields> {
  return { gone, everyS, ...(fraudType === null ? {} : { fraudType }), ...(map === null ? {} : { map }) }
}

/** Fields that nothing was entered into are left out. */
function bodyOf({ dropSecret: _dropSecret, ...fields }: Fields): InboundSourceBody {
  const { fraudType, map, authorization, ...rest } = fields
  return {
    ...rest,
    ...(fraudType ? { fraudType } : {}),
    ...(map ? { map } : {}),
    ...(authorization ? { authorization } : {}),
  }
}

/** What was changed, and nothing else: an untouched field says nothing. */
function changeOf(source: InboundSource, fields: Fields): InboundChangeBody {
  const { url, licence, tlp = source.tlp, gone = source.gone, everyS = source.everyS } = fields
  const fraudType = fields.fraudType ?? null
  const map = fields.map ? fields.map : null
  return {
    licence,
    ...(url === source.url ? {} : { url }),
    ...(tlp === source.tlp ? {} : { tlp }),
    ...(gone === source.gone ? {} : { gone }),
    ...(everyS === source.everyS ? {} : { everyS }),
    ...(fraudType === source.fraudType ? {} : { fraudType }),
    ...(map === source.map ? {} : { map }),
    ...(fields.dropSecret ? { authorization: null } : {}),
    ...(fields.authorization ? { authorization: fields.authorization } : {}),
  }
}
