import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { PaymentCheckBody, PaymentCheckReply } from '@wuzei/contract'
import { Button, Checkbox, Form, Input, Select, Space } from 'antd'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { api } from '../../session/api.ts'
import { useWords } from '../../session/use-preferences.ts'
import { CheckAnswer } from './check-answer.tsx'

type Context = NonNullable<PaymentCheckBody['context']>
const signs = [
  'firstPayment',
  'callInProgress',
  'screenShared',
  'remoteControl',
  'newDevice',
  'payeeDetailsChanged',
  'ownAccount',
] as const
type Sign = (typeof signs)[number]

interface Fields {
  readonly kind: PaymentCheckBody['payee']['kind']
  readonly value: string
  readonly name?: string
  readonly payer: string
  readonly amount: string
  readonly channel: PaymentCheckBody['channel']
  readonly purpose?: string
  readonly signs?: readonly Sign[]
  readonly payerAge?: Context['payerAge']
  readonly nameCheck?: Context['nameCheck']
}

const amountPattern = /^\s*(\d{1,11})(?:\.(\d{1,2}))?\s*$/

/** A payment as a desk describes it by hand, and what the hub says to it. */
export function TryCheck() {
  const { payments } = useWords()
  const queries = useQueryClient()
  const { mutate, data, error, isPending } = useMutation<PaymentCheckReply, unknown, Fields>({
    mutationFn: async (fields) => await api.checkPayment({ body: bodyOf(fields) }),
    onSuccess: async () => await queries.invalidateQueries({ queryKey: ['payment-checks'] }),
  })
  const [form] = Form.useForm<Fields>()
  const options = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  const kinds = Object.entries(payments.payeeKinds).slice(0, 4)
  return (
    <div className="try-check">
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={{ kind: 'bank-account', channel: 'mobile' }}
        onFinish={(fields) => mutate(fields)}
      >
        <Form.Item name="kind" label={payments.payeeKind} required>
          <Select options={options(Object.fromEntries(kinds))} />
        </Form.Item>
        <Form.Item name="value" label={payments.payee} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item name="name" label={payments.payeeName}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="amount"
          label={payments.amount}
          rules={[{ required: true, pattern: amountPattern, message: payments.amountWrong }]}
        >
          <Input inputMode="decimal" maxLength={15} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="payer"
          label={payments.payer}
          extra={payments.payerHint}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={128} autoComplete="off" />
        </Form.Item>
        <Form.Item name="channel" label={payments.channel} required>
          <Select options={options(payments.channels)} />
        </Form.Item>
        <Form.Item name="signs" label={payments.signs}>
          <Checkbox.Group
            options={signs.map((value) => ({ value, label: payments.signNames[value] ?? value }))}
          />
        </Form.Item>
        <Form.Item name="payerAge" label={payments.age}>
          <Select allowClear options={options(payments.ages)} />
        </Form.Item>
        <Form.Item name="nameCheck" label={payments.nameCheck}>
          <Select allowClear options={options(payments.nameChecks)} />
        </Form.Item>
        <Form.Item name="purpose" label={payments.purpose}>
          <Input maxLength={500} autoComplete="off" />
        </Form.Item>
        <Space>
          <Button type="primary" htmlType="submit" loading={isPending}>
            {payments.check}
          </Button>
        </Space>
      </Form>
      <div aria-live="polite">
        {error ? <ProblemPanel error={error} /> : null}
        {data && !error ? <CheckAnswer answer={data} /> : null}
      </div>
    </div>
  )
}

function bodyOf(fields: Fields): PaymentCheckBody {
  const [, yuan = '0', part = ''] = amountPattern.exec(fields.amount) ?? []
  const name = fields.name?.trim()
  const purpose = fields.purpose?.trim()
  return {
    payee: { kind: fields.kind, value: fields.value.trim(), ...(name ? { name } : {}) },
    payer: fields.payer.trim(),
    amountFen: `${yuan}${part.padEnd(2, '0')}`.replace(/^0+(?=\d)/, ''),
    channel: fields.channel,
    context: {
      ...Object.fromEntries((fields.signs ?? []).map((sign) => [sign, true])),
      ...(fields.payerAge ? { payerAge: fields.payerAge } : {}),
      ...(fields.nameCheck ? { nameCheck: fields.nameCheck } : {}),
      ...(purpose ? { purpose } : {}),
    },
  }
}
