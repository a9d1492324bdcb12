import { TrackForm } from '../parts/track-form.tsx'
import { useSession } from '../session.ts'

/** Where somebody with a receipt number begins. */
export function TrackPage(props: { input: string; refusal: 'empty' | 'invalid' | 'unknown' | null }) {
  const { t } = useSession()
  return (
    <div class="page">
      <h1 tabIndex={-1}>{t.track.title}</h1>
      <TrackForm {...props} />
    </div>
  )
}
