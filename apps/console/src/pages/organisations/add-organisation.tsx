import type { OrganisationBody, OrganisationReply } from '@wuzei/contract'
import { Form, Input, Select } from 'antd'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

interface Fields {
  readonly zh: string
  readonly en: string
  readonly kind: OrganisationBody['kind']
  readonly level?: OrganisationReply['level']
  readonly region?: string
  readonly parentId?: string
}

/** Takes a member in. */
export function AddOrganisation({
  organisations,
  onClose,
  onAdded,
}: {
  readonly organisations: readonly OrganisationReply[]
  readonly onClose: () => void
  readonly onAdded: (id: string) => void
}) {
  const words = useWords()
  const { language } = usePreferences()
  const { act, error, isBusy } = useAct('organisations')
  const add = async ({ zh, en, kind, level, region, parentId }: Fields) => {
    let added: string | undefined
    const isDone = await act(async () => {
      const body = {
        name: { zh, en },
        kind,
        region: region ?? '',
        level: level ?? null,
        parentId: parentId ?? null,
      }
      added = (await api.createOrganisation({ body })).id
    })
    if (isDone && added !== undefined) {
      onAdded(added)
      onClose()
    }
  }
  const options = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  return (
    <FormDialog<Fields>
      title={words.organisations.add}
      action={words.dialog.save}
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={(fields) => void add(fields)}
    >
      <Form.Item name="zh" label={words.organisations.nameZh} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="en" label={words.organisations.nameEn} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="kind" label={words.organisations.kind} rules={[{ required: true }]}>
        <Select options={options(words.organisationKinds)} />
      </Form.Item>
      <Form.Item
        name="level"
        label={words.organisations.level}
        dependencies={['kind']}
        rules={[({ getFieldValue }) => ({ required: getFieldValue('kind') === 'police' })]}
      >
        <Select allowClear options={options(words.organisationLevels)} />
      </Form.Item>
      <Form.Item
        name="region"
        label={words.organisations.region}
        extra={words.organisations.regionHint}
        rules={[{ pattern: /^([a-z]{2}(\/[0-9a-z]{1,12}){0,5})?$/, message: words.organisations.regionBad }]}
      >
        <Input maxLength={70} />
      </Form.Item>
      <Form.Item name="parentId" label={words.organisations.parent}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={organisations
            .filter(({ state }) => state === 'active')
            .map(({ id, name }) => ({ value: id, label: name[language] }))}
        />
      </Form.Item>
    </FormDialog>
  )
}
