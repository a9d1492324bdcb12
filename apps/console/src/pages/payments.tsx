import { Segmented } from 'antd'
import { useState } from 'react'
import { useMe } from '../session/use-me.ts'
import { useWords } from '../session/use-preferences.ts'
import { CheckAnswers } from './payments/check-answers.tsx'
import { RuleTallies } from './payments/rule-tallies.tsx'
import { TryCheck } from './payments/try-check.tsx'

/** Checks before paying, for fraud desks of those who move money; auditors read what was answered. */
export function PaymentsPage() {
  const { payments } = useWords()
  const { data: me } = useMe()
  const isAuditor = me?.roles.includes('AUD') === true
  const [view, setView] = useState<keyof typeof payments.tabs>()
  if (!me) return null
  const shown = view ?? (isAuditor ? 'answers' : 'check')
  const views = (['check', 'answers', 'rules'] as const).filter((name) => name !== 'check' || !isAuditor)
  return (
    <>
      <h1>{payments.title}</h1>
      <p className="quiet">{payments.lead}</p>
      <Segmented
        className="views"
        aria-label={payments.title}
        value={shown}
        onChange={setView}
        options={views.map((value) => ({ value, label: payments.tabs[value] }))}
      />
      {shown === 'check' ? <TryCheck /> : null}
      {shown === 'answers' ? <CheckAnswers mayTell={!isAuditor} /> : null}
      {shown === 'rules' ? <RuleTallies /> : null}
    </>
  )
}
