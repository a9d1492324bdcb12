/**
 * Who may do what, as data.
 *
 * A cell holds words `LETTERS[:subject][@range]`. Letters: C create, R read masked, U read unmasked with a purpose,
 * A approve, X execute or answer, S statistics only. Other words are actions of their own: seal, propose, publish,
 * status, query (yes or no, never the row), hash. A dash is nothing.
 *
 * Ranges: `region` rows within the actor's region (or where its organisation assists), `own` rows of its
 * organisation, `task` rows on whose need-to-know list it is, `acts` what it did itself, `shared` rows its labels let
 * it read, `all`. Without one: police and auditors `region`, everybody else `own`; of membership and sharing
 * `own` for all.
 */
export const caseMatrix = {
  columns: [
    'STN_OFF',
    'CTY_OFF',
    'CTY_SUP',
    'PRV_OFF',
    'PRV_SUP',
    'MIN_OFF',
    'MIN_SUP',
    'AGENCY_HEAD',
    'HOT_OPR',
    'BNK_DSK',
    'TEL_DSK',
    'NET_PAY',
    'SEC_VND',
    'CA_OPR',
    'PLT_OPR',
    'MED_EDU',
    'PUB',
    'AUD',
  ],
  // Approving is the supervisor's where a level has officers and supervisors; what either reads is the same.
  rows: {
    report: 'CU|CU|UA|U|U|U|U|R|CR|CR|CR|C|C|-|C|-|C R|R',
    case: 'CR|CU|UA|U|U|U|U|A|-|-|-|-|-|-|-|-|status|R',
    'stop-order': 'C|CU|A|U|UA|U|UA|R|-|XU|-|X|-|seal|-|-|status|R',
    'freeze-order': 'C|CU|R|U|U|U|U|A|-|X|-|-|-|seal|-|-|status|R',
    'return-plan': 'C|CU|A|U|UA|R|R|A|-|X|-|-|-|seal|-|-|status|R',
    'number-order': 'C|C|A|R|A|R|A|R|-|-|X|-|propose|-|-|-|status|R',
    sanction: '-|CR|A|R|A|R|A|A|-|query@all|query@all|query@all|-|-|query@all|-|R|R',
    dissuasion:
      'X@own U@own|CU|A|R|R|R|R|-|X@task U@task|propose|propose|propose|propose|-|propose|-|status|R',
    appeal: 'CR|X|A|R|A|R|A|A|C|CR|CR|R|-|-|R|-|CR|R',
    evidence: 'CR|CU|UA|R|R|R|R|R|-|C|C|-|C|seal|C|-|C|hash',
    indicator:
      'R@shared|C U@shared|A@shared|R@shared|A@shared|R@shared|A@shared|-|R@shared|R:account@shared|R:number@shared|R@shared|C:number C:url R:number@shared R:url@shared|-|C:url C:account R:url@shared R:account@shared|-|query@all|R@shared',
    malware:
      'R@shared|R@shared|A@shared|R@shared|A@shared|R@shared|A@shared|-|-|R@shared|R@shared|R@shared|C R@shared|-|R@shared|-|-|R@shared',
    statistics: 'S|S|SA|S|SA|S|SA publish|S|S|S|S|S@all|S@all|-|S@all|S:published@all|S:published@all|S',
    education:
      'R@all|C R@all|A@all|R@all|A@all|R@all|A@all|-|R@all|R@all|R@all|R@all|C R@all|-|C R@all|C R@all|R@all|R@all',
    'audit-log': '-|R@acts|R@own|R@own|R@own|R@own|R@own|-|-|R@acts|R@acts|R@acts|R@acts|R@acts|R@acts|-|R|R',
  },
} as const

/** A role that reads the letters of another's column. */
export const sameColumn: Readonly<Record<string, string | undefined>> = {
  BNK_SUP: 'BNK_DSK',
  TEL_SUP: 'TEL_DSK',
}

/**
 * What members do as members: joining, keys, sharing, feeds. `every` is any person of a member, whatever the role, and
 * what a client may do at most. `worker`: a role that works with cases or indicators. `supervisor`: one that answers for
 * its organisation's work. `peer`: one of a kind or level of organisation that has no such role. `SYS_ADM` looks after its own organisation and those below it; `HUB_ADM` is SYS_ADM of the
 * hub operator, and whoever holds an administrator key.
 */
export const allianceMatrix = {
  organisation: { every: 'R@all', HUB_ADM: 'CRX@all' },
  person: { every: 'R', SYS_ADM: 'RX', HUB_ADM: 'RX@all', AUD: 'R@all' },
  invitation: { SYS_ADM: 'CRX', HUB_ADM: 'CRX@all', AUD: 'R@all' },
  // Executing is withdrawing.
  grant: { every: 'R', SYS_ADM: 'CRAX', HUB_ADM: 'CRAX@all', AUD: 'R@all' },
  // A link by which somebody gets a new password; executing is withdrawing it.
  'account-reset': { SYS_ADM: 'CRAX', HUB_ADM: 'CRAX@all', AUD: 'R@all' },
  'api-client': { every: 'R', SYS_ADM: 'CRX', HUB_ADM: 'CRX@all', AUD: 'R@all' },
  session: { every: 'R@acts X@acts' },
  'sharing-group': { every: 'R', SYS_ADM: 'CRX', supervisor: 'CRX', HUB_ADM: 'CRX@all', AUD: 'R@all' },
  // Executing is withdrawing and closing the label; approving is opening it.
  share: { every: 'R@shared', worker: 'CX', supervisor: 'A', peer: 'A' },
  feed: { every: 'R@shared' },
  list: { every: 'R@shared' },
  shield: { every: 'R@all' },
  taxii: { every: 'R@shared', worker: 'C' },
  misp: { every: 'R@shared' },
  webhook: { every: 'R', worker: 'CX', SYS_ADM: 'CRX', AUD: 'R@all' },
  // Signed orders and the answers to them: whoever they are addressed to asks and answers.
  'order-message': { worker: 'RX' },
  source: { every: 'R@all', HUB_ADM: 'CRX@all' },
  // Executing is acknowledging; an origin withdraws its own, a centre what lies in its region.
  retraction: { every: 'R@all', worker: 'CX', supervisor: 'A@region', HUB_ADM: 'R@all' },
  ledger: { every: 'R', AUD: 'R@all', HUB_ADM: 'R@all' },
  // Those who move money ask, and tell what came of it; what they asked is theirs and the auditors' to read.
  'payment-check': {
    BNK_DSK: 'CRX',
    BNK_SUP: 'CRX',
    NET_PAY: 'CRX',
    PLT_OPR: 'CRX',
    AUD: 'R@all',
  },
} as const

/**
 * Roles that read the `peer` column: where there are no supervisors, a colleague of the same desk is the second person.
 * Nobody approves what they proposed themselves.
 */
export const peers: readonly string[] = ['NET_PAY', 'SEC_VND', 'CA_OPR', 'PLT_OPR', 'MED_EDU', 'STN_OFF']

/** Roles that read the `supervisor` column. */
export const supervisors: readonly string[] = ['CTY_SUP', 'PRV_SUP', 'MIN_SUP', 'BNK_SUP', 'TEL_SUP']

/** What each scope of a client opens, of what its organisation may do at all. */
export const scopeMatrix = {
  check: { indicator: ['read', 'query'], sanction: ['query'] },
  report: { report: ['create'], evidence: ['create'] },
  share: {
    share: ['create', 'read', 'execute'],
    indicator: ['create'],
    ledger: ['read'],
    retraction: ['create'],
  },
  feed: { feed: ['read'], retraction: ['read'] },
  lists: { list: ['read'] },
  shield: { shield: ['read'] },
  taxii: { taxii: ['read', 'create'] },
  misp: { misp: ['read'] },
  retractions: { retraction: ['read', 'execute'] },
  webhooks: { webhook: ['create', 'read', 'execute'] },
  dispute: { appeal: ['create', 'read'] },
  orders: {
    'stop-order': ['read', 'unmask', 'execute'],
    'freeze-order': ['read', 'execute'],
    'return-plan': ['read', 'execute'],
    'number-order': ['read', 'execute', 'propose'],
    dissuasion: ['propose'],
    'order-message': ['read', 'execute'],
  },
  statistics: { statistics: ['aggregate'] },
  payments: { 'payment-check': ['create', 'read', 'execute'], sanction: ['query'] },
} as const

/** Why somebody reads unmasked data; recorded with the act. */
export const purposes = [
  'INTAKE',
  'STOP',
  'TRACE',
  'FREEZE',
  'RETURN',
  'SHUTDOWN',
  'DISSUADE',
  'APPEAL',
  'STATISTICS',
  'RESEARCH_REDACTED',
  'AUDIT',
  'SUPPORT',
] as const
export type Purpose = (typeof purposes)[number]

/** Purposes for which each kind of object may be read unmasked at all. The others are never a reason to unmask. */
export const unmaskPurposes = {
  report: ['INTAKE', 'STOP', 'TRACE', 'DISSUADE', 'APPEAL'],
  case: ['INTAKE', 'STOP', 'TRACE', 'FREEZE', 'RETURN', 'SHUTDOWN', 'APPEAL'],
  'stop-order': ['STOP', 'TRACE', 'APPEAL'],
  'freeze-order': ['FREEZE', 'TRACE', 'APPEAL'],
  'return-plan': ['RETURN', 'APPEAL'],
  dissuasion: ['DISSUADE'],
  evidence: ['TRACE', 'FREEZE', 'APPEAL'],
  indicator: ['TRACE', 'STOP', 'SHUTDOWN', 'APPEAL'],
} as const satisfies Partial<Record<keyof typeof caseMatrix.rows, readonly Purpose[]>>
