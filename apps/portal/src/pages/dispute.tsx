import { useState } from 'preact/hooks'
import { ContactField } from '../parts/contact-field.tsx'
import { Calls } from '../parts/calls.tsx'
import { ProblemNote } from '../parts/problem-panel.tsx'
import { looksReachable } from '../report/contact.ts'
import { sendWithProof, useProofOfWork } from '../report/use-proof-of-work.ts'
import { useSession } from '../session.ts'
import { problemOf, type ShownProblem } from '../visit/problem.ts'

/** Objects to a verdict. */
export function DisputePage({ value }: { value: string }) {
  const { t, api, navigate } = useSession()
  const proof = useProofOfWork(api)
  const [entry, setEntry] = useState({ value, statement: '', contact: '' })
  const [complaint, setComplaint] = useState<'needValue' | 'needStatement' | 'contactBad' | null>(null)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const change = (part: Partial<typeof entry>) => {
    setComplaint(null)
    setEntry((before) => ({ ...before, ...part }))
    proof.start()
  }
  const send = async () => {
    if (entry.value.trim() === '') return setComplaint('needValue')
    if (entry.statement.trim() === '') return setComplaint('needStatement')
    if (!looksReachable(entry.contact)) return setComplaint('contactBad')
    setSending(true)
    setProblem(null)
    try {
      const contact = entry.contact.trim()
      const body = {
        value: entry.value.trim(),
        statement: entry.statement.trim(),
        ...(contact ? { contact } : {}),
      }
      const { receipt } = await sendWithProof(proof, (proofOfWork) => api.dispute({ ...body, proofOfWork }))
      navigate({ path: '/receipt', query: {}, form: { receipt, sort: 'dispute', fresh: 'yes' } })
    } catch (error) {
      const met = problemOf(error)
      if (met.code === 'CONTACT_INVALID') setComplaint('contactBad')
      else setProblem(met)
    } finally {
      setSending(false)
    }
  }
  return (
    <form
      class="page dispute"
      onSubmit={(event) => {
        event.preventDefault()
        if (!sending) void send()
      }}
    >
      <h1 tabIndex={-1}>{t.dispute.title}</h1>
      <p class="lead">{t.dispute.intro}</p>
      <noscript>
        <p class="notice">{t.dispute.noScript}</p>
        <Calls urgent={false} />
      </noscript>
      <label class="field needs-script">
        <span>{t.dispute.value}</span>
        <input
          type="text"
          name="value"
          maxLength={4096}
          autocomplete="off"
          value={entry.value}
          onInput={(event) => change({ value: event.currentTarget.value })}
        />
      </label>
      <label class="field needs-script">
        <span>{t.dispute.statement}</span>
        <textarea
          name="statement"
          rows={5}
          maxLength={5000}
          value={entry.statement}
          onInput={(event) => change({ statement: event.currentTarget.value })}
        />
        <small>{t.dispute.statementHint}</small>
      </label>
      <ContactField
        label={t.dispute.contact}
        hint={t.dispute.contactHint}
        bad={complaint === 'contactBad'}
        value={entry.contact}
        change={(contact) => change({ contact })}
      />
      {complaint === 'needValue' || complaint === 'needStatement' ? (
        <p class="field-error" role="alert">
          {t.dispute[complaint]}
        </p>
      ) : null}
      {problem ? <ProblemNote problem={problem} lead={t.dispute.failed} /> : null}
      <button type="submit" class="button button-primary needs-script" aria-disabled={sending}>
        {sending ? t.dispute.sending : t.dispute.submit}
      </button>
      <p class="hint work needs-script" role="status">
        {t.report.work[proof.state]}
      </p>
    </form>
  )
}
