import type { BulkDecisionBody, QueuedReport } from '@wuzei/contract'
import { Alert, Button, Descriptions, Input, Modal, Select, type GetRef } from 'antd'
import { useRef, useState } from 'react'
import { formatMoney } from '../../language/format.ts'
import type { OpenRecord } from '../../parts/personal-data.tsx'
import { useFraudTypes } from '../../session/use-fraud-types.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

/**
 * The look before a decision: what it covers, as which fraud it goes out, and the words that the reporter gets. The key
 * that opened it, then Enter, decides; `t` leads to the type.
 */
export function DecisionDialog({
  title,
  report,
  together,
  opened,
  asksType,
  isRetyping = false,
  reason,
  onDecide,
  onClose,
}: {
  /** What is about to be done; also on the button. */
  readonly title: string
  readonly report: QueuedReport
  /** Other reports that it covers, those of this page with what they name. */
  readonly together: readonly { readonly id: string; readonly report: QueuedReport | undefined }[]
  /** The report as it is open now, unmasked. */
  readonly opened: OpenRecord | undefined
  /** Whether a type goes with the decision: with what is confirmed. */
  readonly asksType: boolean
  /** The type is all that changes, so it has to be another one. */
  readonly isRetyping?: boolean
  /** What the reporter is told unless it is changed here. */
  readonly reason: string
  /** The type only where it was chosen here: reports decided together keep their own. */
  readonly onDecide: (reason: BulkDecisionBody['reason'], fraudType: string | undefined) => void
  readonly onClose: () => void
}) {
  const words = useWords()
  const { triage } = words
  const { language } = usePreferences()
  const names = useFraudTypes()
  const [told, setTold] = useState(reason)
  const typeBefore = report.decidedType ?? report.fraudType ?? undefined
  const [fraudType, setFraudType] = useState(typeBefore)
  const decideButton = useRef<HTMLButtonElement>(null)
  const typeField = useRef<GetRef<typeof Select>>(null)
  const { loss } = report
  const nameOf = (code: string | null) => names.get(code ?? '') ?? code ?? triage.noType
  const typeOf = (one: QueuedReport) => nameOf(one.decidedType ?? one.fraudType)
  const isRetyped = fraudType !== typeBefore
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key !== 't' || !(event.target instanceof HTMLButtonElement)) return
    event.preventDefault()
    typeField.current?.focus()
  }
  return (
    <Modal
      open
      modalRender={(dialog) => <div onKeyDown={onKey}>{dialog}</div>}
      title={`${title} · #${report.id}`}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {words.dialog.cancel}
        </Button>,
        <Button
          key="decide"
          ref={decideButton}
          type="primary"
          // The key that opened this, then Enter: two strokes, with a look between them.
          autoFocus
          disabled={told.trim() === '' || (isRetyping && !isRetyped)}
          onClick={() => onDecide(told.trim(), isRetyped ? fraudType : undefined)}
        >
          {title}
        </Button>,
      ]}
    >
      <Descriptions
        size="small"
        bordered
        column={1}
        items={[
          {
            key: 'names',
            label: triage.names,
            children: (opened?.indicators ?? report.indicators)
              .map(({ display, kind }) => `${display} (${words.kinds[kind]})`)
              .join('; '),
          },
          { key: 'type', label: triage.reportedType, children: nameOf(report.fraudType) },
          ...(loss
            ? [
                {
                  key: 'loss',
                  label: triage.loss,
                  children:
                    loss.amountFen === null
                      ? triage.lossUnknown
                      : formatMoney(loss.amountFen, loss.currency, language),
                },
              ]
            : []),
          ...(opened
            ? []
            : [
                {
                  key: 'text',
                  label: triage.text,
                  children: <span className="masked-text">{report.text ?? triage.noText}</span>,
                },
              ]),
        ]}
      />
      {opened || report.text === null ? null : <p className="quiet">{triage.notOpened}</p>}
      {together.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={triage.together(together.length + 1)}
          description={
            <ul className="plain">
              {together.map(({ id, report: other }) => (
                <li key={id}>
                  #{id}
                  {other
                    ? ` · ${other.indicators.map(({ display }) => display).join('; ')} · ${typeOf(other)}`
                    : ` · ${triage.elsewhere}`}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {asksType ? (
        <label className="told">
          <span>
            {triage.decidedType} <kbd>t</kbd>
          </span>
          <Select
            ref={typeField}
            showSearch={{ optionFilterProp: 'label' }}
            value={fraudType ?? null}
            placeholder={triage.noType}
            options={[...names].map(([value, name]) => ({ value, label: `${value} ${name}` }))}
            onChange={(code) => {
              setFraudType(code ?? undefined)
              // On to the decision: Enter again makes it.
              decideButton.current?.focus()
            }}
          />
          <span className="quiet">
            {fraudType === undefined
              ? triage.withoutType
              : isRetyped && together.length > 0
                ? triage.typeForAll(together.length + 1)
                : triage.typeHint}
          </span>
        </label>
      ) : null}
      <label className="told">
        <span>{triage.reasonLabel}</span>
        <Input.TextArea
          rows={2}
          maxLength={2000}
          value={told}
          onChange={(event) => setTold(event.target.value)}
        />
      </label>
    </Modal>
  )
}
