import type { Dictionary } from '../language/zh.ts'
import { useSession } from '../session.ts'
import { isOffline, type ShownProblem } from '../visit/problem.ts'
import { Calls } from './calls.tsx'

/** What happened, what is safe, what to do, and the code. */
export function ProblemPanel({ problem, onRetry }: { problem: ShownProblem; onRetry: () => void }) {
  const { t, visit } = useSession()
  const offline = isOffline(problem)
  const title = explain(problem, t) ?? t.problem.title
  return (
    <div class="page">
      <section class="panel problem" role="alert">
        <h1 tabIndex={-1}>{title}</h1>
        <p>{offline ? t.problem.offlineText : t.problem.safe}</p>
        {problem.retryAfterS === null ? null : <p>{t.problem.busyText(problem.retryAfterS)}</p>}
        {visit.form.value ? <p class="pasted">{beginningOf(visit.form.value)}</p> : null}
        <button type="button" class="button button-primary needs-script" onClick={onRetry}>
          {t.problem.retry}
        </button>
        <p>{offline ? t.problem.offlineTodo : t.problem.todo}</p>
        <Calls urgent={false} />
        {offline ? null : <p class="problem-code">{t.problem.code(problem.code)}</p>}
      </section>
    </div>
  )
}

/** The same in one paragraph, for a form whose input stays in view. */
export function ProblemNote({ problem, lead }: { problem: ShownProblem; lead: string }) {
  const { t } = useSession()
  const what = explain(problem, t)
  return (
    <div class="notice notice-bad" role="alert">
      <p>
        <strong>{lead}</strong>
      </p>
      {what ? <p>{what}</p> : null}
      {problem.retryAfterS === null ? null : <p>{t.problem.busyText(problem.retryAfterS)}</p>}
      {isOffline(problem) ? null : <p class="problem-code">{t.problem.code(problem.code)}</p>}
    </div>
  )
}

/** The code in words, where there are words that help. */
function explain(problem: ShownProblem, t: Dictionary): string | undefined {
  if (isOffline(problem)) return t.problem.offlineTitle
  return problem.code === 'OVERLOADED' ? t.problem.busyTitle : t.problem.titles[problem.code]
}

/** Enough to know again what was given; a long text would push away what to do about it. */
function beginningOf(text: string): string {
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text
}

/** About three lines on a phone. */
const shownLength = 120
