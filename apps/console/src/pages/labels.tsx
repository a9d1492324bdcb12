import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { LabelBody, LabelQueue } from '@wuzei/contract'
import { Button, Card, Descriptions, Empty, Segmented, Skeleton, Space } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { formatInstant, formatPercent } from '../language/format.ts'
import { LevelTag } from '../parts/level-tag.tsx'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { useAct } from '../parts/use-act.ts'
import { api } from '../session/api.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { GivenLabels } from './labels/given-labels.tsx'

type Waiting = LabelQueue['waiting'][number]
type Answer = LabelBody['label']

/** Keys of the answers; they stand on the buttons. */
const keys: Readonly<Record<string, Answer>> = { y: 'fraud', n: 'harmless', u: 'unsure' }
const backKey = 'b'

/** Links about which a person's word teaches the model most, one after the other, by keyboard. */
export function LabelsPage() {
  const { labels } = useWords()
  const [view, setView] = useState<'queue' | 'given'>('queue')
  return (
    <>
      <h1>{labels.title}</h1>
      <p className="quiet">{labels.hint}</p>
      <Segmented
        className="views"
        value={view}
        onChange={setView}
        options={(['queue', 'given'] as const).map((value) => ({ value, label: labels.views[value] }))}
      />
      {view === 'queue' ? <Queue /> : <GivenLabels />}
    </>
  )
}

function Queue() {
  const { labels } = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['label-queue'],
    queryFn: () => api.consoleLabelQueue(),
    // Whoever answers keeps their place; the next sitting begins anew.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const [place, setPlace] = useState(0)
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer>>(new Map())
  if (error) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  if (!data) return <Skeleton active />
  const item = data.waiting[place]
  const before = data.waiting[place - 1]
  if (data.model === null || !item)
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={
          <>
            <strong>{labels.empty}</strong>
            <br />
            {data.model === null ? labels.noModel : labels.emptyHint}
          </>
        }
      >
        {before ? <Button onClick={() => setPlace(place - 1)}>{labels.back}</Button> : null}
      </Empty>
    )
  return (
    <>
      <p className="quiet" aria-live="polite">
        {labels.left(data.waiting.length - place)} · {labels.looked(data.looked)}
      </p>
      <Question
        key={item.key}
        item={item}
        said={answers.get(item.key)}
        onBack={before ? () => setPlace(place - 1) : undefined}
        onSaid={(answer) => {
          setAnswers(new Map([...answers, [item.key, answer]]))
          setPlace(place + 1)
        }}
      />
    </>
  )
}

function Question({
  item,
  said,
  onSaid,
  onBack,
}: {
  readonly item: Waiting
  readonly said: Answer | undefined
  readonly onSaid: (answer: Answer) => void
  readonly onBack: (() => void) | undefined
}) {
  const { labels } = useWords()
  const { act, error, isBusy } = useAct('labels')
  const answer = (label: Answer) => {
    if (isBusy) return
    void act(() => api.giveLabel({ body: { key: item.key, label } })).then(
      (isDone) => isDone && onSaid(label),
    )
  }
  useAnswerKeys(answer, onBack)
  return (
    <Card>
      <h2 className="entry-name value">{item.shown}</h2>
      <p>
        <strong>{labels.why[item.why]}</strong>
      </p>
      <About item={item} />
      {said ? <p className="quiet">{labels.backTo(labels.answers[said] ?? said)}</p> : null}
      {error ? <ProblemPanel error={error} /> : null}
      <Space wrap className="deeds">
        {Object.entries(keys).map(([key, label]) => (
          <Button
            key={label}
            type={label === 'fraud' ? 'primary' : 'default'}
            danger={label === 'fraud'}
            disabled={isBusy}
            aria-keyshortcuts={key}
            onClick={() => answer(label)}
          >
            {labels.answers[label]} <kbd>{key.toUpperCase()}</kbd>
          </Button>
        ))}
        {onBack ? (
          <Button disabled={isBusy} aria-keyshortcuts={backKey} onClick={onBack}>
            {labels.back} <kbd>{backKey.toUpperCase()}</kbd>
          </Button>
        ) : null}
        <Link to="/library" search={{ key: item.key }}>
          {labels.openEntry}
        </Link>
      </Space>
    </Card>
  )
}

function About({ item }: { readonly item: Waiting }) {
  const { labels } = useWords()
  const { language } = usePreferences()
  return (
    <>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'library', label: labels.library, children: <LevelTag level={item.level} /> },
          {
            key: 'model',
            label: labels.model,
            children: `${labels.modelLevels[item.modelLevel] ?? item.modelLevel} · ${labels.score(formatPercent(item.score, language))}`,
          },
          { key: 'times', label: labels.times, children: labels.timesOf(item.times) },
          { key: 'seen', label: labels.lastSeen, children: formatInstant(item.lastSeenAt, language) },
        ]}
      />
      <h3>{labels.reasons}</h3>
      {item.reasons.length === 0 ? (
        <p>{labels.noReasons}</p>
      ) : (
        <ul>
          {item.reasons.map(({ code, text }) => (
            <li key={code}>{text[language]}</li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Answers by key, unless somebody is writing or another key is held. */
function useAnswerKeys(onAnswer: (label: Answer) => void, onBack: (() => void) | undefined): void {
  const latest = useRef({ onAnswer, onBack })
  latest.current = { onAnswer, onBack }
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest('input, textarea, [role="dialog"]')) return
      const key = event.key.toLowerCase()
      const label = keys[key]
      if (label) latest.current.onAnswer(label)
      else if (key === backKey) latest.current.onBack?.()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}
