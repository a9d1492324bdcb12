import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { levelOf } from './acting-people.ts'

const importBytes = 64 * 1024
const importUnpackedBytes = 256 * 1024
const importIdleMs = 1000

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub({
    // The clock of other requests is far shorter than an import may take.
    limits: {
      requestTimeoutMs: 200,
      importBytes,
      importUnpackedBytes,
      importIdleMs,
      importsPerMinute: 1000,
    },
  })
})
afterAll(async () => {
  await hub.stop()
})

async function importOver(query: string, body: string | Uint8Array<ArrayBuffer>, headers = {}) {
  const response = await fetch(`${hub.url}/v1/admin/imports?${query}`, {
    method: 'POST',
    headers: { ...hub.administrator, ...headers },
    body,
  })
  const json = (await response.json()) as Record<string, unknown>
  return { status: response.status, headers: response.headers, json }
}

function linesOf(prefix: string, count: number): string {
  return `value\n${Array.from({ length: count }, (_, index) => `${prefix}${index}.top\n`).join('')}`
}

/** What the database holds of a kind of site, and how many events there are. */
async function stored(prefix: string): Promise<{ indicators: number; events: number }> {
  const { pool } = hub.hub.context.database
  const found = await pool.query<{ indicators: number; events: number }>(
    `select (select count(*)::int from indicators where canonical like $1) as indicators,
            (select count(*)::int from events) as events`,
    [`${prefix}%`],
  )
  return found.rows[0] ?? { indicators: -1, events: -1 }
}

/** Begins an upload and leaves it open. */
async function beginUpload(source: string, text: string, announcedBytes: number): Promise<Socket> {
  const { hostname, port } = new URL(hub.url)
  const socket = connect(Number(port), hostname)
  socket.setEncoding('utf8')
  await once(socket, 'connect')
  socket.write(
    `POST /v1/admin/imports?format=csv&source=${source} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n` +
      `Authorization: ${hub.administrator.authorization}\r\nContent-Length: ${announcedBytes}\r\n\r\n${text}`,
  )
  return socket
}

/** Everything that comes until the hub ends the connection. */
async function answerOf(socket: Socket): Promise<string> {
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}

/** Sends a list until there is a place for it. */
async function importWhenFree(query: string, body: string) {
  for (;;) {
    const answer = await importOver(query, body)
    if (answer.status !== 503) return answer
  }
}

describe('a list', () => {
  it('comes in, plain or gzip, and once only', async () => {
    const list = `${linesOf('happy', 50)}not a site\n`
    const first = await importOver('format=csv&source=happy&fraudType=F08', list)
    expect(first).toMatchObject({
      status: 200,
      json: {
        read: 51,
        added: 50,
        updated: 0,
        unchanged: 0,
        rejected: 1,
        rejections: [{ line: 52, value: 'not a site', error: { code: 'INDICATOR_UNRECOGNISED' } }],
      },
    })
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(await levelOf(hub, 'happy7.top')).toBe('suspicious')
    const before = await stored('happy')
    const packed = new Uint8Array(gzipSync(list))
    expect(await importOver('format=csv&source=happy&fraudType=F08', packed)).toMatchObject({
      status: 200,
      json: { read: 51, added: 0, updated: 0, unchanged: 50 },
    })
    expect(await stored('happy')).toEqual(before)
  })

  it('may take longer than another request, as long as it keeps coming', async () => {
    const list = linesOf('slow', 40)
    const socket = await beginUpload('slow', list.slice(0, 100), list.length)
    const answer = answerOf(socket)
    for (const part of [list.slice(100, 200), list.slice(200, 300)]) {
      await new Promise((resolve) => setTimeout(resolve, 150))
      socket.write(part)
    }
    socket.write(list.slice(300))
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /)
    expect((await stored('slow')).indicators).toBe(40)
  })
})

describe('refused, with nothing stored, is a list', () => {
  const cases = [
    ['of an unknown format', 'format=xml', 400, 'BODY_INVALID'],
    ['without a format', 'source=a', 400, 'BODY_INVALID'],
    ['of another format', 'format=stix&source=refused', 400, 'IMPORT_LINE_INVALID'],
    ['whose name is none', 'format=csv&source=A%20B', 400, 'IMPORT_OPTION_INVALID'],
    ['of an unknown fraud type', 'format=csv&fraudType=F77', 400, 'FRAUD_TYPE_UNKNOWN'],
    ['whose columns are not there', 'format=csv&map=nothing%3Dvalue', 400, 'IMPORT_OPTION_INVALID'],
  ] as const
  it.each(cases)('%s', async (_name, query, status, code) => {
    const before = await stored('refused')
    expect(await importOver(query, linesOf('refused', 10))).toMatchObject({ status, json: { status, code } })
    expect(await stored('refused')).toEqual(before)
  })

  const formats = ['csv', 'json', 'hosts', 'txt'] as const
  it.each(formats)('that is packed and damaged, cut short or no gzip, as %s', async (format) => {
    const before = await stored('packed')
    const whole = gzipSync(linesOf('packed', 500))
    const damaged = Buffer.from(whole)
    for (let place = 40; place < 60; place += 1) damaged[place] = 0xff
    const checksum = Buffer.from(whole)
    checksum.writeUInt32LE(0, checksum.length - 8)
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), whole])
    const bodies = [
      whole.subarray(0, whole.length / 2),
      whole.subarray(0, whole.length - 3),
      whole.subarray(0, 5),
      damaged,
      checksum,
      zip,
      zip.subarray(0, 6),
    ]
    for (const [index, body] of bodies.entries())
      expect([index, await importOver(`format=${format}&source=packed`, new Uint8Array(body))]).toMatchObject(
        [index, { status: 400, json: { status: 400, code: 'IMPORT_UNREADABLE' } }],
      )
    expect(await stored('packed')).toEqual(before)
  })

  it('that is too large, announced or not', async () => {
    const before = await stored('large')
    const list = linesOf('large', 20_000)
    expect(list.length).toBeGreaterThan(importBytes)
    const announced = await beginUpload('large', '', list.length)
    expect(await answerOf(announced)).toMatch(/^HTTP\/1\.1 413 [^]*"code":"BODY_TOO_LARGE"/)
    const { hostname, port } = new URL(hub.url)
    const chunked = connect(Number(port), hostname)
    chunked.on('error', () => undefined)
    const answer = answerOf(chunked)
    chunked.write(
      'POST /v1/admin/imports?format=csv&source=large HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n' +
        `Authorization: ${hub.administrator.authorization}\r\n\r\n${list.length.toString(16)}\r\n${list}\r\n`,
    )
    expect(await answer).toMatch(/^HTTP\/1\.1 413 [^]*"code":"BODY_TOO_LARGE"/)
    expect(await stored('large')).toEqual(before)
  })

  it('that is small as sent and too large unpacked, or packed twice', async () => {
    const before = await stored('bomb')
    const fitting = gzipSync(linesOf('bomb', 4_000))
    const bomb = gzipSync('x.top\n'.repeat(importUnpackedBytes / 4))
    expect(bomb.length).toBeLessThan(importBytes / 10)
    const sent = async (body: Buffer) => await importOver('format=txt&source=bomb', new Uint8Array(body))
    expect(await sent(bomb)).toMatchObject({ status: 413, json: { code: 'BODY_TOO_LARGE' } })
    expect(await sent(gzipSync(bomb))).toMatchObject({ status: 400, json: { code: 'IMPORT_UNREADABLE' } })
    expect(await stored('bomb')).toEqual(before)
    expect(await sent(fitting)).toMatchObject({ status: 200 })
  })

  it('whose sender has no key', async () => {
    const before = await stored('nobody')
    for (const authorization of ['', 'Bearer wzk_wrong'])
      expect(
        await importOver('format=csv&source=nobody', linesOf('nobody', 10), { authorization }),
      ).toMatchObject({ status: 401, json: { code: 'UNAUTHENTICATED' } })
    expect(await stored('nobody')).toEqual(before)
  })
})

describe('an upload that', () => {
  it('breaks off leaves nothing, and a second one brings it in', async () => {
    const list = linesOf('broken', 200)
    const before = await stored('broken')
    const socket = await beginUpload('broken', list.slice(0, 1500), list.length)
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.destroy()
    expect(await importWhenFree('format=csv&source=broken', list)).toMatchObject({
      status: 200,
      json: { read: 200, added: 200, unchanged: 0 },
    })
    const after = await stored('broken')
    expect(after.indicators).toBe(200)
    expect(before.indicators).toBe(0)
  })

  it('falls silent is cut off with 408, and what came of it is not taken', async () => {
    const socket = await beginUpload('silent', linesOf('silent', 20), 10_000)
    expect(await answerOf(socket)).toMatch(/^HTTP\/1\.1 408 [^]*"code":"REQUEST_TIMEOUT"/)
    expect((await stored('silent')).indicators).toBe(0)
  })

  it('runs keeps a second one out with 503 and Retry-After, and checks go on', async () => {
    const list = linesOf('first', 20)
    const { socket, second } = await uploadWithSecond(list)
    const answer = answerOf(socket)
    expect(second.json).toMatchObject({ code: 'OVERLOADED' })
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await hub.client.check('95588')).level).toBe('safe')
    socket.write(list.slice(30))
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /)
    expect((await importOver('format=csv&source=second', linesOf('second', 3))).status).toBe(200)
  })
})

/** An upload that has begun and waits, and the answer to one sent beside it. */
async function uploadWithSecond(list: string) {
  for (;;) {
    const socket = await beginUpload('first', list.slice(0, 30), list.length)
    const second = await importOver('format=csv&source=second', linesOf('second', 3))
    if (second.status === 503) return { socket, second }
    // The second one was faster and took the place.
    socket.destroy()
  }
}

it('other requests keep their short clock, and imports have a rate limit of their own', async () => {
  const { hostname, port } = new URL(hub.url)
  const socket = connect(Number(port), hostname)
  socket.write(
    'POST /v1/check HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
  )
  expect(await answerOf(socket.setEncoding('utf8'))).toMatch(/^HTTP\/1\.1 408 /)
  const narrow = await startTestHub({ limits: { importsPerMinute: 2 } })
  try {
    const statuses: number[] = []
    for (let index = 0; index < 3; index += 1)
      statuses.push(
        (await fetch(`${narrow.url}/v1/admin/imports?format=csv`, { method: 'POST', body: 'a' })).status,
      )
    expect(statuses).toEqual([401, 401, 429])
  } finally {
    await narrow.stop()
  }
})
