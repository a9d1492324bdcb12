import type { Verdict } from '@wuzei/contract'
import type { TextDetection } from '@wuzei/detect'
import type { Reason } from '@wuzei/domain'
import type { FoundInMessage } from '../library/check-message.ts'

/** Links of a message that do not belong to whom it claims to come from. */
export interface ForeignLinks {
  /** Positions among the message's findings. */
  readonly links: ReadonlySet<number>
  /** What a marked link shows; undefined without such links. */
  readonly mark: Reason | undefined
  readonly reasons: readonly Reason[]
  /** Codes of the text model's reasons that these take the place of. */
  readonly codes: ReadonlySet<string>
}

const none: ForeignLinks = { links: new Set(), mark: undefined, reasons: [], codes: new Set() }

/** Reasons of the text model that say the same about an institution which only the text names. */
const saidOfText = 'LINK_NOT_OF_CLAIMED'

/**
 * Compares the owner of the sender with the owners of the links. A verified sender proves nothing, anybody can forge
 * it; but then its message must lead to its own sites. A link to another verified owner is no sign: banks link to app
 * shops and to messengers.
 */
export function findForeignLinks(
  sender: Verdict | null,
  indicators: readonly FoundInMessage[],
  wording: TextDetection | undefined,
): ForeignLinks {
  const links = new Set<number>()
  for (const [position, { verdict }] of indicators.entries())
    if ((verdict.kind === 'url' || verdict.kind === 'domain') && !verdict.identity) links.add(position)
  if (links.size === 0) return none
  const owner = sender?.identity
  if (!owner || !sender) {
    // Whom a text merely names it need not come from: the model weighs that, and here it only marks the link.
    const said = wording?.reasons.find(({ code }) => code === saidOfText)
    return said ? { ...none, links, mark: { code: said.code, text: said.text } } : none
  }
  const [first] = links
  const shown = indicators[first ?? 0]?.verdict.display ?? ''
  const mark: Reason = {
    code: 'LINK_NOT_OF_SENDER',
    text: {
      zh: `显示由${owner.name.zh}（${sender.display}）发来，但链接 ${shown} 不是${owner.name.zh}的网站。`,
      en: `It shows ${owner.name.en} (${sender.display}) as its sender, but the link ${shown} is not a site of theirs.`,
    },
  }
  return { links, mark, reasons: [mark], codes: new Set([saidOfText]) }
}
