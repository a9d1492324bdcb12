import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Drawer, Tag } from 'antd'
import { formatInstant } from '../language/format.ts'
import { PagedTable } from '../parts/paged-table.tsx'
import { api } from '../session/api.ts'
import { useFraudTypes } from '../session/use-fraud-types.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { CampaignDetails } from './campaigns/campaign-details.tsx'

const route = getRouteApi('/frame/campaigns')

/** Sites made from one kit, as far as whoever sits here may know of them. */
export function CampaignsPage() {
  const { campaigns } = useWords()
  const { language } = usePreferences()
  const fraudTypes = useFraudTypes()
  const navigate = useNavigate()
  const { id } = route.useSearch()
  const open = (next: string | undefined) =>
    void navigate({ to: '/campaigns', search: next === undefined ? {} : { id: next } })
  const namesOf = (codes: readonly string[]) => codes.map((code) => fraudTypes.get(code) ?? code).join(' · ')
  const hostsOf = (hosts: readonly string[], sites: number) =>
    sites > hosts.length ? `${hosts.join(', ')} ${campaigns.more(sites)}` : hosts.join(', ')
  return (
    <>
      <h1>{campaigns.title}</h1>
      <p className="quiet">{campaigns.lead}</p>
      <PagedTable
        title={campaigns.title}
        label="TLP:AMBER"
        queryKey={['campaigns']}
        load={async (after) => {
          const page = await api.campaigns({ query: { after } })
          return { rows: page.campaigns, next: page.next }
        }}
        rowKey={(row) => row.id}
        selected={id}
        onOpen={(row) => open(row.id)}
        empty={{ title: campaigns.empty, hint: campaigns.emptyHint }}
        columns={[
          {
            key: 'hosts',
            title: campaigns.hosts,
            render: ({ hosts, sites, id: own }) => (
              <Button type="link" size="small" className="value" onClick={() => open(own)}>
                {hostsOf(hosts, sites)}
              </Button>
            ),
            text: ({ hosts }) => hosts.join(' '),
          },
          {
            key: 'sites',
            title: campaigns.sites,
            render: ({ sites }) => sites,
            text: ({ sites }) => String(sites),
          },
          {
            key: 'fraud',
            title: campaigns.fraudTypes,
            render: (row) => namesOf(row.fraudTypes) || '—',
            text: (row) => row.fraudTypes.join(' '),
          },
          {
            key: 'first',
            title: campaigns.firstAt,
            render: ({ firstAt }) => formatInstant(firstAt, language),
            text: ({ firstAt }) => firstAt,
          },
          {
            key: 'last',
            title: campaigns.lastAt,
            render: ({ lastAt }) => formatInstant(lastAt, language),
            text: ({ lastAt }) => lastAt,
          },
          {
            key: 'state',
            title: campaigns.state,
            render: ({ confirmedAt }) =>
              confirmedAt === null ? (
                <Tag>{campaigns.open}</Tag>
              ) : (
                <Tag color="red">{campaigns.confirmed}</Tag>
              ),
            text: ({ confirmedAt }) => confirmedAt ?? '',
          },
        ]}
      />
      <Drawer open={id !== undefined} onClose={() => open(undefined)} title={campaigns.details} size={720}>
        {id === undefined ? null : <CampaignDetails id={id} />}
      </Drawer>
    </>
  )
}
