import { knownIdentities, parseIndicator } from '@wuzei/domain'
import type { KnownIdentity } from '@wuzei/domain'
import type { DetectionReason } from '../model/detection.ts'
import type { CanonicalText } from './canonical/canonical-text.ts'

/** What sender and links say about whom a text claims to come from. */
export interface SenderEvidence {
  /** Added to the log-odds of fraud. */
  readonly logOdds: number
  readonly reasons: readonly DetectionReason[]
}

const none: SenderEvidence = { logOdds: 0, reasons: [] }

/**
 * An institution that writes from a private number, or links to somebody else's site, is nearly always somebody else.
 * Weights by judgement: as much as a strong cue, because branch staff do write from private numbers.
 */
const weights = { privateSender: 1.5, foreignLink: 2 } as const

/** Names shorter than this occur inside other words. */
const shortestName = 3

/** Compares the institution that a text names with its sender and with the owners of its links. */
export function senderEvidence(
  text: string,
  { indicators }: CanonicalText,
  from: string | undefined,
): SenderEvidence {
  const links = indicators.filter(({ kind }) => kind === 'url' || kind === 'domain')
  const sender = from === undefined ? null : parseIndicator(from, { kind: 'phone' })
  const privateSender = sender !== null && sender.ok && /^\+861[3-9]\d{9}$/.test(sender.indicator.canonical)
  if (links.length === 0 && !privateSender) return none
  const claimed = claimedIdentity(text)
  if (claimed === null) return none
  const reasons: DetectionReason[] = []
  let logOdds = 0
  if (privateSender) {
    logOdds += weights.privateSender
    reasons.push({
      code: 'SENDER_IS_PRIVATE',
      text: {
        zh: `自称${claimed.name.zh}，却是用私人手机号发来的`,
        en: `It claims to be ${claimed.name.en}, but comes from a private mobile number`,
      },
      values: { claimed: claimed.id },
    })
  }
  const foreign = links.find(({ canonical }) => !ownsLink(claimed, hostOf(canonical)))
  if (foreign !== undefined) {
    logOdds += weights.foreignLink
    reasons.push({
      code: 'LINK_NOT_OF_CLAIMED',
      text: {
        zh: `自称${claimed.name.zh}，链接却不是它的网站`,
        en: `It claims to be ${claimed.name.en}, but the link does not lead to their site`,
      },
      values: { claimed: claimed.id, host: hostOf(foreign.canonical) },
    })
  }
  return { logOdds, reasons }
}

/** Whoever signs with a name, opens or closes with it, or says it is them; a name in passing claims nothing. */
function claimedIdentity(text: string): KnownIdentity | null {
  const trimmed = text.trim()
  return (
    knownIdentities.find(({ name: { zh } }) => {
      if (zh.length < shortestName || !trimmed.includes(zh)) return false
      if (trimmed.startsWith(zh) || trimmed.endsWith(zh)) return true
      return claimMarks.some((mark) => trimmed.includes(`${mark}${zh}`))
    }) ?? null
  )
}

const claimMarks = ['【', '[', '我是', '这里是', '尊敬的', '来自']

function ownsLink(identity: KnownIdentity, host: string): boolean {
  return identity.indicators.some(
    ({ kind, value }) => kind === 'domain' && (host === value || host.endsWith(`.${value}`)),
  )
}

function hostOf(canonical: string): string {
  return canonical.replace(/^[a-z]+:\/\//, '').replace(/[/:?#].*$/s, '')
}
