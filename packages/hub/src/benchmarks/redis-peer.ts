import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Where Debian and most others put it. */
const redisPaths = ['/usr/bin/redis-server', '/usr/local/bin/redis-server']
/** Commands written before their replies are awaited. */
const pipelineDepth = 500
const startTimeoutMs = 5000

/** A Redis of our own on a random port of this machine, holding nothing on disk. */
export interface RedisPeer {
  /** Stores each key with a short value, pipelined. */
  load(keys: readonly string[]): Promise<void>
  /** GETs each key, pipelined, and gives how many were there. */
  getAll(keys: readonly string[]): Promise<number>
  stop(): Promise<void>
}

/** Starts Redis where it is installed; undefined elsewhere. */
export async function startRedisPeer(): Promise<RedisPeer | undefined> {
  const program = redisPaths.find((candidate) => existsSync(candidate))
  if (program === undefined) return undefined
  const port = await freePort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const server = spawn(program, settings, { stdio: 'ignore', cwd: '/' })
  const exited = once(server, 'exit')
  const stopServer = async () => {
    server.kill('SIGTERM')
    await exited
  }
  try {
    const socket = await connectUntil(port, Date.now() + startTimeoutMs)
    return {
      load: async (keys) => {
        await pipeline(
          socket,
          keys,
          (key) => `*3\r\n$3\r\nSET\r\n$${key.length}\r\n${key}\r\n$8\r\n12345678\r\n`,
        )
      },
      getAll: (keys) => pipeline(socket, keys, (key) => `*2\r\n$3\r\nGET\r\n$${key.length}\r\n${key}\r\n`),
      stop: async () => {
        socket.destroy()
        await stopServer()
      },
    }
  } catch (error) {
    await stopServer()
    throw error
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port was given')
  return address.port
}

async function connectUntil(port: number, deadline: number): Promise<Socket> {
  for (;;) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    try {
      await once(socket, 'connect')
      return socket
    } catch (error) {
      socket.destroy()
      if (Date.now() > deadline) throw error
      await sleep(50)
    }
  }
}

/**
 * Sends a command for every key, `pipelineDepth` at a time, and gives how many replies carried a value. Replies are
 * `+OK`, `$-1` or `$8` and eight digits, so counting line ends tells when a group is answered.
 */
async function pipeline(
  socket: Socket,
  keys: readonly string[],
  command: (key: string) => string,
): Promise<number> {
  let values = 0
  for (let from = 0; from < keys.length; from += pipelineDepth) {
    const group = keys.slice(from, from + pipelineDepth)
    let open = group.length
    let inValue = false
    let firstOfLine = true
    let second = 0
    const answered = new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Error('Redis closed the connection'))
      socket.once('close', fail)
      const take = (chunk: Buffer) => {
        for (const byte of chunk) {
          if (byte === 10) {
            // A value's length line is followed by the value's own line; every other line ends a reply.
            if (inValue || second !== 1) open -= 1
            inValue = !inValue && second === 1
            if (inValue) values += 1
            second = 0
            firstOfLine = true
          } else if (firstOfLine) {
            firstOfLine = false
            second = !inValue && byte === 36 ? 2 : 0
          } else if (second === 2) {
            second = byte === 45 ? 0 : 1
          }
        }
        if (open > 0) return
        socket.off('data', take)
        socket.off('close', fail)
        resolve()
      }
      socket.on('data', take)
    })
    socket.write(group.map(command).join(''))
    await answered
  }
  return values
}
