import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CampaignDetails as Details } from '@wuzei/contract'
import { Skeleton, Tag } from 'antd'
import { formatInstant } from '../../language/format.ts'
import { LevelTag } from '../../parts/level-tag.tsx'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { api } from '../../session/api.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

/** One campaign: its pages, what the library says of each, and what they have in common. */
export function CampaignDetails({ id }: { readonly id: string }) {
  const { campaigns } = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['campaigns', 'one', id],
    queryFn: () => api.campaign({ params: { id } }),
  })
  if (error) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  if (!data) return <Skeleton active />
  return (
    <>
      <p>
        {data.confirmedAt === null ? (
          <Tag>{campaigns.open}</Tag>
        ) : (
          <Tag color="red">{campaigns.confirmed}</Tag>
        )}
      </p>
      <ul className="campaign-pages">
        {data.pages.map((page) => (
          <PageItem key={page.id} page={page} />
        ))}
      </ul>
      <h2>{campaigns.marks}</h2>
      <p className="quiet">{campaigns.marksHint}</p>
      {data.marks.length === 0 ? (
        <p>{campaigns.noMarks}</p>
      ) : (
        <ul>
          {data.marks.map(({ mark, sites }) => (
            <li key={mark}>
              {campaigns.markKinds[mark.slice(0, 1)]} <code>{mark.slice(2)}</code> ·{' '}
              {campaigns.onSites(sites)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function PageItem({ page }: { readonly page: Details['pages'][number] }) {
  const { campaigns } = useWords()
  const { language } = usePreferences()
  const isListed = page.libraryLevel === 'high' || page.libraryLevel === 'confirmed'
  return (
    <li>
      <h2 className="entry-name">{page.url}</h2>
      <p>
        {campaigns.found} <LevelTag level={page.level} /> {campaigns.library}{' '}
        <LevelTag level={page.libraryLevel} />
        <Tag>{isListed ? campaigns.listed : campaigns.notListed}</Tag>
      </p>
      <p>
        <Link to="/library" search={{ value: page.host }}>
          {campaigns.toLibrary}
        </Link>
      </p>
      <p className="quiet">
        {page.own ? campaigns.own : campaigns.others} · <code>{page.tlp}</code> ·{' '}
        {campaigns.count(page.count)} · {formatInstant(page.firstAt, language)} –{' '}
        {formatInstant(page.lastAt, language)}
      </p>
      <ul>
        {page.reasons.slice(0, 4).map(({ code, text }, at) => (
          <li key={`${code} ${at}`}>{text[language]}</li>
        ))}
      </ul>
    </li>
  )
}
