import { useQuery } from '@tanstack/react-query'
import type { BulkDecisionBody, BulkDecisionReply, QueuedReport, QueueQuery } from '@wuzei/contract'
import { Alert, App, Button, Empty, Modal, Segmented, Skeleton, Space } from 'antd'
import { useEffect, useState } from 'react'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { UnmaskDialog, type OpenRecord } from '../parts/personal-data.tsx'
import { api } from '../session/api.ts'
import { useMe } from '../session/use-me.ts'
import { useWords } from '../session/use-preferences.ts'
import { DecisionDialog } from './triage/decision-dialog.tsx'
import { exportQueue } from './triage/export-queue.ts'
import { FreshBar } from './triage/fresh-bar.tsx'
import { ReportDetails } from './triage/report-details.tsx'
import { ReportList } from './triage/report-list.tsx'
import { useDeskKeys } from './triage/use-desk-keys.ts'
import { useHeldDecision } from './triage/use-held-decision.ts'
import { useStillQueue } from './triage/use-still-queue.ts'

type Queue = NonNullable<QueueQuery['queue']>
type Decision = BulkDecisionBody['decision']

const queues: readonly Queue[] = ['received', 'reviewing', 'waiting', 'confirmed', 'rejected']
/** How often the counts are read while somebody works. */
const pollMs = 20_000

/** The triage desk: one report after the other, by keys, the next one coming by itself. */
export function TriagePage() {
  const words = useWords()
  const { triage } = words
  const { message } = App.useApp()
  const { data: me } = useMe()
  const [queue, setQueue] = useState<Queue>('received')
  const [cursors, setCursors] = useState<readonly string[]>([])
  const [focused, setFocused] = useState<string>()
  const [taken, setTaken] = useState<readonly string[]>([])
  const [asked, setAsked] = useState<Decision>()
  const [opened, setOpened] = useState<OpenRecord>()
  const [dialog, setDialog] = useState<'unmask' | 'help' | 'correct' | 'retype'>()
  const [problem, setProblem] = useState<unknown>()
  const after = cursors.at(-1)
  const { data, error, refetch } = useQuery({
    queryKey: ['queue', queue, after],
    queryFn: () => api.consoleReports({ query: { queue, after } }),
    refetchInterval: pollMs,
  })
  const wordsOf = (code: string) => words.problem.byCode[code]?.happened ?? code
  const say = ({ results }: BulkDecisionReply, decision: Decision) => {
    const failed = results.filter(({ outcome }) => outcome === 'failed')
    const waiting = results.filter(({ outcome }) => outcome === 'waiting')
    const done = results.filter(({ outcome }) => outcome === 'done')
    if (done.length > 0) void message.success(triage.justDone(done.length, deedWords(decision)))
    if (waiting.length > 0) void message.info(triage.justWaiting(waiting.length))
    if (failed.length > 0)
      void message.warning(
        triage.someFailed(
          failed.length,
          [...new Set(failed.map(({ code }) => wordsOf(code ?? '')))].join(' '),
        ),
      )
  }
  const { held, hidden, hold, undo } = useHeldDecision(say, setProblem)
  const still = useStillQueue(`${queue} ${after ?? ''}`, data)
  const shown = still.shown.filter(({ id }) => !hidden.has(id))
  const fresh = still.fresh.filter(({ id }) => !hidden.has(id))
  const at = Math.max(
    0,
    shown.findIndex(({ id }) => id === focused),
  )
  const report: QueuedReport | undefined = shown[at]
  const reportId = report?.id
  useEffect(() => {
    // Another report: nothing of the one before stays open or chosen.
    setOpened(undefined)
    setTaken([])
    setAsked(undefined)
  }, [reportId])

  const step = (by: number) => setFocused(shown[Math.min(shown.length - 1, Math.max(0, at + by))]?.id)
  const isUndecided = queue === 'received' || queue === 'reviewing'
  const mayDecide = (data?.mayWork ?? false) || (data?.mayApprove ?? false)
  const ask = (decision: Decision) => {
    if (!report || !isUndecided || !mayDecide || (queue === 'reviewing' && decision === 'reviewing')) return
    // To look further at a report decides nothing and tells nobody anything: it needs no look before.
    if (decision === 'reviewing') decide(decision, triage.reasons.reviewing)
    else setAsked(decision)
  }
  const covered = report ? [report.id, ...taken.filter((id) => id !== report.id)].slice(0, 100) : []
  const deedOf = (decision: Decision) =>
    decision === 'rejected' && !data?.mayApprove ? triage.propose : deedWords(decision)
  const decide = (decision: Decision, reason: string, fraudType?: string) => {
    const reports = covered
    setAsked(undefined)
    setProblem(undefined)
    setFocused(shown.find(({ id }, index) => index > at && !reports.includes(id))?.id)
    void hold({
      body: { reports, decision, reason, ...(fraudType === undefined ? {} : { fraudType }) },
      words: triage.aboutTo(reports.length, deedOf(decision)),
    })
  }
  const settle = async (decision: 'agree' | 'refuse' | 'withdraw') => {
    if (!report) return
    try {
      await api.consoleRejectReport({ params: { id: report.id }, body: { decision } })
      await refetch()
    } catch (failure) {
      setProblem(failure)
    }
  }
  const correct = async ({
    decision,
    reason,
    fraudType,
  }: {
    readonly decision: Decision
    readonly reason: string
    readonly fraudType?: string | undefined
  }) => {
    if (!report) return
    setDialog(undefined)
    try {
      const body = { reports: [report.id], decision, reason, correction: true }
      say(
        await api.consoleDecideReports({ body: fraudType === undefined ? body : { ...body, fraudType } }),
        decision,
      )
      await refetch()
    } catch (failure) {
      setProblem(failure)
    }
  }
  const openIt = () => {
    if (report && data?.mayWork) setDialog('unmask')
  }
  const changeQueue = (next: Queue) => {
    setQueue(next)
    setCursors([])
    setFocused(undefined)
  }
  useDeskKeys({
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    Enter: () => openIt(),
    c: () => ask('confirmed'),
    r: () => ask('rejected'),
    v: () => ask('reviewing'),
    t: () => queue === 'confirmed' && report && mayDecide && setDialog('retype'),
    a: () => report && setTaken(taken.length > 0 ? [] : report.sameSubject),
    u: () => undo(),
    n: () => still.showFresh(),
    '?': () => setDialog('help'),
  })
  return (
    <>
      <div className="table-tools">
        <h1>{triage.title}</h1>
        <Space wrap>
          <Button
            disabled={shown.length === 0}
            onClick={() =>
              exportQueue(shown, words, `${triage.title} · ${triage.queues[queue]}`, me?.id ?? '')
            }
          >
            {words.table.csv}
          </Button>
          <Button onClick={() => void refetch()}>{words.table.refresh}</Button>
          <Button onClick={() => setDialog('help')}>
            {triage.help} <kbd>?</kbd>
          </Button>
        </Space>
      </div>
      <Segmented<Queue>
        aria-label={triage.title}
        value={queue}
        options={queues.map((value) => ({ value, label: queueLabel(value) }))}
        onChange={changeQueue}
      />
      <div className="held" role="status">
        {held ? (
          <Alert
            type="info"
            title={held.words}
            action={
              <Button onClick={() => undo()}>
                {triage.undo} <kbd>u</kbd>
              </Button>
            }
          />
        ) : null}
      </div>
      {problem === undefined ? null : <ProblemPanel error={problem} />}
      {error ? <ProblemPanel error={error} onAgain={() => void refetch()} /> : null}
      {data === undefined && !error ? <Skeleton active /> : null}
      {data && shown.length === 0 ? (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={
            <>
              <strong>{triage.empty}</strong>
              <br />
              {triage.emptyHint}
            </>
          }
        />
      ) : null}
      <div role="status">{fresh.length > 0 ? <FreshBar fresh={fresh} onShow={still.showFresh} /> : null}</div>
      {report ? (
        <div className="desk">
          <div>
            <ReportList reports={shown} focused={report.id} taken={new Set(taken)} onFocus={setFocused} />
            <Space className="pages">
              <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
                {words.table.previous}
              </Button>
              <Button
                disabled={!data?.next}
                onClick={() => data?.next && setCursors([...cursors, data.next])}
              >
                {words.table.next}
              </Button>
            </Space>
          </div>
          <div className="panel">
            <Space wrap className="deeds">
              {isUndecided && mayDecide ? (
                <>
                  <Button type="primary" onClick={() => ask('confirmed')}>
                    {triage.confirm} <kbd>c</kbd>
                  </Button>
                  <Button danger onClick={() => ask('rejected')}>
                    {data?.mayApprove ? triage.reject : triage.propose} <kbd>r</kbd>
                  </Button>
                  {queue === 'received' ? (
                    <Button onClick={() => ask('reviewing')}>
                      {triage.review} <kbd>v</kbd>
                    </Button>
                  ) : null}
                </>
              ) : null}
              {queue === 'waiting' && report.rejection ? (
                <RejectionButtons
                  isOwn={report.rejection.isOwn}
                  mayApprove={data?.mayApprove ?? false}
                  onDecide={(decision) => void settle(decision)}
                />
              ) : null}
              {queue === 'confirmed' && mayDecide ? (
                <Button onClick={() => setDialog('retype')}>
                  {triage.retype} <kbd>t</kbd>
                </Button>
              ) : null}
              {(queue === 'confirmed' || queue === 'rejected') && data?.mayApprove ? (
                <Button onClick={() => setDialog('correct')}>{triage.correct}</Button>
              ) : null}
              {data?.mayWork && !opened ? (
                <Button onClick={openIt}>
                  {words.unmask.open} <kbd>Enter</kbd>
                </Button>
              ) : null}
              {data && !mayDecide ? <span className="quiet">{triage.readOnly}</span> : null}
            </Space>
            <ReportDetails
              report={report}
              opened={opened?.recordId === report.id ? opened : undefined}
              together={taken.length + 1}
              onHide={() => setOpened(undefined)}
              onTogether={setTaken}
            />
          </div>
        </div>
      ) : null}
      {asked && report ? (
        <DecisionDialog
          key={`${report.id} ${asked}`}
          title={deedOf(asked)}
          report={report}
          together={covered.slice(1).map((id) => ({ id, report: shown.find((one) => one.id === id) }))}
          opened={opened?.recordId === report.id ? opened : undefined}
          asksType={asked === 'confirmed'}
          reason={triage.reasons[asked]}
          onDecide={(told, fraudType) => decide(asked, told, fraudType)}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
      {dialog === 'retype' && report ? (
        <DecisionDialog
          title={triage.retype}
          report={report}
          together={[]}
          opened={opened?.recordId === report.id ? opened : undefined}
          asksType
          isRetyping
          reason={triage.reasons.retyped}
          onDecide={(told, fraudType) => void correct({ decision: 'confirmed', reason: told, fraudType })}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === 'unmask' && report ? (
        <UnmaskDialog
          record="report"
          recordId={report.id}
          onOpened={setOpened}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === 'help' ? (
        <Modal open title={triage.help} footer={null} onCancel={() => setDialog(undefined)}>
          <table className="keys">
            <tbody>
              {triage.keys.map(([key, deed]) => (
                <tr key={key}>
                  <th scope="row">
                    <kbd>{key}</kbd>
                  </th>
                  <td>{deed}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Modal>
      ) : null}
      {dialog === 'correct' && report ? (
        <ReasonDialog
          title={`${triage.correct}: ${report.status === 'confirmed' ? triage.reject : triage.confirm}`}
          text={report.status === 'confirmed' ? words.disputes.upholdText : triage.reasons.confirmed}
          label={triage.reasonLabel}
          touches={['queue']}
          onDecide={async (given) => {
            const decision = report.status === 'confirmed' ? 'rejected' : 'confirmed'
            await correct({ decision, reason: given })
          }}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
    </>
  )

  function deedWords(decision: Decision): string {
    return { confirmed: triage.confirm, rejected: triage.reject, reviewing: triage.review }[decision]
  }

  function queueLabel(name: Queue): string {
    const count = data?.counts[name]
    if (count === undefined) return triage.queues[name] ?? name
    return `${triage.queues[name]} ${count >= 1000 ? triage.many : count}`
  }
}

function RejectionButtons({
  isOwn,
  mayApprove,
  onDecide,
}: {
  readonly isOwn: boolean
  readonly mayApprove: boolean
  readonly onDecide: (decision: 'agree' | 'refuse' | 'withdraw') => void
}) {
  const { triage } = useWords()
  if (isOwn)
    return (
      <>
        <Button onClick={() => onDecide('withdraw')}>{triage.withdraw}</Button>
        <span className="quiet">{triage.waitsFor}</span>
      </>
    )
  if (!mayApprove) return <span className="quiet">{triage.waitsFor}</span>
  return (
    <>
      <strong>{triage.waitsForYou}</strong>
      <Button type="primary" danger onClick={() => onDecide('agree')}>
        {triage.agree}
      </Button>
      <Button onClick={() => onDecide('refuse')}>{triage.refuse}</Button>
    </>
  )
}
