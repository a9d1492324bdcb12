import type { ReportBody } from '@wuzei/contract'
import type { VerdictLevel } from '@wuzei/domain'

/**
 * Whether a report says nothing but what our own verdict told its author. Such an echo is kept and answered, but
 * weighs nothing: otherwise a listing would feed itself (checked, shown as fraud, reported for that, and so on).
 *
 * An echo has nothing of its own — no words, no file, no loss — and either says that it comes from our verdict or
 * is about something that is already listed.
 */
export function isEcho(body: ReportBody, levelNow: VerdictLevel): boolean {
  const hasOwnContent =
    Boolean(body.text?.trim()) || Boolean(body.attachments?.length) || body.loss !== undefined
  if (hasOwnContent) return false
  return body.basis === 'wuzei-verdict' || listedLevels.has(levelNow)
}

const listedLevels: ReadonlySet<VerdictLevel> = new Set(['suspicious', 'high', 'confirmed'])
