import { randomInt } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { listingVersion, waitForChange, isConnectionLoss, type Database } from '@wuzei/store'
import { recordTypes } from './rpz-policy.ts'
import type { RpzKey, RpzKeyring } from './rpz-keys.ts'
import { createTsigSigner } from './tsig.ts'
import { nameToWire } from './wire-names.ts'
import { createChunkWriter } from './zone-chunks.ts'
import type { ZoneStore } from './zone-store.ts'

/**
 * Pauses before a notification is sent again; a resolver that hears none of them asks by itself at its refresh. One
 * that is still starting refuses at first.
 */
const resendMs = [1_000, 3_000, 8_000, 15_000]
/** Changes within this time are told together. */
const gatherMs = 500
const waitMs = 60_000
const reconnectMs = 500

export interface Notifier {
  readonly done: Promise<void>
  stop(): Promise<void>
}

/** Tells every resolver of every new serial (NOTIFY, RFC 1996), signed, until stopped. */
export function startNotifier(
  database: Database,
  store: ZoneStore,
  keys: Pick<RpzKeyring, 'all'>,
  clock: () => number,
): Notifier {
  const stopping = new AbortController()
  const { signal } = stopping
  const sending = new Set<Promise<void>>()

  const tell = async (): Promise<void> => {
    const serial = await store.serial()
    for (const key of await keys.all())
      for (const target of key.notify) {
        const sent = notify(store, key, target, serial, clock, signal).finally(() => sending.delete(sent))
        sending.add(sent)
      }
  }
  const run = async (): Promise<void> => {
    let version = -1n
    let told = -1
    while (!signal.aborted) {
      try {
        if (version < 0n) version = await listingVersion(database.pool)
        const next = await waitForChange(database, version, { signal, timeoutMs: waitMs })
        if (next === version) continue
        version = next
        const serial = await store.serial()
        if (serial === told) continue
        told = serial
        await tell()
        await unlessAborted(gatherMs, signal)
      } catch (error) {
        if (!isConnectionLoss(error)) throw error
        await unlessAborted(reconnectMs, signal)
      }
    }
  }
  const done = run()
  return {
    done,
    async stop() {
      stopping.abort()
      await done
      await Promise.all(sending)
    },
  }
}

async function notify(
  store: ZoneStore,
  key: RpzKey,
  target: string,
  serial: number,
  clock: () => number,
  signal: AbortSignal,
): Promise<void> {
  const [, host = '', port = ''] = /^\[?([^\]]+)\]?:(\d+)$/.exec(target) ?? []
  const id = randomInt(0x1_0000)
  const message = createTsigSigner(key.name, key.secret).sign(
    notification(store, id, serial),
    Math.floor(clock() / 1000),
  )
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
  // One that nobody hears may come back as an error of the socket.
  socket.on('error', () => undefined)
  const answered = new AbortController()
  socket.on('message', (reply) => {
    if (reply.length >= 12 && reply.readUInt16BE(0) === id && (reply.readUInt16BE(2) & rcodeMask) === 0)
      answered.abort()
  })
  try {
    const either = AbortSignal.any([signal, answered.signal])
    for (const delayMs of [...resendMs, 0]) {
      if (either.aborted) return
      await send(socket, message, Number(port), host)
      await unlessAborted(delayMs, either)
    }
  } finally {
    socket.close()
  }
}

async function send(socket: Socket, message: Buffer, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.send(message, port, host, () => resolve())
  })
}

const opcodeNotify = 4 << 11
const rcodeMask = 0x000f
const flagAuthoritative = 0x0400

function notification(store: ZoneStore, id: number, serial: number): Buffer {
  const writer = createChunkWriter(store.zone)
  writer.addSoa(serial)
  const head = Buffer.alloc(12)
  head.writeUInt16BE(id, 0)
  head.writeUInt16BE(opcodeNotify | flagAuthoritative, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(1, 6)
  const question = Buffer.from([0, recordTypes.SOA, 0, 1])
  return Buffer.concat([
    head,
    nameToWire(store.zone.name),
    question,
    ...writer.finish().map(({ bytes }) => bytes),
  ])
}

async function unlessAborted(durationMs: number, signal: AbortSignal): Promise<void> {
  await pause(durationMs, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
