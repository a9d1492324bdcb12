import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { LibraryEntry, LibraryQuery } from '@wuzei/contract'
import { Button, DatePicker, Drawer, Input, Select, Tag } from 'antd'
import { useState } from 'react'
import { formatInstant, formatNumber, startOfDay } from '../language/format.ts'
import { LevelTag } from '../parts/level-tag.tsx'
import { PagedTable } from '../parts/paged-table.tsx'
import { api } from '../session/api.ts'
import { useFraudTypes } from '../session/use-fraud-types.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { EntryDetails } from './library/entry-details.tsx'

const route = getRouteApi('/frame/library')

type Filters = Omit<LibraryQuery, 'after'>

/** The library: filters above, entries seen last first, and in the drawer whatever is in focus. */
export function LibraryPage() {
  const words = useWords()
  const { language } = usePreferences()
  const names = useFraudTypes()
  const search = route.useSearch()
  const navigate = useNavigate()
  const [filters, setFilters] = useState<Filters>({})
  const [scanned, setScanned] = useState<number>()
  const isOpen = search.key !== undefined || search.value !== undefined
  return (
    <>
      <h1>{words.library.title}</h1>
      <PagedTable<LibraryEntry>
        title={words.library.title}
        label="TLP:GREEN"
        queryKey={['library', filters]}
        load={async (after) => {
          const page = await api.consoleLibrary({ query: { ...filters, after } })
          setScanned(page.scanned)
          return { rows: page.entries, next: page.next }
        }}
        rowKey={({ key }) => key}
        selected={search.key}
        onOpen={({ key }) => void navigate({ to: '/library', search: { key } })}
        empty={{ title: words.library.empty, hint: words.library.emptyHint }}
        tools={<LibraryFilters filters={filters} onChange={setFilters} />}
        columns={[
          {
            key: 'value',
            title: words.library.value,
            render: ({ key, shown }) => (
              <Button
                type="link"
                size="small"
                className="value"
                onClick={() => void navigate({ to: '/library', search: { key } })}
              >
                {shown}
              </Button>
            ),
            text: ({ shown }) => shown,
          },
          {
            key: 'kind',
            title: words.library.kind,
            render: ({ kind }) => words.kinds[kind],
            text: ({ kind }) => kind,
          },
          {
            key: 'level',
            title: words.library.level,
            render: ({ level }) => <LevelTag level={level} />,
            text: ({ level }) => level,
          },
          {
            key: 'types',
            title: words.library.fraudType,
            render: ({ fraudTypes }) =>
              fraudTypes.slice(0, 2).map((code) => <Tag key={code}>{names.get(code) ?? code}</Tag>),
            text: ({ fraudTypes }) => fraudTypes.join(' '),
          },
          {
            key: 'seen',
            title: words.library.lastSeenAt,
            render: ({ lastSeenAt }) => (lastSeenAt === null ? '—' : formatInstant(lastSeenAt, language)),
            text: ({ lastSeenAt }) => lastSeenAt ?? '',
          },
          {
            key: 'marks',
            title: words.library.marks,
            render: ({ pinned, disputed }) => (
              <>
                {pinned ? <Tag color="blue">{words.library.pinned}</Tag> : null}
                {disputed ? <Tag color="purple">{words.library.disputed}</Tag> : null}
              </>
            ),
            text: ({ pinned, disputed }) =>
              [pinned ? words.library.pinned : '', disputed ? words.library.disputed : ''].join(' ').trim(),
          },
        ]}
      />
      {scanned === undefined ? null : (
        <p className="quiet">{words.library.scanned(formatNumber(scanned, language))}</p>
      )}
      <Drawer
        open={isOpen}
        size={720}
        title={words.library.drawer}
        onClose={() => void navigate({ to: '/library', search: {} })}
      >
        {isOpen ? <EntryDetails asked={search} /> : null}
      </Drawer>
    </>
  )
}

function LibraryFilters({
  filters,
  onChange,
}: {
  readonly filters: Filters
  readonly onChange: (filters: Filters) => void
}) {
  const words = useWords()
  const names = useFraudTypes()
  const [source, setSource] = useState('')
  const change = (part: { [Name in keyof Filters]?: Filters[Name] | undefined }) => {
    const { kind, level, source: from, fraudType, since } = { ...filters, ...part }
    onChange({
      ...(kind ? { kind } : {}),
      ...(level ? { level } : {}),
      ...(from ? { source: from } : {}),
      ...(fraudType ? { fraudType } : {}),
      ...(since ? { since } : {}),
    })
  }
  return (
    <div className="filters">
      <Select
        aria-label={words.library.kind}
        placeholder={words.library.kind}
        allowClear
        value={filters.kind ?? null}
        className="filter"
        options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
        onChange={(kind) => change({ kind: kind ?? undefined })}
      />
      <Select
        aria-label={words.library.level}
        placeholder={words.library.level}
        allowClear
        value={filters.level ?? null}
        className="filter"
        options={Object.entries(words.levels).map(([value, label]) => ({ value, label }))}
        onChange={(level) => change({ level: level ?? undefined })}
      />
      <Select
        aria-label={words.library.fraudType}
        placeholder={words.library.fraudType}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filters.fraudType ?? null}
        className="filter wide"
        options={[...names].map(([value, label]) => ({ value, label: `${label} ${value}` }))}
        onChange={(fraudType) => change({ fraudType: fraudType ?? undefined })}
      />
      <Input
        aria-label={words.library.source}
        placeholder={words.library.source}
        value={source}
        className="filter"
        maxLength={128}
        onChange={(event) => setSource(event.target.value)}
        onBlur={() => change({ source: source.trim() })}
        onPressEnter={() => change({ source: source.trim() })}
      />
      <DatePicker
        aria-label={words.library.since}
        placeholder={words.library.since}
        className="filter"
        onChange={(day) => change({ since: day ? startOfDay(day.format('YYYY-MM-DD')) : undefined })}
      />
    </div>
  )
}
