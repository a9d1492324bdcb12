import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Skeleton } from 'antd'
import { LevelTag } from '../../parts/level-tag.tsx'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { everybody } from '../../session/api.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

/** For whoever may not see an entry of the library: why, where their own shares are, and what every citizen is told. */
export function PublicAnswer({ value }: { readonly value: string | undefined }) {
  const { library } = useWords()
  const { language } = usePreferences()
  const { data, error } = useQuery({
    queryKey: ['public-check', value],
    queryFn: () => everybody.checkBatch([value ?? '']),
    enabled: value !== undefined,
  })
  const result = data?.results[0]
  return (
    <section>
      <Alert
        type="info"
        showIcon
        title={library.notYours}
        description={
          <>
            {library.notYoursWhy} <Link to="/shares">{library.toShares}</Link>
          </>
        }
      />
      {error ? <ProblemPanel error={error} /> : null}
      {value !== undefined && !data && !error ? <Skeleton active /> : null}
      {result && !('error' in result) ? (
        <>
          <h2 className="entry-name">
            {result.display} <LevelTag level={result.level} />
          </h2>
          <p className="quiet">{library.publicAnswer}</p>
          <p>
            <strong>{result.answer[language]}</strong> {result.advice[language]}
          </p>
        </>
      ) : null}
    </section>
  )
}
