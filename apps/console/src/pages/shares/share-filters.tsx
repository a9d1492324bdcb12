import type { ShareQuery } from '@wuzei/contract'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useFraudTypes } from '../../session/use-fraud-types.ts'
import { useWords } from '../../session/use-preferences.ts'

/** What narrows a list of shares. */
export type Filters = Pick<ShareQuery, 'value' | 'kind' | 'tlp' | 'fraudType' | 'state' | 'isPublic'>

/** Filters of a list of shares; the hub applies them. */
export function ShareFilters({
  filters,
  onChange,
}: {
  readonly filters: Filters
  readonly onChange: (filters: Filters) => void
}) {
  const words = useWords()
  const { sharing } = words
  const names = useFraudTypes()
  const [value, setValue] = useState('')
  const change = (part: { [Name in keyof Filters]?: Filters[Name] | undefined }) => {
    const given = Object.entries({ ...filters, ...part }).filter(([, one]) => one !== undefined && one !== '')
    onChange(Object.fromEntries(given))
  }
  return (
    <div className="filters">
      <Input
        aria-label={sharing.value}
        placeholder={sharing.value}
        value={value}
        className="filter wide"
        maxLength={2000}
        onChange={(event) => setValue(event.target.value)}
        onBlur={() => change({ value: value.trim() })}
        onPressEnter={() => change({ value: value.trim() })}
      />
      <Select
        aria-label={words.library.kind}
        placeholder={words.library.kind}
        allowClear
        value={filters.kind ?? null}
        className="filter"
        options={Object.entries(words.kinds).map(([kind, label]) => ({ value: kind, label }))}
        onChange={(kind) => change({ kind: kind ?? undefined })}
      />
      <Select
        aria-label={sharing.label}
        placeholder={sharing.label}
        allowClear
        value={filters.tlp ?? null}
        className="filter"
        popupMatchSelectWidth={false}
        options={Object.entries(sharing.tlpWords).map(([tlp, label]) => ({
          value: tlp,
          label: `${tlp} · ${label}`,
        }))}
        onChange={(tlp) => change({ tlp: tlp ?? undefined })}
      />
      <Select
        aria-label={words.library.fraudType}
        placeholder={words.library.fraudType}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filters.fraudType ?? null}
        className="filter"
        popupMatchSelectWidth={false}
        options={[...names].map(([code, label]) => ({ value: code, label: `${label} ${code}` }))}
        onChange={(fraudType) => change({ fraudType: fraudType ?? undefined })}
      />
      <Select
        aria-label={sharing.reach}
        placeholder={sharing.reach}
        allowClear
        value={filters.isPublic ?? null}
        className="filter"
        popupMatchSelectWidth={false}
        options={[
          { value: 'true' as const, label: sharing.open },
          { value: 'false' as const, label: sharing.held },
        ]}
        onChange={(isPublic) => change({ isPublic: isPublic ?? undefined })}
      />
      <Select
        aria-label={sharing.state}
        placeholder={sharing.state}
        allowClear
        value={filters.state ?? null}
        className="filter"
        options={[
          { value: 'current' as const, label: sharing.states.current },
          { value: 'withdrawn' as const, label: sharing.states.withdrawn },
        ]}
        onChange={(state) => change({ state: state ?? undefined })}
      />
    </div>
  )
}
