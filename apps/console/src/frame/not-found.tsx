import { Link } from '@tanstack/react-router'
import { Gate } from '../parts/gate.tsx'
import { useWords } from '../session/use-preferences.ts'

/** An address of the console at which nothing is. */
export function NotFound() {
  const { frame } = useWords()
  return (
    <Gate title={frame.nothingHere}>
      <Link to="/">{frame.toStart}</Link>
    </Gate>
  )
}
