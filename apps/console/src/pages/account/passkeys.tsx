import type { Factors, FullProof } from '@wuzei/contract'
import { Alert, Button, Empty, Form, Input, Space, Table } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../../language/format.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { ProofDialog } from '../../parts/proof-dialog.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { hasPasskeys, makePasskey } from '../../session/passkeys.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

type Passkey = Factors['passkeys'][number]

/** One's own passkeys: registering one after showing who one is, naming, taking away. */
export function Passkeys({ factors: known }: { readonly factors: Factors }) {
  const { factors, table } = useWords()
  const { language } = usePreferences()
  const [isAdding, setIsAdding] = useState(false)
  const [renaming, setRenaming] = useState<Passkey>()
  const [removing, setRemoving] = useState<Passkey>()
  const [said, setSaid] = useState<string>()
  const ownsPasskey = known.passkeys.length > 0
  const nameOf = ({ name }: Passkey) => name ?? factors.unnamed
  const remove = async (id: string, proof: FullProof) => {
    await api.removePasskey({ params: { id }, body: { proof } })
    setSaid(factors.removed)
    return true
  }
  return (
    <section aria-label={factors.passkeys}>
      <h2>{factors.passkeys}</h2>
      <p className="quiet">{factors.passkeysHint}</p>
      <div role="status">{said === undefined ? null : <Alert type="success" showIcon title={said} />}</div>
      <Table<Passkey>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={known.passkeys}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={
                <>
                  <strong>{factors.empty}</strong>
                  <br />
                  {factors.emptyHint}
                </>
              }
            />
          ),
        }}
        columns={[
          { title: factors.name, render: (_, passkey) => nameOf(passkey) },
          { title: factors.createdAt, render: (_, { createdAt }) => formatInstant(createdAt, language) },
          {
            title: factors.lastUsedAt,
            render: (_, { lastUsedAt }) =>
              lastUsedAt === null ? factors.never : formatInstant(lastUsedAt, language),
          },
          {
            title: table.actions,
            render: (_, passkey) => (
              <Space>
                <Button size="small" onClick={() => setRenaming(passkey)}>
                  {factors.rename}
                </Button>
                <Button size="small" danger onClick={() => setRemoving(passkey)}>
                  {factors.remove}
                </Button>
              </Space>
            ),
          },
        ]}
      />
      <p>
        {hasPasskeys() ? (
          <Button onClick={() => setIsAdding(true)}>{factors.add}</Button>
        ) : (
          factors.unsupported
        )}
      </p>
      {isAdding ? (
        <ProofDialog
          title={factors.add}
          text={factors.addText}
          action={factors.add}
          isFull
          ownsPasskey={ownsPasskey}
          touches={['factors']}
          deed={async (proof, { name }) => {
            const isMade = await register(proof, name?.trim())
            if (isMade) setSaid(factors.added)
            return isMade
          }}
          onClose={() => setIsAdding(false)}
        >
          <Form.Item name="name" label={factors.name} extra={factors.nameHint}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
        </ProofDialog>
      ) : null}
      {renaming ? <RenamePasskey passkey={renaming} onClose={() => setRenaming(undefined)} /> : null}
      {removing ? (
        <ProofDialog
          title={`${factors.remove} · ${nameOf(removing)}`}
          text={factors.removeText}
          action={factors.remove}
          ownsPasskey={ownsPasskey}
          touches={['factors', 'sessions']}
          deed={async (proof) => await remove(removing.id, proof)}
          onClose={() => setRemoving(undefined)}
        />
      ) : null}
    </section>
  )
}

/** False when the person turned away from the browser's question. */
async function register(proof: FullProof, name: string | undefined): Promise<boolean> {
  const answer = await makePasskey(await api.passkeyRegistration({ body: { proof } }))
  if (!answer) return false
  await api.registerPasskey({ body: { ...answer, ...(name ? { name } : {}) } })
  return true
}

function RenamePasskey({ passkey, onClose }: { readonly passkey: Passkey; readonly onClose: () => void }) {
  const { factors, dialog } = useWords()
  const { act, error, isBusy } = useAct('factors')
  return (
    <FormDialog<{ name: string }>
      title={factors.rename}
      action={dialog.save}
      initial={{ name: passkey.name ?? '' }}
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={({ name }) =>
        void act(async () => await api.namePasskey({ params: { id: passkey.id }, body: { name } })).then(
          (isDone) => isDone && onClose(),
        )
      }
    >
      <Form.Item
        name="name"
        label={factors.name}
        extra={factors.nameHint}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  )
}
