import type { OrganisationKind, OrganisationLevel } from './organisation.ts'

interface RoleDefinition {
  readonly zh: string
  readonly en: string
  readonly kinds: readonly OrganisationKind[]
  /** Levels of the organisation at which the role exists; null where levels play no part. */
  readonly levels: readonly OrganisationLevel[] | null
  /** Held alone: whoever runs the hub or audits it takes no part in its cases. */
  readonly exclusive?: true
}

/** The roles people hold, and in which organisations. Every role but PUB is given by a grant. */
export const roles = {
  MIN_OFF: { zh: '部级中心民警', en: 'Ministry centre officer', kinds: ['police'], levels: ['ministry'] },
  MIN_SUP: { zh: '部级中心主管', en: 'Ministry centre supervisor', kinds: ['police'], levels: ['ministry'] },
  PRV_OFF: { zh: '省级中心民警', en: 'Province centre officer', kinds: ['police'], levels: ['province'] },
  PRV_SUP: { zh: '省级中心主管', en: 'Province centre supervisor', kinds: ['police'], levels: ['province'] },
  CTY_OFF: { zh: '市级中心民警', en: 'City centre officer', kinds: ['police'], levels: ['city'] },
  CTY_SUP: { zh: '市级中心主管', en: 'City centre supervisor', kinds: ['police'], levels: ['city'] },
  STN_OFF: { zh: '派出所或县级民警', en: 'Station or county officer', kinds: ['police'], levels: ['county'] },
  AGENCY_HEAD: {
    zh: '机关负责人',
    en: 'Head of the organ',
    kinds: ['police'],
    levels: ['ministry', 'province', 'city', 'county'],
  },
  HOT_OPR: { zh: '96110 接线员', en: 'Hotline operator', kinds: ['police'], levels: ['city'] },
  BNK_DSK: { zh: '银行专席', en: 'Bank desk', kinds: ['bank'], levels: null },
  BNK_SUP: { zh: '银行主管', en: 'Bank supervisor', kinds: ['bank'], levels: null },
  TEL_DSK: { zh: '运营商专席', en: 'Operator desk', kinds: ['operator'], levels: null },
  TEL_SUP: { zh: '运营商主管', en: 'Operator supervisor', kinds: ['operator'], levels: null },
  NET_PAY: { zh: '清算机构专席', en: 'Payment network desk', kinds: ['payment-network'], levels: null },
  SEC_VND: { zh: '安全厂商分析员', en: 'Security vendor analyst', kinds: ['vendor'], levels: null },
  CA_OPR: {
    zh: '电子认证操作员',
    en: 'Certificate authority operator',
    kinds: ['certificate-authority'],
    levels: null,
  },
  PLT_OPR: { zh: '平台安全专员', en: 'Platform trust and safety', kinds: ['platform'], levels: null },
  MED_EDU: { zh: '宣传教育专员', en: 'Media and education partner', kinds: ['media'], levels: null },
  AUD: { zh: '独立审计员', en: 'Independent auditor', kinds: ['auditor'], levels: null, exclusive: true },
  // In the hub operator's organisation for the whole hub, in a member's for that member alone.
  SYS_ADM: {
    zh: '系统管理员',
    en: 'System administrator',
    kinds: [
      'police',
      'operator',
      'bank',
      'payment-network',
      'vendor',
      'platform',
      'certificate-authority',
      'media',
      'auditor',
      'hub-operator',
    ],
    levels: null,
    exclusive: true,
  },
} as const satisfies Record<string, RoleDefinition>

export type RoleCode = keyof typeof roles

export const roleCodes = Object.keys(roles).filter(isRoleCode)

/** True for the code of a role that a person can hold. */
export function isRoleCode(value: string): value is RoleCode {
  return Object.hasOwn(roles, value)
}

/** True when people of such an organisation may hold the role. */
export function mayHold(
  role: RoleCode,
  organisation: { readonly kind: OrganisationKind; readonly level: OrganisationLevel | null },
): boolean {
  const { kinds, levels }: RoleDefinition = roles[role]
  return (
    kinds.includes(organisation.kind) &&
    (levels === null || (organisation.level !== null && levels.includes(organisation.level)))
  )
}

/** True when one person may hold all these roles together: an administrator or auditor holds no other. */
export function areCompatible(held: readonly RoleCode[]): boolean {
  return held.length < 2 || !held.some((role) => 'exclusive' in roles[role])
}

/** The role whose letters of the matrix an organisation's own systems act with; null when they have none. */
export const deskRoles = {
  // Scopes narrow it further: a centre's system reports, shares and reads, it decides nothing.
  police: 'STN_OFF',
  operator: 'TEL_DSK',
  bank: 'BNK_DSK',
  'payment-network': 'NET_PAY',
  vendor: 'SEC_VND',
  platform: 'PLT_OPR',
  'certificate-authority': 'CA_OPR',
  media: 'MED_EDU',
  auditor: null,
  'hub-operator': null,
} as const satisfies Record<OrganisationKind, RoleCode | null>
