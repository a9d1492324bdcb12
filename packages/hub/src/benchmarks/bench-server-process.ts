import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FeedServer, ServerTime } from './feed-server.ts'

/** A hub with members in a process of its own. */
export interface FeedServerProcess {
  readonly server: FeedServer
  /** Seconds of processor time since its start. */
  processorS(): Promise<number>
  stop(): Promise<void>
}

/** Starts it in an empty folder, which goes with it. */
export async function startFeedServer(members: number): Promise<FeedServerProcess> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-bench-'))
  const child = fork(join(import.meta.dirname, 'feed-server.ts'), [dataDirectory, String(members)])
  const server = await nextMessage<FeedServer>(child)
  return {
    server,
    async processorS() {
      const answered = nextMessage<ServerTime>(child)
      child.send('time')
      return (await answered).processorS
    },
    async stop() {
      child.send('stop')
      await new Promise((resolve) => child.once('exit', resolve))
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

async function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  return await new Promise((resolve, reject) => {
    const exited = (code: number | null) => reject(new Error(`the server process ended with ${code}`))
    child.once('exit', exited)
    child.once('message', (message: Message) => {
      child.off('exit', exited)
      resolve(message)
    })
  })
}
