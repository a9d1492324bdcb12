import type { PayeeListingBody } from '@wuzei/contract'
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { useWords } from '../../session/use-preferences.ts'

type List = PayeeListingBody['list']
type Holder = Extract<PayeeListingBody['subject'], { idNumber: string }>
type Account = Exclude<PayeeListingBody['subject'], { idNumber: string }>

interface Fields {
  readonly list: List
  readonly whom: 'account' | 'holder'
  readonly kind: Account['kind']
  readonly value?: string
  readonly name?: string
  readonly idType: Holder['idType']
  readonly idNumber?: string
  readonly sanctionClass: NonNullable<PayeeListingBody['sanctionClass']>
  readonly reason: string
  readonly reference: string
  readonly days: number
}

const initial = {
  list: 'INVOLVED',
  whom: 'account',
  kind: 'bank-account',
  idType: 'id-card',
  sanctionClass: 'administrative',
  days: 30,
} as const satisfies Partial<Fields>

/** An entry that an officer proposes. */
export function ProposeListing({
  onClose,
  onDone,
}: {
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const words = useWords()
  const { payeeLists } = words
  const { act, error, isBusy } = useAct('payee-listings')
  const options = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  return (
    <FormDialog<Fields>
      title={payeeLists.propose}
      action={payeeLists.propose}
      initial={initial}
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={(fields) =>
        void act(async () => await api.proposePayeeListing({ body: bodyOf(fields) })).then(
          (isDone) => isDone && onDone(),
        )
      }
    >
      <Form.Item name="list" label={payeeLists.list} required>
        <Select options={options(payeeLists.lists)} />
      </Form.Item>
      <Form.Item noStyle dependencies={['list', 'whom']}>
        {({ getFieldValue }) => {
          const list: List = getFieldValue('list')
          const isHolder = list === 'SANCTIONED' && getFieldValue('whom') === 'holder'
          return (
            <>
              <p className="quiet">{payeeLists.effects[list]}</p>
              {list === 'SANCTIONED' ? (
                <>
                  <Form.Item name="sanctionClass" label={payeeLists.sanctionClass} required>
                    <Select options={options(payeeLists.classes)} />
                  </Form.Item>
                  <Form.Item name="whom" label={payeeLists.whom} required>
                    <Radio.Group
                      options={[
                        { value: 'account', label: payeeLists.account },
                        { value: 'holder', label: payeeLists.holder },
                      ]}
                    />
                  </Form.Item>
                </>
              ) : null}
              {isHolder ? <HolderFields /> : <AccountFields />}
            </>
          )
        }}
      </Form.Item>
      <Form.Item name="reason" label={payeeLists.reason} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      <Form.Item name="reference" label={payeeLists.reference} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="days" label={payeeLists.days} extra={payeeLists.daysHint} rules={[{ required: true }]}>
        <InputNumber min={1} max={1825} precision={0} />
      </Form.Item>
    </FormDialog>
  )
}

function AccountFields() {
  const { payeeLists, payments } = useWords()
  const kinds = (['bank-account', 'payment-account', 'wallet', 'phone-alias'] as const).map((value) => ({
    value,
    label: payments.payeeKinds[value],
  }))
  return (
    <>
      <Form.Item name="kind" label={payeeLists.kind} required>
        <Select options={kinds} />
      </Form.Item>
      <Form.Item name="value" label={payeeLists.value} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </>
  )
}

function HolderFields() {
  const { payeeLists } = useWords()
  return (
    <>
      <Form.Item name="name" label={payeeLists.name} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="idType" label={payeeLists.idType} required>
        <Select options={Object.entries(payeeLists.idTypes).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="idNumber" label={payeeLists.idNumber} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
    </>
  )
}

function bodyOf(fields: Fields): PayeeListingBody {
  const { list, reason, reference, days } = fields
  const isHolder = list === 'SANCTIONED' && fields.whom === 'holder'
  return {
    list,
    reason: reason.trim(),
    reference: reference.trim(),
    days,
    ...(list === 'SANCTIONED' ? { sanctionClass: fields.sanctionClass } : {}),
    subject: isHolder
      ? {
          name: fields.name?.trim() ?? '',
          idType: fields.idType,
          idNumber: fields.idNumber?.trim() ?? '',
        }
      : { kind: fields.kind, value: fields.value?.trim() ?? '' },
  }
}
