import type { BulkDecisionBody, QueuedReport } from '@wuzei/contract'
import { Alert, Button, Descriptions, Input, Modal } from 'antd'
import { useState } from 'react'
import { formatMoney } from '../../language/format.ts'
import { useFraudTypes } from '../../session/use-fraud-types.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

/** The look before a decision: what it covers, as whom it was reported, and the words that the reporter gets. */
export function DecisionDialog({
  title,
  report,
  together,
  isOpened,
  reason,
  onDecide,
  onClose,
}: {
  /** What is about to be done; also on the button. */
  readonly title: string
  readonly report: QueuedReport
  /** Other reports that it covers, those of this page with what they name. */
  readonly together: readonly { readonly id: string; readonly report: QueuedReport | undefined }[]
  /** Whether what was written is open unmasked. */
  readonly isOpened: boolean
  /** What the reporter is told unless it is changed here. */
  readonly reason: string
  readonly onDecide: (reason: BulkDecisionBody['reason']) => void
  readonly onClose: () => void
}) {
  const words = useWords()
  const { triage } = words
  const { language } = usePreferences()
  const names = useFraudTypes()
  const [told, setTold] = useState(reason)
  const { loss } = report
  const typeOf = ({ fraudType }: QueuedReport) => names.get(fraudType ?? '') ?? fraudType ?? triage.noType
  return (
    <Modal
      open
      title={`${title} · #${report.id}`}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {words.dialog.cancel}
        </Button>,
        <Button
          key="decide"
          type="primary"
          // The key that opened this, then Enter: two strokes, with a look between them.
          autoFocus
          disabled={told.trim() === ''}
          onClick={() => onDecide(told.trim())}
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
            children: report.indicators
              .map(({ display, kind }) => `${display} (${words.kinds[kind]})`)
              .join('; '),
          },
          { key: 'type', label: triage.reportedType, children: typeOf(report) },
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
          ...(isOpened
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
      {isOpened || report.text === null ? null : <p className="quiet">{triage.notOpened}</p>}
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
