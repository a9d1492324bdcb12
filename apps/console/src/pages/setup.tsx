import { createClient, readPages, type RouteMethods } from '@wuzei/sdk'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Gate } from '../parts/gate.tsx'
import { joinLink } from '../parts/join-link.ts'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { CopyField } from '../parts/shown-once.tsx'
import { useWords } from '../session/use-preferences.ts'

interface SetupFields {
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly email: string
}

/** The hub's first steps: its holder's key makes the operator and invites its first two administrators. */
export function SetupPage() {
  const words = useWords()
  const [form] = Form.useForm<SetupFields>()
  const [error, setError] = useState<unknown>()
  const [link, setLink] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  const setUp = async (fields: SetupFields) => {
    setIsBusy(true)
    setError(undefined)
    try {
      setLink(joinLink(await inviteAdministrator(fields)))
    } catch (failure) {
      setError(failure)
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <Gate title={words.setup.title}>
      <p>{words.setup.intro}</p>
      {error === undefined ? null : <ProblemPanel error={error} />}
      {link === undefined ? null : (
        <Alert
          type="success"
          title={words.setup.done}
          description={
            <>
              <CopyField label={words.invitations.linkTitle} value={link} words={words.dialog} />
              <p>
                <a href={link}>{words.setup.openLink}</a>
              </p>
              <p>{words.setup.second}</p>
              <Button
                onClick={() => {
                  setLink(undefined)
                  form.setFieldValue('email', '')
                }}
              >
                {words.setup.another}
              </Button>
            </>
          }
        />
      )}
      <Form<SetupFields>
        form={form}
        layout="vertical"
        requiredMark={false}
        hidden={link !== undefined}
        initialValues={{ zh: '无贼平台运营方', en: 'Wuzei hub operator' }}
        onFinish={(fields) => void setUp(fields)}
      >
        <Form.Item
          name="key"
          label={words.setup.key}
          extra={words.setup.keyHint}
          rules={[{ required: true }, { pattern: /^wzk_[\w-]{32}$/, message: words.setup.keyBad }]}
        >
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Form.Item name="zh" label={words.setup.organisation} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="en"
          label={words.setup.organisationEn}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="email" label={words.setup.email} rules={[{ required: true, type: 'email' }]}>
          <Input type="email" autoComplete="off" maxLength={254} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {words.setup.submit}
        </Button>
      </Form>
    </Gate>
  )
}

/** Finds the operator or makes it, and gives the token of the invitation. */
async function inviteAdministrator({ key, zh, en, email }: SetupFields): Promise<string> {
  const { routes } = createClient({ baseUrl: '', credentials: { apiKey: key } })
  const body = { name: { zh, en }, kind: 'hub-operator', region: '' } as const
  const id = (await findOperator(routes)) ?? (await routes.createOrganisation({ body })).id
  return (await routes.invite({ params: { id }, body: { email, roles: ['SYS_ADM'] } })).token
}

async function findOperator(routes: RouteMethods): Promise<string | undefined> {
  for await (const { organisations } of readPages(routes.organisations, {})) {
    const found = organisations.find(({ kind, state }) => kind === 'hub-operator' && state === 'active')
    if (found) return found.id
  }
  return undefined
}
