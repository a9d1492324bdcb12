import { isPublicEvidence, reliabilityOf, type Evidence } from '@wuzei/domain'
import type { OriginRow, ShareRow } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import type { PublicShareChanged, ShareChanged } from '../library/changes/share-changes.ts'
import { memberSource } from '../library/source-seeds.ts'
import { namedSubject } from '../library/subject.ts'

/** What of a share an event needs. */
export type ShareSaid = Pick<
  ShareRow,
  | 'id'
  | 'kind'
  | 'canonical'
  | 'label'
  | 'object'
  | 'seen'
  | 'fraudType'
  | 'firstAt'
  | 'lastAt'
  | 'count'
  | 'note'
  | 'groupId'
  | 'recipientIds'
  | 'echo'
>

/** A share as an event carries it: in clear where it weighs in the public verdict, else sealed. */
export function shareChanged(hub: HubContext, share: ShareSaid, origin: OriginRow): ShareChanged {
  return isPublicEvidence(share.label) ? publicChange(share, origin, false) : heldChange(hub, share)
}

/** What a share says in the public verdict, or no longer says. */
export function publicChange(share: ShareSaid, origin: OriginRow, retracted: boolean): PublicShareChanged {
  return {
    share: share.id,
    label: share.label,
    subject: namedSubject(share.kind, share.canonical),
    evidence: { ...evidenceOf(share, origin), retracted },
  }
}

/** The statement of a share, as the verdict weighs it. */
export function evidenceOf(share: ShareSaid, origin: OriginRow): Evidence {
  const { id, tier, alpha, beta } = memberSource(origin)
  return {
    source: id,
    tier,
    reliability: origin.reliability ?? reliabilityOf({ alpha, beta }),
    reporter: null,
    origin: null,
    device: null,
    text: null,
    fraudType: share.fraudType,
    count: share.count,
    firstAt: share.firstAt,
    lastAt: share.lastAt,
    echo: share.echo,
    retracted: false,
  }
}

/** The sealed copy lets the hub prove later what exactly was shared, to whom, and when. */
function heldChange(hub: HubContext, share: ShareSaid): ShareChanged {
  const { id, label, kind, canonical, object, seen, fraudType, firstAt, lastAt, count, echo } = share
  const { groupId, recipientIds } = share
  const note = share.note?.toString('base64') ?? null
  const what = { kind, canonical, object, fraudType, note }
  const said = { ...what, seen, firstAt, lastAt, count, echo, groupId, recipientIds }
  const sealed = hub.cipher.seal('share', `share ${id}`, JSON.stringify(said))
  return { share: id, label, sealed: sealed.toString('base64') }
}
