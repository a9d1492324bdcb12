import { can, definitionOf, type Actor, type IndicatorKind, type ProtectedRow } from '@wuzei/domain'

/** How somebody sees entries of one kind. */
export interface Sight {
  readonly isMasked: boolean
  /** May fix, lift and retract what the library says about it. */
  readonly mayDecide: boolean
  readonly show: (canonical: string) => string
}

/**
 * How an actor sees the library's entries of a kind; undefined when not at all. Whoever works on entries sees them
 * whole, whoever only reads sees them masked. What the library says of an entry rests on statements that the whole
 * community may read, so its own label is the community's.
 */
export function sightOf(actor: Actor, kind: IndicatorKind): Sight | undefined {
  const row = libraryRow(kind)
  const may = (action: 'read' | 'create' | 'approve') =>
    can(actor, action, { kind: 'indicator', row }).allowed
  if (!may('read')) return undefined
  const mayDecide = may('approve')
  const isMasked = !mayDecide && !may('create')
  const definition = definitionOf(kind)
  const show = (canonical: string) => (isMasked ? definition.mask(canonical) : definition.display(canonical))
  return { isMasked, mayDecide, show }
}

/** An entry of the library as decisions see it. */
export function libraryRow(kind: IndicatorKind): ProtectedRow {
  const subject = subjects[kind]
  return {
    region: '',
    organisationIds: [],
    authorId: null,
    needToKnow: null,
    ...(subject === undefined ? {} : { subject }),
    shared: {
      originId: null,
      label: { tlp: 'TLP:GREEN', pap: 'PAP:GREEN' },
      groupId: null,
      recipientIds: [],
    },
  }
}

/** What partners' roles are limited to; other kinds are for those without a limit. */
const subjects: Readonly<Partial<Record<IndicatorKind, string>>> = {
  phone: 'number',
  'sms-sender': 'number',
  url: 'url',
  domain: 'url',
  ip: 'url',
  app: 'url',
  account: 'account',
  payment: 'account',
  wallet: 'account',
}
