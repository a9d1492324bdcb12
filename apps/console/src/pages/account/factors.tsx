import { useQuery } from '@tanstack/react-query'
import type { Factors as FactorsReply, FullProof } from '@wuzei/contract'
import { Alert, Button, Descriptions, Form, Input, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../../language/format.ts'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { ProofDialog } from '../../parts/proof-dialog.tsx'
import { RecoveryCodes } from '../../parts/recovery-codes.tsx'
import { api } from '../../session/api.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'
import { Authenticator } from './authenticator.tsx'
import { Passkeys } from './passkeys.tsx'

/** By what one shows who one is: password, authenticator app, recovery codes, passkeys. */
export function Factors() {
  const { factors } = useWords()
  const { data, error, refetch } = useQuery({ queryKey: ['factors'], queryFn: () => api.factors() })
  if (error) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  if (!data) return <Skeleton active />
  return (
    <>
      <section aria-label={factors.title}>
        <h2>{factors.title}</h2>
        <Known factors={data} />
      </section>
      <Passkeys factors={data} />
    </>
  )
}

function Known({ factors: known }: { readonly factors: FactorsReply }) {
  const words = useWords()
  const { factors } = words
  const { language } = usePreferences()
  const [dialog, setDialog] = useState<'password' | 'codes'>()
  const [isChanged, setIsChanged] = useState(false)
  const [codes, setCodes] = useState<readonly string[]>()
  const change = async (proof: FullProof, password: string) => {
    await api.setPassword({ body: { password, proof } })
    setIsChanged(true)
    return true
  }
  const renew = async (proof: FullProof) => {
    const { recoveryCodes } = await api.renewRecoveryCodes({ body: { proof } })
    setCodes(recoveryCodes)
    return true
  }
  const ownsPasskey = known.passkeys.length > 0
  return (
    <>
      <div role="status">
        {isChanged ? <Alert type="success" showIcon title={factors.passwordChanged} /> : null}
      </div>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={[
          {
            key: 'password',
            label: factors.password,
            children: (
              <div className="row-actions">
                {factors.passwordSetAt(formatInstant(known.passwordSetAt, language))}
                <Button size="small" onClick={() => setDialog('password')}>
                  {factors.changePassword}
                </Button>
              </div>
            ),
          },
          {
            key: 'authenticator',
            label: factors.authenticator,
            children: <Authenticator factors={known} />,
          },
          {
            key: 'codes',
            label: factors.recovery,
            children: (
              <div className="row-actions">
                {factors.recoveryLeft(known.recoveryCodesLeft)}
                <Button size="small" onClick={() => setDialog('codes')}>
                  {factors.renewRecovery}
                </Button>
              </div>
            ),
          },
        ]}
      />
      {dialog === 'password' ? (
        <ProofDialog
          title={factors.changePassword}
          text={words.join.passwordHint}
          action={factors.changePassword}
          ownsPasskey={ownsPasskey}
          touches={['factors', 'sessions']}
          deed={async (proof, { fresh }) => await change(proof, fresh ?? '')}
          onClose={() => setDialog(undefined)}
        >
          <Form.Item name="fresh" label={factors.newPassword} rules={[{ required: true, min: 12 }]}>
            <Input.Password autoComplete="new-password" maxLength={256} />
          </Form.Item>
        </ProofDialog>
      ) : null}
      {dialog === 'codes' ? (
        <ProofDialog
          title={factors.renewRecovery}
          text={factors.renewText}
          action={factors.renewRecovery}
          ownsPasskey={ownsPasskey}
          touches={['factors', 'sessions']}
          deed={renew}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {codes ? (
        <Modal
          open
          title={words.join.codesTitle}
          closable={false}
          mask={{ closable: false }}
          keyboard={false}
          footer={
            <Button type="primary" onClick={() => setCodes(undefined)}>
              {words.shownOnce.done}
            </Button>
          }
        >
          <RecoveryCodes codes={codes} />
        </Modal>
      ) : null}
    </>
  )
}
