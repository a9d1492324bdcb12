import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { MeReply, OrganisationReply } from '@wuzei/contract'
import { Alert, Button, Descriptions, Skeleton, Space, Tabs, Tag, Tree } from 'antd'
import { useMemo, useState } from 'react'
import { formatInstant } from '../language/format.ts'
import { ConfirmTyped } from '../parts/confirm-typed.tsx'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { useAct } from '../parts/use-act.ts'
import { api } from '../session/api.ts'
import { mayAdminister, mayTakeIn } from '../session/may.ts'
import { useMe } from '../session/use-me.ts'
import { useOrganisations } from '../session/use-organisations.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { AddOrganisation } from './organisations/add-organisation.tsx'
import { Grants } from './organisations/grants.tsx'
import { Invitations } from './organisations/invitations.tsx'
import { People } from './organisations/people.tsx'
import { Resets } from './organisations/resets.tsx'

const route = getRouteApi('/frame/organisations')

/** Members as a tree; beside it the people, invitations and roles of the one that is chosen. */
export function OrganisationsPage() {
  const words = useWords()
  const { data: me } = useMe()
  const { data, error, refetch } = useOrganisations()
  const { id } = route.useSearch()
  const navigate = useNavigate()
  const [isAdding, setIsAdding] = useState(false)
  if (error) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  if (!data || !me) return <Skeleton active />
  const chosen = data.organisations.find((one) => one.id === (id ?? me.organisation.id))
  const choose = (chosenId: string) => void navigate({ to: '/organisations', search: { id: chosenId } })
  return (
    <>
      <h1>{words.organisations.title}</h1>
      <div className="split">
        <section className="panel" aria-label={words.organisations.tree}>
          {mayTakeIn(me) ? (
            <Button block onClick={() => setIsAdding(true)}>
              {words.organisations.add}
            </Button>
          ) : null}
          <OrganisationTree organisations={data.organisations} chosen={chosen} onChoose={choose} />
          {data.isComplete ? null : <Alert type="info" title={words.organisations.more} />}
        </section>
        {chosen ? (
          <OrganisationDetails key={chosen.id} organisation={chosen} all={data.organisations} me={me} />
        ) : (
          <p className="quiet">{words.organisations.choose}</p>
        )}
      </div>
      {isAdding ? (
        <AddOrganisation
          organisations={data.organisations}
          onClose={() => setIsAdding(false)}
          onAdded={choose}
        />
      ) : null}
    </>
  )
}

interface Node {
  key: string
  title: string
  children: Node[]
}

function OrganisationTree({
  organisations,
  chosen,
  onChoose,
}: {
  readonly organisations: readonly OrganisationReply[]
  readonly chosen: OrganisationReply | undefined
  readonly onChoose: (id: string) => void
}) {
  const words = useWords()
  const { language } = usePreferences()
  const roots = useMemo(() => {
    const nodes = new Map<string, Node>(
      organisations.map(({ id, name, state }) => [
        id,
        {
          key: id,
          title: state === 'active' ? name[language] : `${name[language]}（${words.states[state]}）`,
          children: [],
        },
      ]),
    )
    const tops: Node[] = []
    for (const { id, parentId } of organisations) {
      const node = nodes.get(id)
      if (node) (nodes.get(parentId ?? '')?.children ?? tops).push(node)
    }
    return tops
  }, [organisations, language, words])
  return (
    <Tree
      aria-label={words.organisations.tree}
      blockNode
      defaultExpandAll
      treeData={roots}
      selectedKeys={chosen ? [chosen.id] : []}
      onSelect={([key]) => key !== undefined && onChoose(String(key))}
      {...(roots.length > 30 ? { height: 560 } : {})}
    />
  )
}

function OrganisationDetails({
  organisation,
  all,
  me,
}: {
  readonly organisation: OrganisationReply
  readonly all: readonly OrganisationReply[]
  readonly me: MeReply
}) {
  const words = useWords()
  const { language } = usePreferences()
  const isAdministrator = mayAdminister(me, organisation, all)
  const parent = all.find(({ id }) => id === organisation.parentId)
  // An organisation's people are its own affair; its administrators' and auditors' besides.
  const isOwn = me.organisation.id === organisation.id || isAdministrator || me.roles.includes('AUD')
  const shared = { organisation, isAdministrator, me }
  return (
    <section aria-label={organisation.name[language]}>
      <div className="table-tools">
        <h2>
          {organisation.name[language]}{' '}
          <Tag color={organisation.state === 'active' ? 'green' : 'red'}>
            {words.states[organisation.state]}
          </Tag>
        </h2>
        {mayTakeIn(me) ? <StateButtons organisation={organisation} /> : null}
      </div>
      <Descriptions
        bordered
        size="small"
        column={2}
        items={[
          {
            key: 'kind',
            label: words.organisations.kind,
            children: words.organisationKinds[organisation.kind],
          },
          {
            key: 'level',
            label: words.organisations.level,
            children: organisation.level ? words.organisationLevels[organisation.level] : '—',
          },
          { key: 'region', label: words.organisations.region, children: organisation.region || '—' },
          { key: 'parent', label: words.organisations.parent, children: parent?.name[language] ?? '—' },
          {
            key: 'since',
            label: words.organisations.since,
            children: formatInstant(organisation.createdAt, language),
          },
        ]}
      />
      {isOwn ? (
        <Tabs
          items={[
            { key: 'people', label: words.people.title, children: <People {...shared} /> },
            { key: 'grants', label: words.grants.title, children: <Grants {...shared} /> },
            ...(isAdministrator || me.roles.includes('AUD')
              ? [
                  {
                    key: 'invitations',
                    label: words.invitations.title,
                    children: <Invitations {...shared} />,
                  },
                  { key: 'resets', label: words.resets.title, children: <Resets {...shared} /> },
                ]
              : []),
          ]}
        />
      ) : null}
    </section>
  )
}

function StateButtons({ organisation }: { readonly organisation: OrganisationReply }) {
  const words = useWords()
  const { language } = usePreferences()
  const [asked, setAsked] = useState<'suspended' | 'left'>()
  const { act, error, isBusy } = useAct('organisations', 'me')
  const name = organisation.name[language]
  if (organisation.state === 'left') return null
  return (
    <Space>
      {error === undefined ? null : <ProblemPanel error={error} />}
      {organisation.state === 'active' ? (
        <Button danger onClick={() => setAsked('suspended')}>
          {words.organisations.suspend}
        </Button>
      ) : (
        <Button
          loading={isBusy}
          onClick={() =>
            void act(() =>
              api.setOrganisationState({
                params: { id: organisation.id },
                body: { state: 'active', reason: words.organisations.resume },
              }),
            )
          }
        >
          {words.organisations.resume}
        </Button>
      )}
      <Button danger onClick={() => setAsked('left')}>
        {words.organisations.leave}
      </Button>
      {asked ? (
        <ConfirmTyped
          title={asked === 'left' ? words.organisations.leave : words.organisations.suspend}
          text={asked === 'left' ? words.organisations.leaveText : words.organisations.suspendText}
          name={name}
          action={asked === 'left' ? words.organisations.leave : words.organisations.suspend}
          onClose={() => setAsked(undefined)}
          onConfirm={async (reason) => {
            const state = asked
            await api.setOrganisationState({ params: { id: organisation.id }, body: { state, reason } })
            await act(async () => undefined)
          }}
        />
      ) : null}
    </Space>
  )
}
