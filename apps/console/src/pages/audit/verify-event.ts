import type { LoggedEventReply, TreeHeadList } from '@wuzei/contract'
import { fromBase64, isConsistent, isHeadSigned, isSameHash, leafHashOf, rootOfInclusion } from '@wuzei/sdk'
import { api } from '../../session/api.ts'
import { comparePinnedLog, pinLog } from './pinned-log.ts'

export type StepName = 'leaf' | 'inclusion' | 'signature' | 'consistency' | 'pinned'

/** One step of the proof with what was computed; `null` where it could not be done. */
export interface ProofStep {
  readonly name: StepName
  readonly holds: boolean | null
  readonly shown: string
}

type Head = TreeHeadList['heads'][number]

/**
 * Proves in this browser that an event is in the log and that the log only ever grew: from the event's own content to
 * the signed root, from an older head to the newest, and to what this browser saw before. Null where no signed head
 * covers the event yet.
 */
export async function verifyEvent(event: LoggedEventReply): Promise<readonly ProofStep[] | null> {
  const { heads, keys } = await api.consoleTreeHeads()
  const [newest] = heads
  if (!newest || newest.size < event.seq) return null
  const publicKey = keys.find(({ keyId }) => keyId === newest.keyId)?.publicKey ?? ''
  const leafHash = leafHashOf(event)
  const leaf = {
    name: 'leaf',
    holds: toHex(leafHash) === event.leafHash,
    shown: `SHA-256 = ${toHex(leafHash)}`,
  } as const
  const inclusion = await proveInclusion(event.seq, newest, leafHash)
  const signature = {
    name: 'signature',
    holds: isHeadSigned(newest, fromBase64(publicKey)),
    shown: `Ed25519 ${newest.keyId} · ${newest.size} · ${newest.at}`,
  } as const
  const older = heads.at(-1)
  const consistency =
    older && older.size < newest.size
      ? await proveConsistency(older, newest)
      : ({ name: 'consistency', holds: null, shown: `${newest.size}` } as const)
  const steps: ProofStep[] = [leaf, inclusion, signature, consistency]
  const isSoFar = steps.every(({ holds }) => holds !== false)
  const pinned = await comparePinnedLog(newest, publicKey)
  steps.push({ name: 'pinned', ...pinned })
  if (isSoFar && pinned.holds !== false) pinLog(newest, publicKey)
  return steps
}

async function proveInclusion(seq: number, head: Head, leafHash: Uint8Array): Promise<ProofStep> {
  const { hashes } = await api.logInclusion({ query: { seq, size: head.size } })
  const root = rootOfInclusion({ seq, size: head.size, leafHash, proof: hashes.map(fromBase64) })
  return {
    name: 'inclusion',
    holds: root !== null && isSameHash(root, fromBase64(head.rootHash)),
    shown: `${hashes.length} × SHA-256 → ${root === null ? '?' : toHex(root)}`,
  }
}

/** Whether the tree of one head is the beginning of that of another, by the hub's proof. */
export async function proveConsistency(
  older: Pick<Head, 'size' | 'rootHash'>,
  newer: Head,
): Promise<ProofStep> {
  const { hashes } = await api.logConsistency({ query: { from: older.size, to: newer.size } })
  return {
    name: 'consistency',
    holds: isConsistent({
      from: older.size,
      to: newer.size,
      fromRoot: fromBase64(older.rootHash),
      toRoot: fromBase64(newer.rootHash),
      proof: hashes.map(fromBase64),
    }),
    shown: `${older.size} → ${newer.size}`,
  }
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
