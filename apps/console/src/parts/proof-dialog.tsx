import type { FullProof } from '@wuzei/contract'
import { Alert, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { api } from '../session/api.ts'
import { answerWithPasskey, hasPasskeys } from '../session/passkeys.ts'
import { useWords } from '../session/use-preferences.ts'
import { FormDialog } from './form-dialog.tsx'
import { useAct } from './use-act.ts'

/** By what somebody shows again that it is them, and what the dialog asks for besides. */
interface ProofFields {
  readonly how: 'passkey' | 'typed'
  readonly password?: string
  readonly code?: string
  /** Of what is made, where the dialog asks for one. */
  readonly name?: string
  /** New password, where the dialog asks for one. */
  readonly fresh?: string
  /** Of an authenticator app that is to be taken, where the dialog asks for it. */
  readonly newCode?: string
}

/** Asks anew who it is, by a passkey or typed, and does what was asked with the proof. */
export function ProofDialog({
  title,
  text,
  action,
  isFull = false,
  ownsPasskey,
  touches,
  deed,
  onClose,
  children,
}: {
  readonly title: string
  readonly text: string
  readonly action: string
  /** Both factors: the code alone is not enough. */
  readonly isFull?: boolean
  readonly ownsPasskey: boolean
  /** Lists to read again afterwards. */
  readonly touches: readonly string[]
  /** What is done with the proof; false when the person turned away meanwhile. */
  readonly deed: (proof: FullProof, fields: ProofFields) => Promise<boolean>
  readonly onClose: () => void
  readonly children?: React.ReactNode
}) {
  const { proof: words, factors } = useWords()
  const [isDeclined, setIsDeclined] = useState(false)
  const { act, error, isBusy } = useAct(...touches)
  const mayUsePasskey = ownsPasskey && hasPasskeys()
  const prove = (fields: ProofFields) =>
    act(async () => {
      const proof = await proofOf(fields, isFull)
      const isDone = proof !== undefined && (await deed(proof, fields))
      setIsDeclined(!isDone)
      if (isDone) onClose()
    })
  return (
    <FormDialog<ProofFields>
      title={title}
      action={action}
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={(fields) => void prove(fields)}
    >
      <p>{text}</p>
      {isDeclined ? <Alert type="warning" showIcon title={factors.declined} /> : null}
      {children}
      <Form.Item
        name="how"
        label={words.how}
        hidden={!mayUsePasskey}
        initialValue={mayUsePasskey ? 'passkey' : 'typed'}
      >
        <Radio.Group
          options={[
            { value: 'passkey', label: words.passkey },
            { value: 'typed', label: isFull ? words.passwordAndCode : words.code },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldValue }) => (getFieldValue('how') === 'passkey' ? null : <TypedProof isFull={isFull} />)}
      </Form.Item>
    </FormDialog>
  )
}

function TypedProof({ isFull }: { readonly isFull: boolean }) {
  const { proof: words } = useWords()
  return (
    <>
      {isFull ? (
        <Form.Item name="password" label={words.password} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" maxLength={256} />
        </Form.Item>
      ) : null}
      <Form.Item name="code" label={words.codeLabel} extra={words.codeHint} rules={[{ required: true }]}>
        <Input autoComplete="one-time-code" maxLength={30} />
      </Form.Item>
    </>
  )
}

/** Undefined when the person turned away from the browser's question. */
async function proofOf(
  { how, password, code }: ProofFields,
  isFull: boolean,
): Promise<FullProof | undefined> {
  if (how === 'passkey') {
    const passkey = await answerWithPasskey(await api.askPasskeyQuestion())
    return passkey ? { passkey } : undefined
  }
  return {
    ...(code === undefined ? {} : { code }),
    ...(isFull && password !== undefined ? { password } : {}),
  }
}
