import type { CampaignDetails, PageCheckReply } from '@wuzei/contract'
import { memberId, memberWhen, otherMemberId } from './member-examples.ts'
import type { NotesByOperation } from './operation-notes.ts'

const refused = ['FORBIDDEN', 'CROSS_SITE'] as const
const host = 'icbc-jifen.example.top'
const reason = {
  code: 'CARD_WITH_PIN',
  text: {
    zh: '同时索要银行卡号和卡密码（或安全码加密码），没有正规网页会一起要这些。',
    en: 'It asks for the card number together with the PIN (or the security code and a password). No honest page does.',
  },
}

const checked: PageCheckReply = {
  id: memberId,
  level: 'high',
  score: 0.9971,
  fraudTypes: ['F13.03'],
  advice: {
    zh: '不要打开，不要填写任何信息。已经填了密码或卡号的，立即改密码并联系银行。',
    en: 'Do not open it or fill anything in. If you gave a password or card number, change it and call your bank now.',
  },
  reasons: [reason],
  url: `http://${host}/wap/`,
  host,
  redirects: [],
  tlp: 'TLP:AMBER',
  fetched: false,
  wasCut: false,
  model: 'page@1.0.0',
  page: null,
  indicators: [],
  campaign: { id: otherMemberId, sites: 4, confirmed: false },
}

const campaign: CampaignDetails = {
  id: otherMemberId,
  firstAt: memberWhen,
  lastAt: memberWhen,
  sites: 2,
  hosts: [host, 'ccb-jifen.example.top'],
  fraudTypes: ['F13.03'],
  confirmedAt: null,
  marks: [{ mark: 'f:0123456789abcdef', sites: 2 }],
  pages: [
    {
      id: memberId,
      url: `${host}/wap/`,
      host,
      tlp: 'TLP:AMBER',
      own: true,
      firstAt: memberWhen,
      lastAt: memberWhen,
      count: 1,
      level: 'high',
      libraryLevel: 'unknown',
      reasons: [reason],
    },
  ],
}

export const pageNotes: NotesByOperation = {
  'POST /v1/pages/check': {
    description:
      'Judges a page that you fetched: its source, title, icon, redirects. It is read, never run, and not kept; kept is ' +
      'what was found and what the page is told apart by. Without `html` the hub fetches the page, where it is set up to. ' +
      'Unless you name a freer label, only your organisation knows that you sent it and nothing of it is evidence; from ' +
      '`TLP:GREEN` on, what was found becomes evidence of the public verdict, `high` at most. A system needs the scope ' +
      '`check`.',
    errors: ['INDICATOR_INVALID', 'PAGE_NOT_SENT', 'OUTBOUND_REFUSED', 'OUTBOUND_FAILED', ...refused],
    request: {
      example: {
        url: `http://${host}/wap/`,
        html: '<title>工商银行积分兑换</title><form action="/save.php"><input name="kahao" placeholder="银行卡号"></form>',
        tlp: 'TLP:AMBER',
      },
    },
    response: { status: 200, example: checked },
  },
  'POST /v1/pages/seen': {
    description:
      'What was found within the last 30 days on a page of this host, where whoever sent it told it to everybody ' +
      '(`TLP:CLEAR`). Null says nothing about the page.',
    errors: ['INDICATOR_INVALID'],
    request: { example: { url: `http://${host}/wap/` } },
    response: { status: 200, example: { seen: { at: memberWhen, level: 'high', reasons: [reason] } } },
  },
  'GET /v1/campaigns': {
    description:
      'Sites made from one kit, the campaign seen last first. Counted and named are only sites that you may know of: your ' +
      'own, and those labelled for the community.',
    errors: refused,
    parameters: {
      after: {
        description: 'The `next` of the page before.',
        example: '1772355600000.6f1c2a54-8a0e-4c1b-9d2f-0b7e5d3c1a90',
      },
    },
    response: { status: 200, example: { campaigns: [campaignSummary()], next: null } },
  },
  'GET /v1/campaigns/{id}': {
    description:
      'The sites of one campaign that you may know of, what was found on them, what the library says of them, and what ' +
      'their pages have in common. Where you may know of none it is answered with 404, like what does not exist.',
    errors: ['NOT_FOUND', ...refused],
    parameters: { id: { description: 'Id of the campaign.', example: otherMemberId } },
    response: { status: 200, example: campaign },
  },
}

function campaignSummary() {
  const { id, firstAt, lastAt, sites, hosts, fraudTypes, confirmedAt } = campaign
  return { id, firstAt, lastAt, sites, hosts, fraudTypes, confirmedAt }
}
