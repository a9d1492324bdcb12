import { useEffect, useState } from 'preact/hooks'
import { Calls } from '../parts/calls.tsx'
import { ProblemNote } from '../parts/problem-panel.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { looksReachable } from '../report/contact.ts'
import { type Draft, isEmptyDraft, keepDraft, parseYuan, toReportBody } from '../report/draft.ts'
import { ContactStep, MoneyMoved, Review } from '../report/later-steps.tsx'
import { sendWithProof, useProofOfWork } from '../report/use-proof-of-work.ts'
import { unrecognisedOf, useAddedCheck } from '../report/use-added-check.ts'
import { useRecognition } from '../report/use-recognition.ts'
import { useReportDraft } from '../report/use-report-draft.ts'
import { useSteps } from '../report/use-steps.ts'
import { WhatHappened } from '../report/what-happened.tsx'
import { useSession } from '../session.ts'
import type { FraudTypeChoice } from '../visit/page-data.ts'
import { problemOf, type ShownProblem } from '../visit/problem.ts'

type Complaint = 'nothing' | 'added' | 'amount' | 'contact' | 'files' | null

/** The report in four short steps. Nothing typed is ever lost: the draft outlives reloads and failures. */
export function ReportPage({ fraudTypes }: { fraudTypes: readonly FraudTypeChoice[] | null }) {
  const { t, api, locale, live, navigate } = useSession()
  const { draft, change, found, clear, uploads } = useReportDraft()
  const [complaint, setComplaint] = useState<Complaint>(null)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const proof = useProofOfWork(api)
  const recognition = useRecognition(draft.text, api)
  const addedAs = useAddedCheck(draft.added, api)
  const unrecognised = unrecognisedOf(draft.added, addedAs)
  const last = t.report.steps.length - 1
  const { heading, goTo } = useSteps(last, (step) => change({ step }))
  const begun = !isEmptyDraft(draft)
  useEffect(() => {
    if (begun) proof.start()
  }, [begun])
  // Not on another step: a complaint may be what led there.
  const content = JSON.stringify({ ...draft, step: 0 })
  useEffect(() => setComplaint(null), [content, uploads.pending.length])

  const send = async () => {
    setSending(true)
    setProblem(null)
    try {
      const body = toReportBody(draft, recognition.values, locale)
      const reply = await sendWithProof(proof, (proofOfWork) => api.report({ ...body, proofOfWork }))
      keepDraft(null)
      const form = { receipt: reply.receipt, fresh: 'yes', duplicate: reply.duplicate ? 'yes' : 'no' }
      navigate({ path: '/receipt', query: {}, form })
    } catch (error) {
      const met = problemOf(error)
      if (met.code !== 'CONTACT_INVALID') return setProblem(met)
      goTo(contactStep)
      setComplaint('contact')
    } finally {
      setSending(false)
    }
  }
  const goOn = () => {
    const wrong = complaintAbout(draft, recognition.values.length, unrecognised, uploads.pending.length)
    setComplaint(wrong)
    if (wrong === 'added' && draft.step !== 0) goTo(0)
    if (wrong === 'contact' && draft.step !== contactStep) goTo(contactStep)
    if (wrong !== null || sending) return
    if (draft.step < last) goTo(draft.step + 1)
    else void send()
  }
  if (!live) return <WithoutScript />
  return (
    <form
      class="page report"
      onSubmit={(event) => {
        event.preventDefault()
        goOn()
      }}
    >
      <p class="step-count">
        {t.report.title} · {t.report.stepOf(draft.step + 1, last + 1)}
      </p>
      <progress value={draft.step + 1} max={last + 1} aria-hidden="true" />
      <h1 ref={heading} tabIndex={-1}>
        {t.report.steps[draft.step]}
      </h1>
      {found ? (
        <p class="notice">
          {t.report.kept}{' '}
          <button type="button" class="link-button" onClick={clear}>
            {t.report.clear}
          </button>
        </p>
      ) : null}
      {draft.step === 0 ? (
        <WhatHappened
          draft={draft}
          change={change}
          fraudTypes={fraudTypes}
          recognition={recognition}
          addedAs={addedAs}
          uploads={uploads}
        />
      ) : null}
      {draft.step === 1 ? (
        <MoneyMoved draft={draft} change={change} amountBad={complaint === 'amount'} />
      ) : null}
      {draft.step === 2 ? (
        <ContactStep draft={draft} change={change} contactBad={complaint === 'contact'} />
      ) : null}
      {draft.step === 3 ? (
        <Review draft={draft} recognition={recognition} fraudTypes={fraudTypes} goTo={goTo} />
      ) : null}
      {complaint === 'nothing' || complaint === 'files' ? (
        <p class="field-error" role="alert">
          {complaint === 'files' ? t.report.filesWaiting : t.report.needSomething}
        </p>
      ) : null}
      {complaint === 'added' ? (
        <p class="field-error" role="alert">
          {t.report.changeAdded(unrecognised.join(' · '))}
        </p>
      ) : null}
      {problem?.code.startsWith('INDICATOR_') ? (
        <p>
          <button type="button" class="link-button" onClick={() => goTo(0)}>
            {t.report.toAdded}
          </button>
        </p>
      ) : null}
      {problem ? <ProblemNote problem={problem} lead={t.report.failed} /> : null}
      <div class="step-buttons">
        {draft.step > 0 ? (
          <button type="button" class="button button-quiet" onClick={() => goTo(draft.step - 1)}>
            {t.report.back}
          </button>
        ) : null}
        <button type="submit" class="button button-primary" aria-disabled={sending}>
          {sending ? t.report.sending : draft.step < last ? t.report.next : t.report.send}
        </button>
      </div>
      <p class="hint work" role="status">
        {draft.step === last ? t.report.work[proof.state] : ''}
      </p>
    </form>
  )
}

/** The step that asks for a contact. */
const contactStep = 2

function complaintAbout(
  draft: Draft,
  recognised: number,
  unrecognised: readonly string[],
  filesWaiting: number,
): Complaint {
  const nothing = draft.text.trim() === '' && draft.added.length + recognised === 0
  if (nothing && (draft.step === 0 || draft.step === 3)) return 'nothing'
  if (unrecognised.length > 0 && (draft.step === 0 || draft.step === 3)) return 'added'
  const amountGiven = draft.paid === 'yes' && draft.amount.trim() !== ''
  if (draft.step === 1 && amountGiven && parseYuan(draft.amount) === null) return 'amount'
  if (draft.step >= contactStep && !looksReachable(draft.contact)) return 'contact'
  return draft.step === 3 && filesWaiting > 0 ? 'files' : null
}

/** What the server sends: a browser without script keeps it, with script it is replaced at once. */
function WithoutScript() {
  const { t } = useSession()
  return (
    <div class="page report">
      <h1 tabIndex={-1}>{t.report.title}</h1>
      <noscript>
        <p class="notice">{t.report.noScript}</p>
        <Calls urgent />
      </noscript>
      <Skeleton />
    </div>
  )
}
