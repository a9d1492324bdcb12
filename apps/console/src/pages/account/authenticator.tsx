import { useQuery } from '@tanstack/react-query'
import type { Factors } from '@wuzei/contract'
import { Alert, Button, Form, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { AuthenticatorSetup } from '../../parts/authenticator-setup.tsx'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { ProofDialog } from '../../parts/proof-dialog.tsx'
import { api } from '../../session/api.ts'
import { useWords } from '../../session/use-preferences.ts'

/** Whether an authenticator app signs in, and what can be done: take another, or leave it to passkeys. */
export function Authenticator({ factors: known }: { readonly factors: Factors }) {
  const { factors } = useWords()
  const [dialog, setDialog] = useState<'replace' | 'remove'>()
  const [done, setDone] = useState<'replaced' | 'removed'>()
  const ownsPasskey = known.passkeys.length > 0
  return (
    <div>
      <div className="row-actions">
        {known.hasAuthenticator ? factors.hasAuthenticator : factors.noAuthenticator}
        <Button size="small" onClick={() => setDialog('replace')}>
          {known.hasAuthenticator ? factors.replaceAuthenticator : factors.addAuthenticator}
        </Button>
        {known.hasAuthenticator && ownsPasskey ? (
          <Button size="small" danger onClick={() => setDialog('remove')}>
            {factors.remove}
          </Button>
        ) : null}
      </div>
      <div role="status">
        {done ? (
          <Alert
            type="success"
            showIcon
            title={done === 'replaced' ? factors.authenticatorReplaced : factors.authenticatorRemoved}
          />
        ) : null}
      </div>
      {dialog === 'replace' ? (
        <Replacement known={known} onDone={() => setDone('replaced')} onClose={() => setDialog(undefined)} />
      ) : null}
      {dialog === 'remove' ? (
        <ProofDialog
          title={factors.removeAuthenticator}
          text={factors.removeAuthenticatorText}
          action={factors.remove}
          ownsPasskey={ownsPasskey}
          touches={['factors', 'sessions']}
          deed={async (proof) => {
            await api.removeAuthenticator({ body: { proof } })
            setDone('removed')
            return true
          }}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
    </div>
  )
}

/** The new app shows that it works before the one in use ends; only then is the old one of no use. */
function Replacement({
  known,
  onDone,
  onClose,
}: {
  readonly known: Factors
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  const { factors } = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['authenticator-enrolment'],
    queryFn: () => api.beginAuthenticator(),
    // A secret of this dialog alone: another opening has another one, and none stays in memory.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <ProofDialog
      title={known.hasAuthenticator ? factors.replaceAuthenticator : factors.addAuthenticator}
      text={known.hasAuthenticator ? factors.replaceAuthenticatorText : factors.addAuthenticatorText}
      action={factors.takeAuthenticator}
      ownsPasskey={known.passkeys.length > 0}
      touches={['factors', 'sessions']}
      deed={async (proof, { newCode }) => {
        if (!data || newCode === undefined) return false
        await api.setAuthenticator({ body: { enrolment: data.enrolment, code: newCode, proof } })
        onDone()
        return true
      }}
      onClose={onClose}
    >
      {error ? <ProblemPanel error={error} onAgain={() => void refetch()} /> : null}
      {data ? <AuthenticatorSetup totpUri={data.totpUri} /> : <Skeleton active />}
      <Form.Item name="newCode" label={factors.newCode} rules={[{ required: true }]}>
        <Input inputMode="numeric" autoComplete="off" maxLength={6} />
      </Form.Item>
    </ProofDialog>
  )
}
