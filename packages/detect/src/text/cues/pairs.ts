import type { CuePair } from './cue.ts'

const claims = ['AUTHORITY_CLAIM', 'AUTHORITY_CASE', 'BANK_CLAIM']
const stories = ['ACCOUNT_TROUBLE', 'CREDIT_RECORD', 'REFUND', 'PARCEL', 'SUBSIDY_OR_CARD', 'POINTS', 'PRIZE']
const payments = ['TRANSFER_ASKED', 'FEE_FIRST', 'SAFE_ACCOUNT']

/** What fraud is made of: a role or story, and then something wanted. */
export const cuePairs: readonly CuePair[] = [
  {
    code: 'CLAIM_AND_MONEY',
    groups: [claims, payments],
    lean: { fraud: 1 },
    types: { F08: 0.5 },
    text: { zh: '自称权威，又要您付钱', en: 'It claims authority and wants money' },
    why: 'No authority collects by message or phone.',
  },
  {
    code: 'CLAIM_AND_DATA',
    groups: [claims, ['CREDENTIALS_ASKED']],
    lean: { fraud: 0.8 },
    types: { F13: 0.5 },
    text: { zh: '自称权威，又要您的信息', en: 'It claims authority and wants your data' },
    why: 'A bank that calls knows whom it calls.',
  },
  {
    code: 'STORY_AND_DATA',
    groups: [stories, ['CREDENTIALS_ASKED']],
    lean: { fraud: 0.7 },
    types: { F13: 0.5 },
    text: {
      zh: '以出问题或有好处为由，要您的信息',
      en: 'A problem or a gain is the reason to ask for your data',
    },
    why: 'Phishing by voice and by page.',
  },
  {
    code: 'STORY_AND_MONEY',
    groups: [stories, payments],
    lean: { fraud: 0.7 },
    text: { zh: '以出问题或有好处为由，要您付钱', en: 'A problem or a gain is the reason to pay' },
    why: 'Advance fee.',
  },
  {
    code: 'STORY_AND_LINK',
    groups: [
      ['ACCOUNT_TROUBLE', 'SUBSIDY_OR_CARD', 'POINTS', 'PARCEL', 'PHOTOS', 'CREDIT_RECORD'],
      ['LINK', 'LINK_OR_LOGIN'],
    ],
    lean: { fraud: 0.8 },
    types: { F13: 0.5 },
    text: {
      zh: '以出问题或过期为由，要您点链接',
      en: 'A problem or a deadline is the reason to follow a link',
    },
    why: 'The form of nearly every phishing message.',
  },
  {
    code: 'URGENT_MONEY_OR_DATA',
    groups: [['URGENCY'], [...payments, 'CREDENTIALS_ASKED']],
    lean: { fraud: 0.5 },
    text: { zh: '催您马上付钱或给信息', en: 'It urges you to pay or tell something at once' },
    why: 'Pressure and demand together.',
  },
  {
    code: 'EMERGENCY_AND_MONEY',
    groups: [['FAMILY_EMERGENCY', 'POSING_ACQUAINTANCE', 'ROMANCE', 'SEXTORTION'], payments],
    lean: { fraud: 0.8 },
    types: { F14: 0.5 },
    text: { zh: '以急事或人情为由，要您付钱', en: 'An emergency or affection is the reason to pay' },
    why: 'F07, F09, F11, F14.',
  },
  {
    code: 'GAIN_AND_CHAT',
    groups: [
      ['INVESTMENT', 'TASK_JOB'],
      ['MOVE_TO_CHAT', 'MESSENGER', 'QQ'],
    ],
    lean: { fraud: 0.6 },
    text: { zh: '许诺赚钱，又要您进群或加私人号', en: 'It promises money and moves you to a private chat' },
    why: 'How F01 and F02 take people away from platforms that warn.',
  },
]
