import type { PaymentCheckReply } from '@wuzei/contract'
import { Card, Space, Tag } from 'antd'
import { formatInstant } from '../../language/format.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'
import { DecisionTag } from './decision-tag.tsx'
import { TellOutcome } from './tell-outcome.tsx'

/** One answer: what to do, what the payer reads, what to ask, and how it ended. */
export function CheckAnswer({ answer }: { readonly answer: PaymentCheckReply }) {
  const { payments } = useWords()
  const { language } = usePreferences()
  const { words, ask, holdMinutes, release, appeal } = answer
  return (
    <Card
      size="small"
      className="check-answer"
      title={<DecisionTag decision={answer.decision} />}
      extra={<span className="quiet">{payments.goodUntil(formatInstant(answer.expiresAt, language))}</span>}
    >
      {words === null ? <p>{payments.allowed}</p> : null}
      {holdMinutes === null || release === null ? null : (
        <p>
          {payments.heldFor(holdMinutes)} · {payments.releases[release]}
        </p>
      )}
      {words ? (
        <>
          <h2>{payments.payerSees}</h2>
          <blockquote className="payer-words">
            <strong>{words.title[language]}</strong>
            <ul>
              {words.seen.map((line) => (
                <li key={line.zh}>{line[language]}</li>
              ))}
            </ul>
            <p>{words.advice[language]}</p>
            <p>{words.next[language]}</p>
            <ul>
              {words.call.map(({ who }) => (
                <li key={who.zh}>{who[language]}</li>
              ))}
            </ul>
          </blockquote>
        </>
      ) : null}
      {ask.length === 0 ? null : (
        <>
          <h2>{payments.ask}</h2>
          <ol>
            {ask.map(({ id, text }) => (
              <li key={id}>{text[language]}</li>
            ))}
          </ol>
        </>
      )}
      {answer.ruleIds.length === 0 ? null : (
        <>
          <h2>{payments.why}</h2>
          <Space wrap size={4}>
            {answer.ruleIds.map((id) => (
              <Tag key={id} title={id}>
                {payments.rules[id] ?? id}
              </Tag>
            ))}
          </Space>
        </>
      )}
      {appeal ? <p className="quiet">{appeal.text[language]}</p> : null}
      <h2>{payments.outcome}</h2>
      <TellOutcome id={answer.id} outcome={null} />
    </Card>
  )
}
