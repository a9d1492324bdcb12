import { useSession } from '../session.ts'

export function MissingPage() {
  const { t } = useSession()
  return (
    <div class="page missing">
      <h1 tabIndex={-1}>{t.problem.notFoundTitle}</h1>
      <p class="lead">{t.problem.notFoundText}</p>
      <p>
        <a class="button button-primary" href="/">
          {t.problem.goHome}
        </a>
      </p>
    </div>
  )
}
