import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import type { ResetLinkReply, ResetUseBody } from '@wuzei/contract'
import { Alert, Button, Form, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { AuthenticatorSetup } from '../parts/authenticator-setup.tsx'
import { Gate } from '../parts/gate.tsx'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { RecoveryCodes } from '../parts/recovery-codes.tsx'
import { useAct } from '../parts/use-act.ts'
import { api } from '../session/api.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'

/** A new password by the link of an administrator. Its token stands behind the `#`, which browsers send to nobody. */
export function ResetPage() {
  const words = useWords()
  const token = useLocation({ select: ({ hash }) => hash.replace(/^#/, '') })
  const link = useQuery({
    queryKey: ['reset', token],
    queryFn: async () => await api.resetLink({ body: { token } }),
    enabled: token !== '',
    // Each asking makes another seed: the code on the phone must stay that of the picture shown.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const [codes, setCodes] = useState<readonly string[]>()
  return (
    <Gate title={words.reset.title} isWide>
      {token === '' ? <Alert type="warning" showIcon title={words.reset.noToken} /> : null}
      {link.error ? <ProblemPanel error={link.error} /> : null}
      {token !== '' && link.isPending ? <Skeleton active /> : null}
      {codes ? (
        <>
          <Alert type="success" showIcon title={words.reset.done} />
          {codes.length > 0 ? (
            <>
              <h2>{words.join.codesTitle}</h2>
              <RecoveryCodes codes={codes} />
            </>
          ) : null}
          <p>
            <Link to="/sign-in">{words.join.toSignIn}</Link>
          </p>
        </>
      ) : null}
      {link.data && !codes ? <ResetForm token={token} link={link.data} onDone={setCodes} /> : null}
      {link.data ? null : <p className="quiet">{words.reset.forgot}</p>}
    </Gate>
  )
}

function ResetForm({
  token,
  link,
  onDone,
}: {
  readonly token: string
  readonly link: ResetLinkReply
  readonly onDone: (codes: readonly string[]) => void
}) {
  const words = useWords()
  const { language } = usePreferences()
  const { act, error, isBusy } = useAct()
  const { authenticator } = link
  const reset = (fields: Pick<ResetUseBody, 'password' | 'code'>) =>
    act(async () => {
      const { recoveryCodes } = await api.useReset({
        body: { token, ...fields, ...(authenticator ? { enrolment: authenticator.enrolment } : {}) },
      })
      onDone(recoveryCodes)
    })
  return (
    <>
      <p>{words.reset.intro(link.organisation[language], link.email)}</p>
      {error === undefined ? null : <ProblemPanel error={error} />}
      <Form layout="vertical" requiredMark={false} onFinish={(fields) => void reset(fields)}>
        {authenticator ? (
          <>
            <h2>{words.join.step1}</h2>
            <AuthenticatorSetup totpUri={authenticator.totpUri} />
          </>
        ) : null}
        <Form.Item
          name="code"
          label={authenticator ? words.join.code : words.reset.code}
          rules={[
            { required: true },
            ...(authenticator ? [{ pattern: /^\d{6}$/, message: words.join.codeForm }] : []),
          ]}
        >
          <Input autoComplete="one-time-code" maxLength={30} />
        </Form.Item>
        <Form.Item
          name="password"
          label={words.factors.newPassword}
          extra={words.join.passwordHint}
          rules={[{ required: true, min: 12 }]}
        >
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" loading={isBusy}>
          {words.reset.submit}
        </Button>
      </Form>
    </>
  )
}
