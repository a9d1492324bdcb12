import { useWords } from '../session/use-preferences.ts'
import { MembersHealth } from './feed/members-health.tsx'
import { Webhooks } from './feed/webhooks.tsx'

/** How the feed reaches members, and where one's own organisation has it sent. */
export function FeedPage() {
  const { feed } = useWords()
  return (
    <>
      <h1>{feed.title}</h1>
      <MembersHealth />
      <Webhooks />
    </>
  )
}
