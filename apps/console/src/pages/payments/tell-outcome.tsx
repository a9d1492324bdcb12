import type { PaymentOutcomeBody } from '@wuzei/contract'
import { Select } from 'antd'
import { useState } from 'react'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { useWords } from '../../session/use-preferences.ts'

type Outcome = PaymentOutcomeBody['outcome']

/** Says how a checked payment ended; it may be said anew when more is known. */
export function TellOutcome({ id, outcome }: { readonly id: string; readonly outcome: Outcome | null }) {
  const { payments } = useWords()
  const [told, setTold] = useState(outcome)
  const { act, error, isBusy } = useAct('payment-checks', 'payment-statistics')
  return (
    <>
      {error === undefined ? null : <ProblemPanel error={error} />}
      <Select<Outcome>
        className="tell-outcome"
        size="small"
        aria-label={payments.tell}
        placeholder={payments.tell}
        loading={isBusy}
        disabled={isBusy}
        {...(told === null ? {} : { value: told })}
        onChange={(value) =>
          void act(
            async () => await api.tellPaymentOutcome({ params: { id }, body: { outcome: value } }),
          ).then((isDone) => isDone && setTold(value))
        }
        options={(['paid', 'cancelled', 'scam-confirmed', 'false-alarm'] as const).map((value) => ({
          value,
          label: payments.outcomes[value] ?? value,
        }))}
      />
    </>
  )
}
