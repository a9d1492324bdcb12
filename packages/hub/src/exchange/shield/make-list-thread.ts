import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { CodedError } from '@wuzei/domain'
import {
  buildDelta,
  buildList,
  encodeList,
  falsePositiveRateOf,
  openList,
  planEpoch,
  type Epoch,
  type ShieldList,
} from '@wuzei/shield'
import type { ListTask, MadeList, MakerMessage } from './make-list.ts'

/** An epoch is planned for so much more than there is, and for this many at least. */
const roomToGrow = 1.1
const leastPlanned = 256

/** It ends when strangers pass for entries this much more often than meant, or when it was planned far too large. */
const highestRate = 1.25
const lowestRate = 1 / 8

const task: ListTask = workerData
const parents = task.parents.flatMap((bytes) => openOwn(bytes) ?? [])
const before = task.newEpoch ? undefined : epochGoingOn(parents[0])
const list = buildList({
  name: task.name,
  purpose: task.purpose,
  kinds: task.kinds,
  version: task.version,
  createdAtMs: task.createdAtMs,
  validUntilMs: task.validUntilMs,
  epoch:
    before ??
    planEpoch({
      salt: task.salt,
      expectedCount: Math.max(leastPlanned, Math.ceil((task.keys.length / 2) * roomToGrow)),
      falsePositiveRate: task.falsePositiveRate,
    }),
  keys: task.keys,
})
const file = await encodeList(list, signElsewhere)
const made: MadeList = {
  file,
  entries: list.header.count,
  beganEpoch: before === undefined,
  deltas: before === undefined ? [] : deltasTo(file),
}
say({ made })

/** Undefined for a list of a key that the hub had before: what follows it begins anew. */
function openOwn(bytes: Uint8Array): ShieldList | undefined {
  try {
    return openList(bytes, {
      publicKey: task.publicKey,
      name: task.name,
      minimumVersion: 1,
      nowMs: task.createdAtMs,
    })
  } catch (error) {
    if (error instanceof CodedError && error.code === 'SHIELD_SIGNATURE') return undefined
    throw error
  }
}

function epochGoingOn(previous: ShieldList | undefined): Epoch | undefined {
  if (!previous || previous.header.kinds.join() !== task.kinds.join()) return undefined
  const { epoch } = previous.header
  const count = task.keys.length / 2
  const rate = falsePositiveRateOf(epoch, count)
  const tooDense = rate > task.falsePositiveRate * highestRate
  const tooSparse = count > leastPlanned && rate < task.falsePositiveRate * lowestRate
  return tooDense || tooSparse ? undefined : epoch
}

/** None where a parent is of another epoch. */
function deltasTo(bytes: Uint8Array): MadeList['deltas'] {
  const next = openList(bytes, {
    publicKey: task.publicKey,
    name: task.name,
    minimumVersion: task.version,
    nowMs: task.createdAtMs,
  })
  return parents.flatMap((parent) => {
    const delta = buildDelta(parent, next)
    return delta ? [{ from: parent.header.version, file: delta }] : []
  })
}

async function signElsewhere(message: Uint8Array): Promise<Uint8Array> {
  if (!parentPort) throw new Error('lists are made in a thread of their own')
  const answer = once(parentPort, 'message')
  say({ sign: message })
  const [signature]: unknown[] = await answer
  if (!(signature instanceof Uint8Array)) throw new TypeError('a signature is bytes')
  return signature
}

function say(message: MakerMessage): void {
  parentPort?.postMessage(message, [])
}
