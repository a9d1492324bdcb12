import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { EntryTable } from './entry-table.ts'
import { entryWords } from './shard.ts'
import {
  assertLittleEndian,
  decodeFrameHeader,
  decodeHeader,
  frameHeaderBytes,
  frameKinds,
  headerBytes,
  SnapshotError,
} from './snapshot-format.ts'
import { StateTable } from './state-table.ts'
import type { VerdictIndex } from './verdict-index.ts'
import { MemoryVerdictIndex } from './verdict-index.ts'

/**
 * Reads a snapshot: the index and the number of the last event it stands for. Throws a `SnapshotError` when the file
 * is missing, cut off, damaged anywhere or of another version; nothing of it is used then.
 */
export async function readSnapshot(
  file: string,
): Promise<{ readonly index: VerdictIndex; readonly seq: number }> {
  assertLittleEndian()
  const handle = await openSnapshot(file)
  try {
    const header = decodeHeader(await readExactly(handle, Buffer.alloc(headerBytes)))
    const states = new StateTable()
    const table = new EntryTable(states)
    const loader = table.beginLoad(header.entries)
    let buffer = Buffer.from(new ArrayBuffer(0))
    for (;;) {
      const frame = decodeFrameHeader(await readExactly(handle, Buffer.alloc(frameHeaderBytes)))
      // A buffer of its own, not a slice of a pool: entries are read from it as aligned words.
      if (buffer.byteLength < frame.payloadBytes) buffer = Buffer.from(new ArrayBuffer(frame.payloadBytes))
      const payload = await readExactly(handle, buffer.subarray(0, frame.payloadBytes))
      if (crc32(payload) !== frame.payloadCrc) throw corrupt('the checksum of a frame does not fit')
      if (frame.kind === frameKinds.states) {
        restoreStates(states, payload)
      } else if (frame.kind === frameKinds.entries && frame.payloadBytes % (entryWords * 4) === 0) {
        const entries = new Uint32Array(payload.buffer, payload.byteOffset, frame.payloadBytes / 4)
        checkEntries(states, entries)
        if (!loader.append(entries)) throw corrupt('its keys are out of order')
      } else if (frame.kind === frameKinds.end && frame.payloadBytes === 12) {
        loader.finish()
        const counted =
          states.size === payload.readUInt32LE(0) && table.size === Number(payload.readBigUInt64LE(4))
        if (!counted || table.size !== header.entries) throw corrupt('its counts do not fit')
        const { bytesRead } = await handle.read(Buffer.alloc(1), 0, 1)
        if (bytesRead !== 0) throw corrupt('something follows its end')
        return { index: new MemoryVerdictIndex(table, states), seq: header.seq }
      } else {
        throw corrupt(`it has a frame of an unknown form (kind ${frame.kind})`)
      }
    }
  } finally {
    await handle.close()
  }
}

async function openSnapshot(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new SnapshotError('missing', `there is no file ${file}`, { cause: error })
    }
    throw error
  }
}

async function readExactly(handle: FileHandle, target: Buffer): Promise<Buffer> {
  for (let at = 0; at < target.byteLength; ) {
    const { bytesRead } = await handle.read(target, at, target.byteLength - at)
    if (bytesRead === 0) throw new SnapshotError('truncated', 'it ends too early')
    at += bytesRead
  }
  return target
}

function restoreStates(states: StateTable, payload: Buffer): void {
  for (let at = 0; at < payload.byteLength; ) {
    if (at + 8 > payload.byteLength) throw corrupt('a state is cut off')
    const id = payload.readUInt32LE(at)
    const end = at + 8 + payload.readUInt32LE(at + 4)
    if (end > payload.byteLength) throw corrupt('a state is cut off')
    if (!states.restore(id, payload.toString('utf8', at + 8, end)))
      throw corrupt('its states are out of order')
    at = end
  }
}

function checkEntries(states: StateTable, entries: Uint32Array): void {
  for (let at = 3; at < entries.length; at += entryWords) {
    if (!states.has(entries[at]!)) throw corrupt('an entry points to a state that is not there')
  }
}

function corrupt(detail: string): SnapshotError {
  return new SnapshotError('corrupt', detail)
}
