import { WuzeiError } from '@wuzei/sdk'
import { Alert, Button } from 'antd'
import { useWords } from '../session/use-preferences.ts'

/** What went wrong: what happened, that nothing was lost, what to do, and the code to name when asking for help. */
export function ProblemPanel({ error, onAgain }: { readonly error: unknown; readonly onAgain?: () => void }) {
  const { problem } = useWords()
  const { code, detail } = factsOf(error)
  const known = problem.byCode[code] ?? problem.other
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={known.happened}
      description={
        <div className="problem">
          <p>
            {problem.unchanged} {known.todo}
          </p>
          <p className="problem-code">
            {problem.code}: <code>{code}</code>
          </p>
          {detail === '' ? null : (
            <details className="problem-code">
              <summary>{problem.technical}</summary>
              <span lang="en">{detail}</span>
            </details>
          )}
        </div>
      }
      action={onAgain ? <Button onClick={onAgain}>{problem.again}</Button> : undefined}
    />
  )
}

/** Errors of the client carry a code; anything else is a fault of this page. */
function factsOf(error: unknown): { code: string; detail: string } {
  if (error instanceof WuzeiError) return { code: error.code, detail: error.problem?.detail ?? '' }
  return { code: 'CONSOLE', detail: error instanceof Error ? error.message : '' }
}
