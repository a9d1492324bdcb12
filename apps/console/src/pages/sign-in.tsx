import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Divider, Form, Input } from 'antd'
import { useState } from 'react'
import { Gate } from '../parts/gate.tsx'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { api } from '../session/api.ts'
import { answerWithPasskey, hasPasskeys } from '../session/passkeys.ts'
import { useWords } from '../session/use-preferences.ts'

/** Signing in: password with a code or recovery code, or a passkey. */
export function SignInPage() {
  const { signIn: words, reset } = useWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [error, setError] = useState<unknown>()
  const [isBusy, setIsBusy] = useState(false)
  const attempt = async (signIn: () => Promise<boolean>) => {
    setIsBusy(true)
    setError(undefined)
    try {
      if (!(await signIn())) return
      queries.clear()
      await navigate({ to: '/' })
    } catch (failure) {
      setError(failure)
    } finally {
      setIsBusy(false)
    }
  }
  const withPasskey = async () => {
    const answer = await answerWithPasskey(await api.passkeyQuestion())
    if (!answer) return false
    await api.signInWithPasskey({ body: answer })
    return true
  }
  return (
    <Gate title={words.title}>
      {error === undefined ? null : <ProblemPanel error={error} />}
      <Form<{ email: string; password: string; code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(body) =>
          void attempt(async () => {
            await api.signIn({ body })
            return true
          })
        }
      >
        <Form.Item name="email" label={words.email} rules={[{ required: true }]}>
          <Input type="email" autoComplete="username" autoFocus maxLength={254} />
        </Form.Item>
        <Form.Item name="password" label={words.password} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" maxLength={256} />
        </Form.Item>
        <Form.Item name="code" label={words.code} extra={words.codeHint} rules={[{ required: true }]}>
          <Input autoComplete="one-time-code" maxLength={30} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={isBusy}>
          {words.submit}
        </Button>
      </Form>
      {hasPasskeys() ? (
        <>
          <Divider plain>{words.or}</Divider>
          <Button block size="large" disabled={isBusy} onClick={() => void attempt(withPasskey)}>
            {words.passkey}
          </Button>
          <p className="quiet">{words.passkeyHint}</p>
        </>
      ) : null}
      <p className="quiet">{reset.forgot}</p>
      <p className="quiet">
        {words.invited} <Link to="/setup">{words.first}</Link>
      </p>
    </Gate>
  )
}
