import { useEffect, useRef } from 'preact/hooks'
import { useSession } from '../session.ts'
import { rememberStep, stepOfEntry } from '../visit/history.ts'

/**
 * Moves between the steps of the report: each is a history entry, and its heading gets the focus so that a screen
 * reader says where one is.
 */
export function useSteps(last: number, show: (step: number) => void) {
  const { visit } = useSession()
  const heading = useRef<HTMLHeadingElement>(null)
  const showStep = (step: number) => {
    show(Math.min(step, last))
    requestAnimationFrame(() => heading.current?.focus())
  }
  useEffect(() => {
    const onPopState = () => {
      if (location.pathname === visit.path) showStep(stepOfEntry() ?? 0)
    }
    addEventListener('popstate', onPopState)
    return () => removeEventListener('popstate', onPopState)
  }, [])
  const goTo = (step: number) => {
    rememberStep(visit.form, step)
    showStep(step)
  }
  return { heading, goTo }
}
