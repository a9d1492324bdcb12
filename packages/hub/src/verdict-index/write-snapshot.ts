import type { FileHandle } from 'node:fs/promises'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { entryWords } from './shard.ts'
import {
  assertLittleEndian,
  encodeFrameHeader,
  encodeHeader,
  frameHeaderBytes,
  frameKinds,
  framePayloadBytes,
  headerBytes,
} from './snapshot-format.ts'
import type { VerdictIndex } from './verdict-index.ts'

interface SnapshotWritten {
  readonly bytes: number
  readonly entries: number
  readonly states: number
}

/**
 * Writes the index as it is at the call to `file`, as the state after event `seq`; changes made while it is being
 * written do not show in it. The file appears whole or not at all: temporary file, fsync, rename, fsync of the folder.
 * Packs a megabyte at a time between writes, so the event loop stays free. Unused states are forgotten first.
 */
export async function writeSnapshot(
  index: VerdictIndex,
  file: string,
  options: { readonly seq: number },
): Promise<SnapshotWritten> {
  assertLittleEndian()
  if (!Number.isSafeInteger(options.seq) || options.seq < 0)
    throw new RangeError('seq must be a whole number')
  const capture = index.capture()
  const temporary = `${file}.${process.pid}.tmp`
  try {
    const handle = await open(temporary, 'w')
    let written: SnapshotWritten
    try {
      await writeAll(handle, encodeHeader({ seq: options.seq, entries: capture.entryCount }))
      const states = await writeStates(handle, capture.states())
      const entries = await writeEntries(handle, capture.shards())
      const end = Buffer.alloc(12)
      end.writeUInt32LE(states.count, 0)
      end.writeBigUInt64LE(BigInt(entries.count), 4)
      await writeFrame(handle, frameKinds.end, end)
      await handle.sync()
      const bytes = headerBytes + states.bytes + entries.bytes + frameHeaderBytes + end.byteLength
      written = { bytes, entries: entries.count, states: states.count }
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
    await syncFolder(path.dirname(file))
    return written
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  } finally {
    capture.release()
  }
}

interface Section {
  readonly count: number
  readonly bytes: number
}

async function writeStates(
  handle: FileHandle,
  states: Iterable<{ readonly id: number; readonly text: string }>,
): Promise<Section> {
  let parts: Buffer[] = []
  let pending = 0
  let count = 0
  let bytes = 0
  for (const { id, text } of states) {
    const json = Buffer.from(text)
    const head = Buffer.alloc(8)
    head.writeUInt32LE(id, 0)
    head.writeUInt32LE(json.byteLength, 4)
    parts.push(head, json)
    pending += 8 + json.byteLength
    count += 1
    if (pending >= framePayloadBytes) {
      bytes += await writeFrame(handle, frameKinds.states, Buffer.concat(parts))
      parts = []
      pending = 0
    }
  }
  if (pending > 0) bytes += await writeFrame(handle, frameKinds.states, Buffer.concat(parts))
  return { count, bytes }
}

async function writeEntries(handle: FileHandle, shards: Iterable<Uint32Array>): Promise<Section> {
  const frame = new Uint32Array(framePayloadBytes / 4)
  let filled = 0
  let count = 0
  let bytes = 0
  for (const words of shards) {
    for (let at = 0; at < words.length; at += entryWords) {
      if (words[at + 3] === 0) continue
      if (filled === frame.length) {
        bytes += await writeFrame(handle, frameKinds.entries, new Uint8Array(frame.buffer))
        filled = 0
      }
      frame[filled] = words[at]!
      frame[filled + 1] = words[at + 1]!
      frame[filled + 2] = words[at + 2]!
      frame[filled + 3] = words[at + 3]!
      filled += entryWords
      count += 1
    }
  }
  if (filled > 0)
    bytes += await writeFrame(handle, frameKinds.entries, new Uint8Array(frame.buffer, 0, filled * 4))
  return { count, bytes }
}

async function writeFrame(handle: FileHandle, kind: number, payload: Uint8Array): Promise<number> {
  await writeAll(handle, encodeFrameHeader(kind, payload))
  await writeAll(handle, payload)
  return frameHeaderBytes + payload.byteLength
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.byteLength; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.byteLength - at)
    at += bytesWritten
  }
}

/** Without this a power cut may undo the rename. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
