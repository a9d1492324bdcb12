import { bankHotlines } from '../bank-hotlines.ts'
import { useSession } from '../session.ts'
import type { Verdict } from '../wire.ts'
import { PhoneIcon } from './icons.tsx'

/** The numbers to call now; the police first where money is at stake. Nobody is told to check a number by calling it. */
export function Calls({ urgent, verdict }: { urgent: boolean; verdict?: Verdict }) {
  const { t, locale } = useSession()
  const owner = verdict ? ownerHotline(verdict) : undefined
  const police = (
    <CallLink key="110" number="110" title={t.verdict.call110} note={t.verdict.call110Note} strong={urgent} />
  )
  const advice = (
    <CallLink
      key="96110"
      number="96110"
      title={t.verdict.call96110}
      note={t.verdict.call96110Note}
      strong={!urgent}
    />
  )
  return (
    <div class="calls">
      {(urgent ? [police, advice] : [advice, police]).filter(
        (call) => call.props.number !== verdict?.canonical,
      )}
      {owner ? (
        <CallLink
          number={owner.number}
          title={t.verdict.callOwner(owner.name[locale])}
          note={t.verdict.callOwnerNote(owner.number)}
          strong={false}
        />
      ) : null}
    </div>
  )
}

export function CallLink(props: { number: string; title: string; note: string; strong: boolean }) {
  return (
    <a class={props.strong ? 'call call-strong' : 'call'} href={`tel:${props.number}`}>
      <PhoneIcon />
      <span>
        <strong>{props.title}</strong>
        <small>{props.note}</small>
      </span>
    </a>
  )
}

/** The official line of the bank a card belongs to, or of the verified owner. */
function ownerHotline(verdict: Verdict) {
  const { identity, facts } = verdict
  if (alwaysShown.has(verdict.canonical)) return undefined
  if (identity && verdict.kind === 'phone') return { name: identity.name, number: verdict.canonical }
  const names = [identity?.name.zh, identity?.name.en, facts.bank].filter((name) => name !== undefined)
  return bankHotlines.find((bank) =>
    names.some((name) => name.includes(bank.name.zh) || name.includes(bank.name.en)),
  )
}

const alwaysShown: ReadonlySet<string> = new Set(['110', '96110'])
