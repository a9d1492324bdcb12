import type { PaymentChecksPage } from '@wuzei/contract'
import { formatInstant, formatMoney } from '../../language/format.ts'
import { PagedTable } from '../../parts/paged-table.tsx'
import { api } from '../../session/api.ts'
import { useMemberName } from '../../session/use-member-name.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'
import { DecisionTag } from './decision-tag.tsx'
import { TellOutcome } from './tell-outcome.tsx'

type Row = PaymentChecksPage['checks'][number]

/** What was answered lately, newest first, with what came of it. */
export function CheckAnswers({ mayTell }: { readonly mayTell: boolean }) {
  const { payments } = useWords()
  const { language } = usePreferences()
  const nameOf = useMemberName()
  const rulesOf = ({ ruleIds }: Row) => ruleIds.map((id) => payments.rules[id] ?? id)
  const moneyOf = ({ amountFen, currency }: Row) =>
    amountFen === null || currency === null || !/^[A-Z]{3}$/.test(currency)
      ? (amountFen ?? '—')
      : formatMoney(Number(amountFen), currency, language)
  return (
    <>
      <p className="quiet">{payments.subjectHint}</p>
      <PagedTable<Row>
        title={payments.tabs.answers}
        label="TLP:AMBER+STRICT"
        queryKey={['payment-checks']}
        load={async (after) => {
          const page = await api.paymentChecks({ query: { after } })
          return { rows: page.checks, next: page.next }
        }}
        rowKey={({ id, askedAt }) => `${id} ${askedAt}`}
        empty={{ title: payments.empty, hint: payments.emptyHint }}
        columns={[
          {
            key: 'at',
            title: payments.at,
            render: ({ askedAt }) => formatInstant(askedAt, language),
            text: ({ askedAt }) => askedAt,
          },
          {
            key: 'decision',
            title: payments.decision,
            render: ({ decision }) => <DecisionTag decision={decision} />,
            text: ({ decision }) => decision,
          },
          {
            key: 'rules',
            title: payments.why,
            render: (row) => <span title={row.ruleIds.join(' ')}>{rulesOf(row).join('、') || '—'}</span>,
            text: ({ ruleIds }) => ruleIds.join('; '),
          },
          { key: 'amount', title: payments.amount, render: moneyOf, text: moneyOf },
          {
            key: 'subject',
            title: payments.subject,
            render: ({ subjectKind, subject }) => (
              <>
                {payments.payeeKinds[subjectKind] ?? subjectKind} <code>{subject}</code>
              </>
            ),
            text: ({ subjectKind, subject }) => `${subjectKind} ${subject}`,
          },
          ...(mayTell
            ? []
            : [
                {
                  key: 'organisation',
                  title: payments.askedBy,
                  render: ({ organisationId }: Row) => nameOf(organisationId),
                  text: ({ organisationId }: Row) => organisationId,
                },
              ]),
          {
            key: 'outcome',
            title: payments.outcome,
            render: ({ id, kind, outcome }) =>
              mayTell && kind === 'payment' ? (
                <TellOutcome id={id} outcome={outcome} />
              ) : (
                (payments.outcomes[outcome ?? ''] ?? '—')
              ),
            text: ({ outcome }) => outcome ?? '',
          },
        ]}
      />
    </>
  )
}
