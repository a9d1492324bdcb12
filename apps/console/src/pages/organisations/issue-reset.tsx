import type { ResetBody } from '@wuzei/contract'
import { App, Form, Input, Radio } from 'antd'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { resetLink } from '../../parts/reset-link.ts'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { useWords } from '../../session/use-preferences.ts'

/** Gives somebody a link for a new password, or proposes it where a second administrator has to agree. */
export function IssueReset({
  person,
  onLink,
  onClose,
}: {
  readonly person: { readonly id: string; readonly name: string }
  readonly onLink: (link: string) => void
  readonly onClose: () => void
}) {
  const { resets } = useWords()
  const { message } = App.useApp()
  const { act, error, isBusy } = useAct('resets')
  const issue = (body: ResetBody) =>
    act(async () => {
      const { token } = await api.createReset({ params: { id: person.id }, body })
      if (token === null) void message.info(resets.needsSecond)
      else onLink(resetLink(token))
    })
  return (
    <FormDialog<ResetBody>
      title={`${resets.issue} · ${person.name}`}
      action={resets.issue}
      initial={{ scope: 'password' }}
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={(body) => void issue(body).then((isDone) => isDone && onClose())}
    >
      <p>{resets.issueText(person.name)}</p>
      <Form.Item name="scope" label={resets.scope} rules={[{ required: true }]}>
        <Radio.Group
          className="scopes"
          options={Object.entries(resets.scopes).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={resets.reason} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={500} />
      </Form.Item>
    </FormDialog>
  )
}
