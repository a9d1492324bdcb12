import type pg from 'pg'

const RECONNECT_MS = 200

/** Wakes listeners on NOTIFY, over one connection for all channels. */
export interface Notifications {
  /**
   * Calls `listener` for each notification, and once after every (re)connection, since what was sent meanwhile is
   * lost. A notification is a hint to look; whoever needs certainty also looks now and then.
   */
  subscribe(channel: string, listener: () => void): () => void
  close(): Promise<void>
}

export function createNotifications(createClient: () => pg.Client): Notifications {
  const channels = new Map<string, Set<() => void>>()
  const closing = new AbortController()
  let client: pg.Client | null = null
  let running: Promise<void> | null = null

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      const connection = createClient()
      const lost = new Promise<void>((resolve) => {
        // A connection that breaks may say so twice.
        connection.on('error', () => resolve())
        connection.once('end', () => resolve())
      })
      connection.on('notification', ({ channel }) => wake(channel))
      try {
        await connection.connect()
        for (const channel of channels.keys()) await listen(connection, channel)
        client = connection
        for (const channel of channels.keys()) {
          // Subscribed while the ones before were being set up, or missed while we were away: listen again, look again.
          await listen(connection, channel)
          wake(channel)
        }
        if (closing.signal.aborted) await connection.end()
        await lost
      } catch (error) {
        if (!isConnectionLoss(error)) throw error
      }
      client = null
      if (!closing.signal.aborted) await pause(RECONNECT_MS, closing.signal)
    }
  }

  function wake(channel: string): void {
    for (const listener of channels.get(channel) ?? []) listener()
  }

  return {
    subscribe(channel, listener) {
      const listeners = channels.get(channel) ?? new Set()
      const fresh = listeners.size === 0
      listeners.add(listener)
      channels.set(channel, listeners)
      running ??= run()
      if (fresh && client !== null) {
        listen(client, channel).then(listener, (error: unknown) => {
          if (!isConnectionLoss(error)) throw error
        })
      }
      return () => listeners.delete(listener)
    },
    async close() {
      closing.abort()
      await client?.end()
      await running
    },
  }
}

async function listen(client: pg.Client, channel: string): Promise<void> {
  await client.query(`listen ${client.escapeIdentifier(channel)}`)
}

/** Sleeps; returns early, without an error, when the signal is aborted. */
export async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    const finish = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, durationMs)
    signal.addEventListener('abort', finish, { once: true })
  })
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/**
 * Whether an error means that the server went away (and that a later attempt may work), not that a statement is wrong.
 * SQLSTATE class 08: connection exceptions; 57P01–57P03: shutdown, crash, starting up; 53300: too many connections.
 */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  if (networkCodes.has(code) || code.startsWith('08') || /^57P0[123]$/.test(code) || code === '53300')
    return true
  return /Connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable/i.test(
    error.message,
  )
}
