import { zhAccount } from './zh-account.ts'
import { zhAlliance } from './zh-alliance.ts'
import { zhDesks } from './zh-desks.ts'
import { zhMembers } from './zh-members.ts'
import { zhModels } from './zh-models.ts'
import { zhPages } from './zh-pages.ts'
import { zhPayments } from './zh-payments.ts'
import { zhProblems } from './zh-problems.ts'
import { zhStart } from './zh-start.ts'
import { zhEvents } from './zh-events.ts'

const levels: Record<string, string> = {
  safe: '已核实',
  unknown: '暂无记录',
  suspicious: '可疑',
  high: '高危',
  confirmed: '已确认诈骗',
}

const organisationKinds: Record<string, string> = {
  police: '公安反诈中心',
  operator: '电信运营商',
  bank: '银行',
  'payment-network': '清算机构',
  vendor: '安全厂商',
  platform: '互联网平台',
  'certificate-authority': '电子认证机构',
  media: '媒体与宣教',
  auditor: '审计机构',
  'hub-operator': '平台运营方',
}

/** The first language, and the type that the others must fill completely. */
export const zh = {
  brand: { name: '无贼', console: '工作台' },
  levels,
  organisationKinds,
  organisationLevels: { ministry: '部级', province: '省级', city: '市级', county: '县级' } as Record<
    string,
    string
  >,
  states: { active: '正常', suspended: '已停用', left: '已退出' } as Record<string, string>,
  frame: {
    skip: '跳到正文',
    search: '查号码、链接、账号，或粘贴整条短信',
    searchButton: '查询',
    theme: '深色',
    language: 'English',
    account: '我的账户',
    signOut: '退出登录',
    desks: '工作席',
    alliance: '联盟',
    record: '记录',
    menu: '菜单',
    pages: {
      start: '今天',
      triage: '举报处置',
      disputes: '异议裁决',
      library: '情报库',
      'web-pages': '检查网页',
      campaigns: '同源网站',
      payments: '付款前检查',
      'payee-lists': '涉案与惩戒名单',
      organisations: '成员与人员',
      clients: '接口客户端',
      groups: '共享组',
      labels: '请您判断',
      sources: '数据来源',
      models: '检测模型',
      shares: '共享与台账',
      feed: '事件流状态',
      retractions: '撤回与回执',
      inbound: '外部名单',
      audit: '审计日志',
    },
    clock: '北京时间',
    nothingHere: '这个地址没有页面',
    toStart: '回到工作台',
    noDesk: '您还没有岗位。管理员提出、另一位管理员同意之后，这里会出现您的工作席。',
  },
  table: {
    next: '下一页',
    previous: '上一页',
    page: (number: number) => `第 ${number} 页`,
    csv: '导出本页 CSV',
    refresh: '刷新',
    loading: '正在读取…',
    shownAt: (time: string) => `截至 ${time}，时间均为北京时间`,
    actions: '操作',
  },
  dialog: { cancel: '取消', close: '关闭', save: '保存', copy: '复制', copied: '已复制' },
  confirmTyped: {
    typeToConfirm: (name: string) => `请输入“${name}”以确认`,
    reason: '原因（写入日志，请勿填写个人信息）',
  },
  shownOnce: {
    warning: '只显示这一次。关闭之后，任何人都无法再次查看。',
    done: '我已妥善保存',
  },
  problem: {
    happened: '发生了什么',
    safe: '现有数据',
    todo: '怎么办',
    code: '错误码',
    again: '再试一次',
    unchanged: '没有任何改动，已有数据是安全的。',
    technical: '技术说明（英文，报修时提供）',
    byCode: {
      ...zhProblems,
      UNREACHABLE: { happened: '连不上平台。', todo: '检查网络，然后再试一次。' },
      TIMEOUT: {
        happened: '平台没有及时回应。',
        todo: '稍等片刻再试；如果刚才在提交，先刷新看看是否已经生效。',
      },
      UNAUTHENTICATED: { happened: '登录已结束。', todo: '请重新登录；没有提交的内容需要再填一次。' },
      FORBIDDEN: { happened: '您的岗位不能做这件事。', todo: '需要的话，请管理员为您申请相应岗位。' },
      RATE_LIMITED: { happened: '操作太频繁了。', todo: '等一分钟再试。' },
      OVERLOADED: { happened: '平台正忙。', todo: '几秒后再试。' },
      SIGN_IN_FAILED: {
        happened: '邮箱、密码或验证码不对。',
        todo: '核对后再试；手机验证码每 30 秒更换一次，用过的不能再用。',
      },
      INVITATION_INVALID: {
        happened: '邀请链接无效：可能已用过、被撤回或过期。',
        todo: '请邀请您的管理员重新发一个。',
      },
      EMAIL_TAKEN: { happened: '这个邮箱已经加入。', todo: '直接登录即可。' },
      GRANT_DECIDED: { happened: '这项授权已经有人处理。', todo: '刷新列表查看结果。' },
      REPORT_DECIDED: { happened: '这条举报已经有结论。', todo: '要改变结论，请使用“更正”，并写明理由。' },
      DISPUTE_DECIDED: { happened: '这条异议已经裁决。', todo: '刷新列表查看结果。' },
      PROOF_FAILED: {
        happened: '没能证明是您本人。',
        todo: '核对密码和验证码；用过的验证码要等下一个，也可以用恢复码或通行密钥。',
      },
      FACTOR_LAST: { happened: '这是最后一种验证方式。', todo: '先登记另一把通行密钥或绑定身份验证器。' },
      PASSWORD_WEAK: { happened: '这个密码容易被猜到。', todo: '换成几个不相干的词，不要用单位名或邮箱。' },
      RESET_INVALID: {
        happened: '链接无效：可能已用过、被撤回或过期。',
        todo: '请本单位的管理员再给一个。',
      },
      RESET_DECIDED: { happened: '这个申请已经有人处理。', todo: '刷新列表查看结果。' },
      SHARE_WITHDRAWN: { happened: '这条共享已经撤回。', todo: '刷新查看；需要时重新共享。' },
      SHARE_ACCUSES: {
        happened: '放宽后会牵连正规机构的整个网站或号码。',
        todo: '请改为共享具体的页面，或保持现有标签。',
      },
      RELABEL_PENDING: { happened: '已有人提出放宽，还没有决定。', todo: '先决定前一个提议。' },
      RELABEL_UNKNOWN: { happened: '没有等待决定的提议，或标签后来又变了。', todo: '刷新查看最新情况。' },
      PAGE_NOT_SENT: {
        happened: '平台没有开启自动读取网页。',
        todo: '请把网页源代码贴进来，或上传另存的 .html 文件。',
      },
      OUTBOUND_REFUSED: { happened: '平台不访问这个地址。', todo: '填公网可访问的 HTTPS 地址。' },
      WEBHOOK_LIMIT: { happened: '回调地址已达上限。', todo: '先移除不用的。' },
      CONFIRMATION_INVALID: {
        happened: '本单位登记了签名公钥，要由系统签名确认。',
        todo: '请让接收撤回的系统发出回执。',
      },
      SOURCE_NAME_TAKEN: { happened: '已有同名的名单。', todo: '换一个名称。' },
      SOURCE_BUSY: { happened: '平台正在读取这份名单。', todo: '一分钟后再试。' },
      SOURCE_NOT_HELD: { happened: '现在没有等您决定的条目。', todo: '刷新查看最新情况。' },
      SOURCE_UNKNOWN: { happened: '这份名单已经移除。', todo: '刷新列表。' },
      PASSKEY_INVALID: { happened: '通行密钥没有通过验证。', todo: '换一把通行密钥，或用密码和验证码登录。' },
      UNMASK_LOCKED: {
        happened: '查看原文的次数超出上限，您的账户已锁定。',
        todo: '请联系您的主管，由主管核实后恢复。',
      },
    } as Record<string, { happened: string; todo: string }>,
    other: { happened: '这一步没有成功。', todo: '再试一次；仍不成功时，把错误码告诉平台运营方。' },
  },
  ...zhAccount,
  ...zhAlliance,
  ...zhMembers,
  ...zhModels,
  ...zhPages,
  ...zhPayments,
  ...zhDesks,
  ...zhStart,
  ...zhEvents,
}
