import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode, encode, type RecordType } from 'dns-packet'
import { addOfficer, reportBody, solvedReport, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewRpzKey } from './rpz-keys.ts'

/*
 * Real resolvers take the zone and answer from it. Unlisted names go to a forwarder on the loopback, so nothing leaves
 * the machine, and its answer is another address than the walled garden's: an answer tells who gave it.
 */

const named = ['/usr/sbin/named', '/usr/local/sbin/named'].find((path) => existsSync(path))
const unbound = ['/usr/sbin/unbound', '/usr/local/sbin/unbound'].find((path) => existsSync(path))
const walledGarden = '192.0.2.53'
const elsewhere = '198.51.100.7'
const zone = 'policy.test'

let hub: TestHub
let officer: Readonly<Record<string, string>> | undefined
let forwarder: { readonly port: number; readonly socket: Socket }
let directory: string
const children: ChildProcess[] = []

beforeAll(async () => {
  hub = await startTestHub({ rpz: { port: 0, zone, answers: [walledGarden] } })
  forwarder = await startForwarder()
  directory = await mkdtemp(join(tmpdir(), 'wuzei-resolvers-'))
  await chmod(directory, 0o755)
})
afterAll(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  forwarder.socket.close()
  await hub.stop()
  await rm(directory, { recursive: true, force: true })
})

test('BIND answers with the walled garden seconds after a report is confirmed, and no longer after a retraction', async (context) => {
  context.skip(named === undefined, 'BIND (bind9) is not installed')
  const port = await freePort()
  const key = await administer('POST', 'rpz-keys', { name: 'bind.test', notify: [`127.0.0.1:${port}`] })
  await startNamed(port, await newKey(key))
  await expect.poll(async () => await addressesOf(port, 'www.unlisted.top'), slow).toEqual([elsewhere])
  await expect.poll(async () => await addressesOf(port, 'never-asked-trap.top'), slow).toEqual([elsewhere])

  await reportAndConfirm('https://bank-trap.top/login')
  await expect.poll(async () => (await hub.client.check('bank-trap.top')).level).toBe('confirmed')
  await expect.poll(async () => await addressesOf(port, 'bank-trap.top'), slow).toEqual([walledGarden])
  expect(await addressesOf(port, 'any.thing.below.bank-trap.top')).toEqual([walledGarden])
  expect(await addressesOf(port, 'www.unlisted.top')).toEqual([elsewhere])

  const retracted = await administer('POST', 'retractions', { value: 'bank-trap.top', reason: 'appeal' })
  expect(retracted.status).toBe(204)
  await expect.poll(async () => await addressesOf(port, 'bank-trap.top'), slow).toEqual([elsewhere])
})

test('below a listed site BIND lets pass what is vouched for, nothing else, and only as long as it is', async (context) => {
  context.skip(named === undefined, 'BIND (bind9) is not installed')
  const port = await freePort()
  const key = await administer('POST', 'rpz-keys', { name: 'bind-2.test', notify: [`127.0.0.1:${port}`] })
  await startNamed(port, await newKey(key))
  const pin = async (value: string, level: string) =>
    expect((await administer('PUT', 'pins', { value, level, reason: 'seen it' })).status).toBe(204)
  await pin('honest.host-trap.top', 'safe')
  await pin('deep.between.host-trap.top', 'confirmed')
  await pin('host-trap.top', 'confirmed')
  await expect.poll(async () => await addressesOf(port, 'host-trap.top'), slow).toEqual([walledGarden])
  expect(await addressesOf(port, 'honest.host-trap.top')).toEqual([elsewhere])
  expect(await addressesOf(port, 'pay.honest.host-trap.top')).toEqual([elsewhere])
  expect(await addressesOf(port, 'sibling.host-trap.top')).toEqual([walledGarden])
  // `deep.between` makes `between` exist in the zone, which no wildcard reaches below.
  expect(await addressesOf(port, 'between.host-trap.top')).toEqual([walledGarden])
  expect(await addressesOf(port, 'other.between.host-trap.top')).toEqual([walledGarden])

  await administer('DELETE', 'pins', { value: 'honest.host-trap.top', reason: 'was wrong' })
  await expect.poll(async () => await addressesOf(port, 'honest.host-trap.top'), slow).toEqual([walledGarden])
  await pin('honest.host-trap.top', 'safe')
  await expect.poll(async () => await addressesOf(port, 'honest.host-trap.top'), slow).toEqual([elsewhere])
})

test('unbound takes the zone by HTTP', async (context) => {
  context.skip(unbound === undefined, 'unbound is not installed')
  const port = await freePort()
  const key = await newKey(await administer('POST', 'rpz-keys', { name: 'unbound.test' }))
  const pins = [
    ['parcel-trap.top', 'confirmed'],
    ['deep.between.parcel-trap.top', 'confirmed'],
    ['honest.parcel-trap.top', 'safe'],
  ]
  for (const [value, level] of pins) await administer('PUT', 'pins', { value, level, reason: 'seen it' })
  await reportAndConfirm('https://post-trap.top/')
  await expect
    .poll(async () => await (await fetch(zoneUrl(key))).text(), slow)
    .toContain(`post-trap.top A ${walledGarden}`)
  await startUnbound(port, key)
  await expect.poll(async () => await addressesOf(port, 'post-trap.top'), slow).toEqual([walledGarden])
  expect(await addressesOf(port, 'shop.post-trap.top')).toEqual([walledGarden])
  expect(await addressesOf(port, 'honest.parcel-trap.top')).toEqual([elsewhere])
  expect(await addressesOf(port, 'below.honest.parcel-trap.top')).toEqual([elsewhere])
  expect(await addressesOf(port, 'sibling.parcel-trap.top')).toEqual([walledGarden])
  expect(await addressesOf(port, 'other.between.parcel-trap.top')).toEqual([walledGarden])
  expect(await addressesOf(port, 'www.unlisted.top')).toEqual([elsewhere])
})

const slow = { timeout: 30_000, interval: 200 }

async function administer(method: string, path: string, body: object): Promise<Response> {
  return await fetch(`${hub.url}/v1/admin/${path}`, {
    method,
    headers: { ...hub.administrator, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function newKey(answer: Response): Promise<NewRpzKey> {
  expect(answer.status).toBe(201)
  return await answer.json()
}

/** A report by the public and its confirmation by the police. */
async function reportAndConfirm(value: string): Promise<void> {
  await hub.client.report(await solvedReport(hub.client, reportBody(value)))
  const open = await fetch(`${hub.url}/v1/admin/reports`, { headers: hub.administrator })
  const { reports }: { reports: { id: string }[] } = await open.json()
  const last = reports.at(-1)
  officer ??= (await addOfficer(hub)).headers
  const decided = await fetch(`${hub.url}/v1/admin/reports/${last?.id}/decision`, {
    method: 'POST',
    headers: { ...officer, 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'confirmed', reason: 'seen it' }),
  })
  expect(decided.status).toBe(204)
}

function zoneUrl(key: NewRpzKey): string {
  return `${hub.url}/v1/rpz/zone?key=${key.name}&token=${key.token}`
}

/** Each resolver keeps its copy of the zone by itself. */
async function folderOf(port: number): Promise<string> {
  const folder = join(directory, String(port))
  await mkdir(folder)
  return folder
}

async function startNamed(port: number, key: NewRpzKey): Promise<void> {
  const folder = await folderOf(port)
  const config = join(folder, 'named.conf')
  await writeFile(
    config,
    `options {
      directory "${folder}";
      pid-file none;
      session-keyfile none;
      listen-on port ${port} { 127.0.0.1; };
      listen-on-v6 { none; };
      allow-query { 127.0.0.1; };
      recursion yes;
      forward only;
      forwarders { 127.0.0.1 port ${forwarder.port}; };
      dnssec-validation no;
      response-policy { zone "${zone}"; } min-update-interval 0;
    };
    controls { };
    key "${key.name}" { algorithm ${key.algorithm}; secret "${key.secret}"; };
    zone "${zone}" {
      type secondary;
      file "${zone}.db";
      primaries { 127.0.0.1 port ${hub.hub.rpz?.port ?? 0} key "${key.name}"; };
    };`,
  )
  startChild(named ?? '', ['-g', '-n', '1', '-c', config])
}

async function startUnbound(port: number, key: NewRpzKey): Promise<void> {
  const folder = await folderOf(port)
  const config = join(folder, 'unbound.conf')
  await writeFile(
    config,
    `server:
      directory: "${folder}"
      chroot: ""
      username: ""
      pidfile: ""
      use-syslog: no
      interface: 127.0.0.1
      port: ${port}
      access-control: 127.0.0.0/8 allow
      do-not-query-localhost: no
      module-config: "respip iterator"
remote-control:
      control-enable: no
forward-zone:
      name: "."
      forward-addr: 127.0.0.1@${forwarder.port}
rpz:
      name: "${zone}"
      url: "${zoneUrl(key)}"
      zonefile: "${join(folder, 'unbound-rpz.zone')}"
`,
  )
  startChild(unbound ?? '', ['-d', '-p', '-c', config])
}

function startChild(program: string, programArguments: readonly string[]): void {
  children.push(spawn(program, programArguments, { stdio: 'ignore' }))
}

/** Answers every name with the same address, as the whole Internet. */
async function startForwarder(): Promise<{ port: number; socket: Socket }> {
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    const { id, questions = [] } = decode(message)
    const [question] = questions
    const answers =
      question?.type === 'A' ? [{ type: 'A' as const, name: question.name, ttl: 1, data: elsewhere }] : []
    const recursion = 0x0180
    socket.send(
      encode({ type: 'response', id: id ?? 0, flags: recursion, questions, answers }),
      from.port,
      from.address,
    )
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return { port: socket.address().port, socket }
}

/** Below the ports that systems give out by themselves: what another program is given meanwhile is none of these. */
const firstPort = 20_000
const lastPort = 32_000

/** A port that is free for UDP and for TCP, since resolvers need both. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(firstPort, lastPort)
    const socket = createSocket('udp4')
    const server = createServer()
    try {
      socket.bind(port, '127.0.0.1')
      await once(socket, 'listening')
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
      return port
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error
    } finally {
      socket.close()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    }
  }
}

/** What a resolver answers for a name; nothing while it does not answer. */
async function addressesOf(port: number, name: string): Promise<string[]> {
  const socket = createSocket('udp4')
  try {
    return await new Promise<string[]>((resolve) => {
      const timer = setTimeout(() => resolve([]), 1_000)
      socket.on('error', () => resolve([]))
      socket.on('message', (message) => {
        clearTimeout(timer)
        const answers = decode(message).answers ?? []
        resolve(answers.flatMap((record) => (record.type === 'A' ? [record.data] : [])))
      })
      const type: RecordType = 'A'
      socket.send(
        encode({ type: 'query', id: 99, flags: 0x0100, questions: [{ type, name }] }),
        port,
        '127.0.0.1',
      )
    })
  } finally {
    socket.close()
  }
}
