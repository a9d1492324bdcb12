import { useNavigate } from '@tanstack/react-router'
import type { QueuedReport } from '@wuzei/contract'
import { Alert, Button, Descriptions, Space, Tag } from 'antd'
import { formatInstant, formatMoney } from '../../language/format.ts'
import { ActorName } from '../../parts/actor-name.tsx'
import { saveAs } from '../../parts/csv.ts'
import { LevelTag } from '../../parts/level-tag.tsx'
import { PersonalData, type OpenRecord } from '../../parts/personal-data.tsx'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { useFraudTypes } from '../../session/use-fraud-types.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

/** The report in focus: what it is about, what was written (masked until opened), its company and its files. */
export function ReportDetails({
  report,
  opened,
  together,
  onHide,
  onTogether,
}: {
  readonly report: QueuedReport
  readonly opened: OpenRecord | undefined
  /** Reports that a decision now covers. */
  readonly together: number
  readonly onHide: () => void
  readonly onTogether: (ids: readonly string[]) => void
}) {
  const words = useWords()
  const { language } = usePreferences()
  const names = useFraudTypes()
  const navigate = useNavigate()
  const { loss, rejection } = report
  const nameOf = (code: string | null) => names.get(code ?? '') ?? code ?? '—'
  return (
    <article className="focus" aria-label={words.library.openReport(report.id)}>
      {rejection ? (
        <Alert
          type="warning"
          showIcon
          title={
            <>
              <ActorName actor={rejection.proposedBy} /> ·{' '}
              {words.triage.proposedBy('', formatInstant(rejection.proposedAt, language)).trim()}
            </>
          }
          description={
            <>
              {rejection.reason}
              <br />
              {words.triage.waitsFor}
            </>
          }
        />
      ) : null}
      <Descriptions
        size="small"
        bordered
        column={1}
        items={[
          {
            key: 'names',
            label: words.triage.names,
            children: (
              <Space wrap>
                {report.indicators.map(({ key, display, level, kind }, index) => (
                  <span key={key}>
                    <Button
                      type="link"
                      size="small"
                      className="value"
                      onClick={() => void navigate({ to: '/library', search: { key } })}
                    >
                      {opened?.indicators[index]?.display ?? display}
                    </Button>
                    <span className="quiet">{words.kinds[kind]}</span> <LevelTag level={level} />
                  </span>
                ))}
              </Space>
            ),
          },
          {
            key: 'type',
            label: words.triage.reportedType,
            children: nameOf(report.fraudType),
          },
          ...(report.decidedType === null
            ? []
            : [{ key: 'decided', label: words.triage.decidedType, children: nameOf(report.decidedType) }]),
          ...(loss
            ? [
                {
                  key: 'loss',
                  label: words.triage.loss,
                  children: `${loss.amountFen === null ? words.triage.lossUnknown : formatMoney(loss.amountFen, loss.currency, language)}${loss.at === null ? '' : ` · ${formatInstant(loss.at, language)}`}`,
                },
              ]
            : []),
          {
            key: 'at',
            label: words.disputes.openedAt,
            children: formatInstant(report.reportedAt, language),
          },
          ...(opened
            ? []
            : [
                {
                  key: 'contact',
                  label: words.triage.contact,
                  children: report.contact ?? words.triage.noContact,
                },
                {
                  key: 'text',
                  label: words.triage.text,
                  children: <span className="masked-text">{report.text ?? words.triage.noText}</span>,
                },
              ]),
        ]}
      />
      {opened ? (
        <PersonalData
          opened={opened}
          labels={{
            names: words.triage.names,
            text: words.triage.opened,
            contact: words.triage.contact,
            none: '—',
          }}
          onHide={onHide}
        />
      ) : null}
      <Company report={report} together={together} onTogether={onTogether} />
      <Files report={report} isOpen={opened !== undefined} />
    </article>
  )
}

function Company({
  report,
  together,
  onTogether,
}: {
  readonly report: QueuedReport
  readonly together: number
  readonly onTogether: (ids: readonly string[]) => void
}) {
  const { triage } = useWords()
  const { sameSubject, sameText } = report
  if (sameSubject.length + sameText.length === 0) return null
  return (
    <Space wrap className="company">
      {sameSubject.length === 0 ? null : (
        <Button
          type={together > 1 ? 'primary' : 'default'}
          onClick={() => onTogether(together > 1 ? [] : sameSubject)}
        >
          {triage.sameSubject(sameSubject.length)} <kbd>a</kbd>
        </Button>
      )}
      {sameText.length === 0 ? null : (
        <Button onClick={() => onTogether(sameText)}>{triage.sameText(sameText.length)}</Button>
      )}
      {together > 1 ? <Tag color="blue">{triage.together(together)}</Tag> : null}
    </Space>
  )
}

function Files({ report, isOpen }: { readonly report: QueuedReport; readonly isOpen: boolean }) {
  const { triage } = useWords()
  const { act, error } = useAct()
  if (report.attachments.length === 0) return null
  return (
    <section>
      <h3>{triage.files}</h3>
      <p className="quiet">{triage.filesHint}</p>
      {error === undefined ? null : <ProblemPanel error={error} />}
      <Space wrap>
        {report.attachments.map(({ attachment, fileName, mediaType, bytes, metadataRemoved }) => (
          <Button
            key={attachment}
            disabled={!isOpen}
            onClick={() =>
              void act(async () => saveAs(fileName, await fileOf(report.id, attachment, mediaType)))
            }
          >
            {triage.download} {mediaType} · {Math.ceil(bytes / 1024)} KB
            {metadataRemoved ? '' : ` · ${triage.metadata}`}
          </Button>
        ))}
      </Space>
    </section>
  )
}

async function fileOf(report: string, attachment: string, mediaType: string): Promise<Blob> {
  const bytes = await api.consoleReportAttachment({ params: { id: report, sha256: attachment } })
  return new Blob([bytes], { type: mediaType })
}
