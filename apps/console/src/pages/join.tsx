import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import type { EnrolmentReply } from '@wuzei/contract'
import { WuzeiError } from '@wuzei/sdk'
import { Alert, Button, Form, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { AuthenticatorSetup } from '../parts/authenticator-setup.tsx'
import { Gate } from '../parts/gate.tsx'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { RecoveryCodes } from '../parts/recovery-codes.tsx'
import { api } from '../session/api.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'

/** Joining by the link of an invitation. Its token stands behind the `#`, which browsers send to nobody. */
export function JoinPage() {
  const words = useWords()
  const token = useLocation({ select: ({ hash }) => hash.replace(/^#/, '') })
  const enrolment = useQuery({
    queryKey: ['enrolment', token],
    queryFn: async () => await api.beginEnrolment({ body: { token } }),
    enabled: token !== '',
    // Each asking makes another seed: the code on the phone must stay that of the picture shown.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const [codes, setCodes] = useState<readonly string[]>()
  return (
    <Gate title={words.join.title} isWide>
      {token === '' ? <Alert type="warning" showIcon title={words.join.noToken} /> : null}
      {enrolment.error ? <ProblemPanel error={enrolment.error} /> : null}
      {token !== '' && enrolment.isPending ? <Skeleton active /> : null}
      {codes ? (
        <>
          <h2>{words.join.codesTitle}</h2>
          <RecoveryCodes codes={codes} /> <Link to="/sign-in">{words.join.toSignIn}</Link>
        </>
      ) : null}
      {enrolment.data && !codes ? (
        <JoinForm token={token} enrolment={enrolment.data} onJoined={setCodes} />
      ) : null}
    </Gate>
  )
}

function JoinForm({
  token,
  enrolment,
  onJoined,
}: {
  readonly token: string
  readonly enrolment: EnrolmentReply
  readonly onJoined: (codes: readonly string[]) => void
}) {
  const words = useWords()
  const { language } = usePreferences()
  const [error, setError] = useState<unknown>()
  const [isBusy, setIsBusy] = useState(false)
  const join = async (body: { name: string; password: string; code: string }) => {
    setIsBusy(true)
    setError(undefined)
    try {
      const { recoveryCodes } = await api.join({ body: { token, enrolment: enrolment.enrolment, ...body } })
      onJoined(recoveryCodes)
    } catch (failure) {
      setError(failure)
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <>
      <p>{words.join.intro(enrolment.organisation[language], enrolment.email)}</p>
      {isWrongCode(error) ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={words.join.codeWrong}
          description={words.join.codeWrongTodo}
        />
      ) : error === undefined ? null : (
        <ProblemPanel error={error} />
      )}
      <Form layout="vertical" requiredMark={false} onFinish={(body) => void join(body)}>
        <h2>{words.join.step1}</h2>
        <AuthenticatorSetup totpUri={enrolment.totpUri} />
        <Form.Item
          name="code"
          label={words.join.code}
          rules={[{ required: true }, { pattern: /^\d{6}$/, message: words.join.codeForm }]}
        >
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
        </Form.Item>
        <h2>{words.join.step2}</h2>
        <Form.Item
          name="name"
          label={words.join.name}
          extra={words.join.nameHint}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input autoComplete="name" maxLength={100} />
        </Form.Item>
        <Form.Item
          name="password"
          label={words.join.password}
          extra={words.join.passwordHint}
          rules={[{ required: true, min: 12 }]}
        >
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" loading={isBusy}>
          {words.join.submit}
        </Button>
      </Form>
    </>
  )
}

/** Here nothing but the code can be refused so: mail address and password are only being given. */
function isWrongCode(error: unknown): boolean {
  return error instanceof WuzeiError && error.code === 'SIGN_IN_FAILED'
}
