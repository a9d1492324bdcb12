import { useQuery } from '@tanstack/react-query'
import type { EntryQuery, EntryReply, EvidencePiece } from '@wuzei/contract'
import { WuzeiError } from '@wuzei/sdk'
import { Alert, Button, Descriptions, Skeleton, Space, Tag } from 'antd'
import { useState } from 'react'
import { formatInstant, formatPercent } from '../../language/format.ts'
import { ActorName } from '../../parts/actor-name.tsx'
import { LevelTag } from '../../parts/level-tag.tsx'
import { PagedTable } from '../../parts/paged-table.tsx'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { api } from '../../session/api.ts'
import { useFraudTypes } from '../../session/use-fraud-types.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'
import { useSourceName } from '../../session/use-source-name.ts'
import { PublicAnswer } from './public-answer.tsx'

type VerdictLevel = EntryReply['verdict']['level']

/** One entry: the answer first, then why, every piece of evidence, and what happened to it. */
export function EntryDetails({ asked }: { readonly asked: EntryQuery }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['entry', asked],
    queryFn: () => api.consoleLibraryEntry({ query: asked }),
  })
  // What every citizen is told stands open to whoever may not see the entry itself.
  if (error instanceof WuzeiError && error.code === 'FORBIDDEN') return <PublicAnswer value={asked.value} />
  if (error) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  if (!data) return <Skeleton active />
  return (
    <>
      <Answer entry={data} />
      <Evidence entry={data} />
      <History entry={data} />
    </>
  )
}

function Answer({ entry }: { readonly entry: EntryReply }) {
  const words = useWords()
  const { language } = usePreferences()
  const names = useFraudTypes()
  const { verdict, pin, retractedAt } = entry
  return (
    <section>
      <h2 className="entry-name">
        {entry.shown} <LevelTag level={verdict.level} />
        {verdict.disputed ? <Tag color="purple">{words.library.disputed}</Tag> : null}
      </h2>
      <p>
        <strong>{verdict.answer[language]}</strong> {verdict.advice[language]}
      </p>
      {entry.canonical === null ? <Alert type="info" showIcon title={words.library.masked} /> : null}
      <Descriptions
        size="small"
        column={1}
        bordered
        items={[
          { key: 'kind', label: words.library.kind, children: words.kinds[verdict.kind] },
          { key: 'score', label: words.library.score, children: formatPercent(verdict.score, language) },
          {
            key: 'types',
            label: words.library.fraudType,
            children: verdict.fraudTypes.map((code) => names.get(code) ?? code).join(' · ') || '—',
          },
          {
            key: 'reasons',
            label: words.library.reasons,
            children: (
              <ul className="plain">
                {verdict.reasons.map(({ code, text }) => (
                  <li key={code}>{text[language]}</li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      {pin ? (
        <Alert
          type="info"
          showIcon
          title={
            <>
              {words.library.pinned} · <LevelTag level={pin.level} />
              <ActorName actor={pin.by} /> · {formatInstant(pin.at, language)}
            </>
          }
          description={pin.reason}
        />
      ) : null}
      {retractedAt === null ? null : (
        <Alert type="info" showIcon title={words.library.retractedAt(formatInstant(retractedAt, language))} />
      )}
      {entry.mayDecide && entry.canonical !== null ? (
        <Decisions entry={entry} canonical={entry.canonical} />
      ) : null}
    </section>
  )
}

function Decisions({ entry, canonical }: { readonly entry: EntryReply; readonly canonical: string }) {
  const { library } = useWords()
  const [asked, setAsked] = useState<'pin' | 'unpin' | 'retract'>()
  const { kind } = entry.verdict
  const subject = { value: canonical, kind }
  const decide = (reason: string, level: VerdictLevel) => {
    if (asked === 'pin') return api.pin({ body: { ...subject, reason, level } })
    return asked === 'unpin'
      ? api.unpin({ body: { ...subject, reason } })
      : api.retract({ body: { ...subject, reason } })
  }
  return (
    <Space className="decisions">
      <Button onClick={() => setAsked('pin')}>{library.pin}</Button>
      {entry.pin ? <Button onClick={() => setAsked('unpin')}>{library.unpin}</Button> : null}
      <Button danger onClick={() => setAsked('retract')}>
        {library.retract}
      </Button>
      {asked ? (
        <ReasonDialog
          title={library[asked]}
          text={library[`${asked}Text`]}
          label={library.reasonLabel}
          asksLevel={asked === 'pin'}
          touches={['entry', 'library', 'evidence', 'history']}
          onDecide={decide}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </Space>
  )
}

function Evidence({ entry }: { readonly entry: EntryReply }) {
  const words = useWords()
  const nameOf = useSourceName()
  const { language } = usePreferences()
  const names = useFraudTypes()
  return (
    <section>
      <h2>{words.library.evidence}</h2>
      <p className="quiet">{words.library.togetherHint}</p>
      <PagedTable<EvidencePiece>
        title={words.library.evidence}
        label="TLP:GREEN"
        queryKey={['evidence', entry.key]}
        load={async (after) => {
          if (!entry.isKnown) return { rows: [], next: null }
          const page = await api.consoleLibraryEvidence({ query: { key: entry.key, after } })
          return { rows: page.pieces, next: page.next }
        }}
        rowKey={({ id }) => id}
        empty={{ title: words.library.noEvidence, hint: words.library.noEvidenceHint }}
        columns={[
          {
            key: 'source',
            title: words.library.pieceSource,
            render: ({ source, sourceName, tier, report }) => (
              <>
                {nameOf(source, sourceName)}
                <div className="quiet">
                  {words.tiers[tier]}
                  {report === null ? '' : ` · ${words.library.openReport(report)}`}
                </div>
              </>
            ),
            text: ({ source, report }) => `${source} ${report ?? ''}`.trim(),
          },
          {
            key: 'reliability',
            title: words.library.reliability,
            render: ({ reliability }) => formatPercent(reliability, language),
            text: ({ reliability }) => String(reliability),
          },
          {
            key: 'count',
            title: words.library.count,
            render: ({ count, fraudType }) => (
              <>
                {count}
                {fraudType === null ? null : <div className="quiet">{names.get(fraudType) ?? fraudType}</div>}
              </>
            ),
            text: ({ count, fraudType }) => `${count} ${fraudType ?? ''}`.trim(),
          },
          {
            key: 'seen',
            title: words.library.seen,
            render: ({ firstAt, lastAt }) => (
              <>
                {formatInstant(firstAt, language)}
                <br />
                {firstAt === lastAt ? '' : formatInstant(lastAt, language)}
              </>
            ),
            text: ({ firstAt, lastAt }) => `${firstAt} ${lastAt}`,
          },
          {
            key: 'marks',
            title: words.library.together,
            render: ({ marks }) =>
              marks.map((mark) => {
                const [type = '', value = ''] = mark.split(':')
                return (
                  <Tag key={mark}>
                    {words.library.markWords[type] ?? type} <code>{value}</code>
                  </Tag>
                )
              }),
            text: ({ marks }) => marks.join(' '),
          },
          {
            key: 'counts',
            title: words.library.weighs,
            render: ({ silent }) =>
              silent === null ? (
                <Tag color="green">{words.library.counts}</Tag>
              ) : (
                words.library.silent[silent]
              ),
            text: ({ silent }) => silent ?? words.library.counts,
          },
        ]}
      />
    </section>
  )
}

function History({ entry }: { readonly entry: EntryReply }) {
  const words = useWords()
  const { language } = usePreferences()
  return (
    <section>
      <h2>{words.library.history}</h2>
      <PagedTable
        title={words.library.history}
        label="TLP:AMBER+STRICT"
        queryKey={['history', entry.key]}
        load={async (after) => {
          if (!entry.isKnown) return { rows: [], next: null }
          const page = await api.consoleLibraryHistory({ query: { key: entry.key, after } })
          return { rows: page.events, next: page.next }
        }}
        rowKey={({ seq }) => String(seq)}
        empty={{ title: words.library.noHistory, hint: words.library.noHistoryHint }}
        columns={[
          {
            key: 'at',
            title: words.audit.at,
            render: ({ at }) => formatInstant(at, language),
            text: ({ at }) => at,
          },
          {
            key: 'type',
            title: words.audit.type,
            render: ({ type }) => words.library.events[type] ?? type,
            text: ({ type }) => type,
          },
          {
            key: 'by',
            title: words.library.by,
            render: ({ actor }) => <ActorName actor={actor} />,
            text: ({ actor }) => actor,
          },
          {
            key: 'level',
            title: words.library.levelAfter,
            render: ({ level }) => (level === null ? '—' : <LevelTag level={level} />),
            text: ({ level }) => level ?? '',
          },
          {
            key: 'reason',
            title: words.library.reason,
            render: ({ reason }) => reason ?? '—',
            text: ({ reason }) => reason ?? '',
          },
        ]}
      />
    </section>
  )
}
