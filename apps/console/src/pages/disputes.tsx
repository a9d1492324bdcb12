import { useNavigate } from '@tanstack/react-router'
import type { DisputeQueue } from '@wuzei/contract'
import { Button, Drawer, Space } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../language/format.ts'
import { LevelTag } from '../parts/level-tag.tsx'
import { PagedTable } from '../parts/paged-table.tsx'
import { PersonalData, UnmaskDialog, type OpenRecord } from '../parts/personal-data.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { api } from '../session/api.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { TimeLeft } from './triage/time-left.tsx'

type Dispute = DisputeQueue['disputes'][number]

/** Objections to verdicts, oldest first, each decided with a reason by somebody who did not fix the verdict. */
export function DisputesPage() {
  const words = useWords()
  const { language } = usePreferences()
  const navigate = useNavigate()
  const [focused, setFocused] = useState<Dispute>()
  const [mayDecide, setMayDecide] = useState(false)
  const [deciding, setDeciding] = useState<'upheld' | 'rejected'>()
  const [opened, setOpened] = useState<OpenRecord>()
  const [isAsking, setIsAsking] = useState(false)
  const close = () => {
    setFocused(undefined)
    setOpened(undefined)
  }
  return (
    <>
      <h1>{words.disputes.title}</h1>
      <PagedTable<Dispute>
        title={words.disputes.title}
        label="TLP:RED"
        queryKey={['disputes']}
        load={async (after) => {
          const page = await api.consoleDisputes({ query: { after } })
          setMayDecide(page.mayDecide)
          return { rows: page.disputes, next: page.next }
        }}
        rowKey={({ id }) => id}
        selected={focused?.id}
        onOpen={setFocused}
        empty={{ title: words.disputes.empty, hint: words.disputes.emptyHint }}
        columns={[
          {
            key: 'value',
            title: words.disputes.value,
            render: (dispute) => (
              <Button type="link" size="small" className="value" onClick={() => setFocused(dispute)}>
                {dispute.display}
              </Button>
            ),
            text: ({ display }) => display,
          },
          {
            key: 'level',
            title: words.disputes.level,
            render: ({ level }) => <LevelTag level={level} />,
            text: ({ level }) => level,
          },
          {
            key: 'opened',
            title: words.disputes.openedAt,
            render: ({ openedAt }) => formatInstant(openedAt, language),
            text: ({ openedAt }) => openedAt,
          },
          {
            key: 'due',
            title: words.disputes.dueAt,
            render: ({ openedAt, dueAt }) => <TimeLeft from={openedAt} until={dueAt} />,
            text: ({ dueAt }) => dueAt,
          },
          {
            key: 'statement',
            title: words.disputes.statement,
            render: ({ statement }) => <span className="one-line">{statement}</span>,
            text: ({ statement }) => statement,
          },
        ]}
      />
      <Drawer open={focused !== undefined} size={640} title={words.disputes.title} onClose={close}>
        {focused ? (
          <>
            <h2 className="entry-name">
              {opened?.indicators[0]?.display ?? focused.display} <LevelTag level={focused.level} />
            </h2>
            <Space wrap className="deeds">
              {mayDecide ? (
                <>
                  <Button type="primary" onClick={() => setDeciding('upheld')}>
                    {words.disputes.uphold}
                  </Button>
                  <Button onClick={() => setDeciding('rejected')}>{words.disputes.reject}</Button>
                </>
              ) : (
                <span className="quiet">{words.disputes.decidedByOthers}</span>
              )}
              <Button onClick={() => setIsAsking(true)}>{words.unmask.open}</Button>
              <Button onClick={() => void navigate({ to: '/library', search: { key: focused.key } })}>
                {words.disputes.open}
              </Button>
            </Space>
            {opened ? (
              <PersonalData
                opened={opened}
                labels={{
                  names: words.triage.names,
                  text: words.triage.opened,
                  contact: words.triage.contact,
                  none: '—',
                }}
                onHide={() => setOpened(undefined)}
              />
            ) : (
              <>
                <h3>{words.disputes.statement}</h3>
                <p className="masked-text">{focused.statement}</p>
                <h3>{words.triage.contact}</h3>
                <p>{focused.contact ?? words.triage.noContact}</p>
              </>
            )}
          </>
        ) : null}
      </Drawer>
      {isAsking && focused ? (
        <UnmaskDialog
          record="dispute"
          recordId={focused.id}
          onOpened={setOpened}
          onClose={() => setIsAsking(false)}
        />
      ) : null}
      {deciding && focused ? (
        <ReasonDialog
          title={deciding === 'upheld' ? words.disputes.uphold : words.disputes.reject}
          text={deciding === 'upheld' ? words.disputes.upholdText : words.disputes.rejectText}
          label={words.disputes.explanation}
          touches={['disputes', 'entry', 'library']}
          onDecide={async (explanation) => {
            await api.decideDispute({ params: { id: focused.id }, body: { state: deciding, explanation } })
            close()
          }}
          onClose={() => setDeciding(undefined)}
        />
      ) : null}
    </>
  )
}
