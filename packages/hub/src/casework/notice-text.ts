import { type Definition, type Entity, shanghaiDay } from '@wuzei/casework'
import type { EffectName } from '@wuzei/casework'

/** A notice in both languages: what, since and until when, by whom, on what ground, and how to appeal (rules §4.2). */
export interface NoticeText {
  readonly zh: string
  readonly en: string
}

/** The words of a notice. Amounts, accounts and names of others are left out: whoever it is for knows its own. */
export function noticeText(
  definition: Definition,
  entity: Entity,
  effect: EffectName,
  nowMs: number,
): NoticeText {
  const state = definition.states[entity.state]
  const what = {
    zh: `${definition.zh}：${state?.zh ?? entity.state}（${shanghaiDay(nowMs)}）。`,
    en: `${definition.en}: ${state?.en ?? entity.state} (${shanghaiDay(nowMs)}).`,
  }
  if (effect === 'notice:apology')
    return {
      zh: `${what.zh}此项措施用错了对象，现已解除。我们为由此造成的不便道歉；如有损失，可凭本通知说明情况。`,
      en: `${what.en} The measure met the wrong person and has been lifted. We apologise; tell us of any loss, with this notice.`,
    }
  if (effect !== 'notice:holder') return what
  const until = entity.facts['expireAtMs']
  const end =
    typeof until === 'number'
      ? {
          zh: `期限至${inShanghai(until)}，到期自动解除。`,
          en: ` It ends by itself at ${inShanghai(until)} (Beijing time).`,
        }
      : { zh: '', en: '' }
  return {
    zh:
      `${what.zh}${end.zh}依据：《中华人民共和国反电信网络诈骗法》第二十条。决定机关：公安机关（编号 ${entity.id}）。` +
      '如有异议，可凭本编号在网站申诉页面、任一办理机关或电话提出，无须使用被限制的账户或号码；请准备身份证明和资金来源材料。' +
      '对决定不服的，可以依法申请行政复议或者提起行政诉讼。',
    en:
      `${what.en}${end.en} Ground: Article 20 of the Anti-Telecom and Online Fraud Law. Decided by the police (number ` +
      `${entity.id}). You may appeal with this number on the web page, at any office or by telephone; the restricted ` +
      'account or number is not needed. Have proof of who you are and where the money came from. Administrative review ' +
      'and an action in court remain open to you.',
  }
}

function inShanghai(atMs: number): string {
  return new Date(atMs + shanghaiOffsetMs).toISOString().slice(0, 16).replace('T', ' ')
}

/** China has had one time zone and no summer time since 1991. */
const shanghaiOffsetMs = 8 * 3_600_000
