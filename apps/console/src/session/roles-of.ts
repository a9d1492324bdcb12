import type { OrganisationReply } from '@wuzei/contract'
import type { Language } from '../language/words.ts'

interface RoleWords {
  readonly zh: string
  readonly en: string
  readonly kinds: readonly string[]
  readonly levels?: readonly string[]
}

/** The roles with their names, and where people hold them; the hub checks again. */
const roles: Readonly<Record<string, RoleWords>> = {
  MIN_OFF: { zh: '部级中心民警', en: 'Ministry centre officer', kinds: ['police'], levels: ['ministry'] },
  MIN_SUP: { zh: '部级中心主管', en: 'Ministry centre supervisor', kinds: ['police'], levels: ['ministry'] },
  PRV_OFF: { zh: '省级中心民警', en: 'Province centre officer', kinds: ['police'], levels: ['province'] },
  PRV_SUP: { zh: '省级中心主管', en: 'Province centre supervisor', kinds: ['police'], levels: ['province'] },
  CTY_OFF: { zh: '市级中心民警', en: 'City centre officer', kinds: ['police'], levels: ['city'] },
  CTY_SUP: { zh: '市级中心主管', en: 'City centre supervisor', kinds: ['police'], levels: ['city'] },
  STN_OFF: { zh: '派出所或县级民警', en: 'Station or county officer', kinds: ['police'], levels: ['county'] },
  AGENCY_HEAD: { zh: '机关负责人', en: 'Head of the organ', kinds: ['police'] },
  HOT_OPR: { zh: '96110 接线员', en: 'Hotline operator', kinds: ['police'], levels: ['city'] },
  BNK_DSK: { zh: '银行专席', en: 'Bank desk', kinds: ['bank'] },
  BNK_SUP: { zh: '银行主管', en: 'Bank supervisor', kinds: ['bank'] },
  TEL_DSK: { zh: '运营商专席', en: 'Operator desk', kinds: ['operator'] },
  TEL_SUP: { zh: '运营商主管', en: 'Operator supervisor', kinds: ['operator'] },
  NET_PAY: { zh: '清算机构专席', en: 'Payment network desk', kinds: ['payment-network'] },
  SEC_VND: { zh: '安全厂商分析员', en: 'Security vendor analyst', kinds: ['vendor'] },
  CA_OPR: { zh: '电子认证操作员', en: 'Certificate authority operator', kinds: ['certificate-authority'] },
  PLT_OPR: { zh: '平台安全专员', en: 'Platform trust and safety', kinds: ['platform'] },
  MED_EDU: { zh: '宣传教育专员', en: 'Media and education partner', kinds: ['media'] },
  AUD: { zh: '独立审计员', en: 'Independent auditor', kinds: ['auditor'] },
  SYS_ADM: { zh: '系统管理员', en: 'System administrator', kinds: [] },
}

/** Name of a role; the code itself where it is newer than this page. */
export function roleName(code: string, language: Language): string {
  return roles[code]?.[language] ?? code
}

/** Roles that people of this organisation can hold, for a choice. */
export function roleOptions(organisation: OrganisationReply, language: Language) {
  return Object.entries(roles)
    .filter(
      ([code, { kinds, levels }]) =>
        code === 'SYS_ADM' ||
        (kinds.includes(organisation.kind) &&
          (levels === undefined || levels.includes(organisation.level ?? ''))),
    )
    .map(([value, words]) => ({ value, label: words[language] }))
}
