import { Select } from 'antd'
import { useOrganisations } from '../session/use-organisations.ts'
import { usePreferences } from '../session/use-preferences.ts'

/** A choice among the alliance's organisations. */
export function ChooseOrganisation({
  value,
  label,
  onChange,
}: {
  readonly value: string | undefined
  readonly label: string
  readonly onChange: (id: string) => void
}) {
  const { language } = usePreferences()
  const { data } = useOrganisations()
  return (
    <Select
      aria-label={label}
      placeholder={label}
      value={value ?? null}
      style={{ minWidth: 240 }}
      showSearch={{ optionFilterProp: 'label' }}
      options={(data?.organisations ?? []).map(({ id, name }) => ({ value: id, label: name[language] }))}
      onChange={(id) => id !== null && onChange(id)}
    />
  )
}
