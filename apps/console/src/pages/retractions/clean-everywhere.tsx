import { useQuery } from '@tanstack/react-query'
import type { RetractionState } from '@wuzei/contract'
import { Alert, Button, Input, Space } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../../language/format.ts'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { api } from '../../session/api.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

/** Is my number clean everywhere? Asked with the value itself, answered in one sentence. */
export function CleanEverywhere({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const { retractions } = useWords()
  const [typed, setTyped] = useState('')
  const [value, setValue] = useState('')
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['retractions', 'clean', value],
    queryFn: () => api.retractions({ query: { value } }),
    enabled: value !== '',
  })
  const ask = () => {
    if (typed.trim() === value) void refetch()
    else setValue(typed.trim())
  }
  return (
    <section className="panel clean" aria-label={retractions.clean}>
      <h2>{retractions.clean}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() !== '') ask()
        }}
      >
        <Space.Compact className="clean-ask">
          <Input
            aria-label={retractions.cleanHint}
            placeholder={retractions.cleanHint}
            value={typed}
            maxLength={2000}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button htmlType="submit" loading={isFetching}>
            {retractions.cleanAsk}
          </Button>
        </Space.Compact>
      </form>
      {error ? <ProblemPanel error={error} onAgain={() => void refetch()} /> : null}
      <div role="status">{data && value !== '' ? <Answer state={data} onOpen={onOpen} /> : null}</div>
    </section>
  )
}

function Answer({
  state,
  onOpen,
}: {
  readonly state: RetractionState
  readonly onOpen: (id: string) => void
}) {
  const { retractions } = useWords()
  const { language } = usePreferences()
  const outstanding = Math.max(0, ...state.retractions.map(({ confirmations }) => confirmations.outstanding))
  const words = state.listed
    ? retractions.cleanListed
    : state.retractions.length === 0
      ? retractions.cleanNever
      : state.cleanEverywhere
        ? retractions.cleanYes
        : retractions.cleanOutstanding(outstanding)
  return (
    <Alert
      type={state.cleanEverywhere ? 'success' : 'warning'}
      showIcon
      title={<strong>{state.indicator.canonical}</strong>}
      description={
        <>
          <p>{words}</p>
          <ul className="plain">
            {state.retractions.slice(0, 5).map(({ id, at, reason, confirmations }) => (
              <li key={id}>
                <Button type="link" size="small" className="value" onClick={() => onOpen(id)}>
                  {formatInstant(at, language)} · {retractions.reasons[reason]}
                </Button>{' '}
                <span className="quiet">
                  {retractions.progress(confirmations.confirmed, confirmations.outstanding)}
                </span>
              </li>
            ))}
          </ul>
        </>
      }
    />
  )
}
