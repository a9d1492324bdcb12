import { execFile } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { decode, encode } from 'dns-packet'
import { startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewRpzKey } from './rpz-keys.ts'
import { checkTsig, createTsigSigner, readTsig } from './tsig.ts'

const run = promisify(execFile)
/** The machine may be busy with other tests. */
const soon = { timeout: 20_000 }

let hub: TestHub
let key: NewRpzKey
let nowMs = Date.now()
beforeAll(async () => {
  hub = await startTestHub({
    clock: () => nowMs,
    rpz: { port: 0, zone: 'policy.test', answers: ['192.0.2.53', '2001:db8::53'] },
  })
  key = await makeKey('resolver.member-a')
})
afterAll(async () => await hub.stop())

async function administer(method: string, path: string, body?: object): Promise<Response> {
  return await fetch(`${hub.url}/v1/admin/${path}`, {
    method,
    headers: { ...hub.administrator, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
}

async function makeKey(name: string): Promise<NewRpzKey> {
  const answer = await administer('POST', 'rpz-keys', { name })
  expect(answer.status).toBe(201)
  return await answer.json()
}

const pin = async (value: string, level: string) =>
  expect((await administer('PUT', 'pins', { value, level, reason: 'seen it' })).status).toBe(204)

const port = () => hub.hub.rpz?.port ?? 0

/** A question as a resolver asks it, signed unless told otherwise. */
function question(
  type: 'SOA' | 'AXFR' | 'IXFR' | 'A',
  more: {
    readonly serial?: number
    readonly name?: string
    readonly key?: NewRpzKey | null
    readonly atS?: number
  } = {},
): { readonly message: Buffer; readonly mac: Buffer } {
  const name = more.name ?? 'policy.test'
  const soa = { mname: '', rname: '', refresh: 0, retry: 0, expire: 0, minimum: 0 }
  const plain = encode({
    type: 'query',
    id: 4711,
    questions: [{ type, name }],
    ...(more.serial === undefined
      ? {}
      : { authorities: [{ type: 'SOA', name, ttl: 0, data: { ...soa, serial: more.serial } }] }),
  })
  if (more.key === null) return { message: plain, mac: Buffer.alloc(0) }
  const used = more.key ?? key
  const signed = createTsigSigner(used.name, Buffer.from(used.secret, 'base64')).sign(
    plain,
    more.atS ?? Math.floor(nowMs / 1000),
  )
  return { message: signed, mac: readTsig(signed)?.mac ?? Buffer.alloc(0) }
}

/** Sends by TCP and reads messages until the transfer is complete or the server has said all. */
async function ask(message: Buffer): Promise<Buffer[]> {
  return await new Promise((resolve, reject) => {
    const socket = connect(port(), '127.0.0.1')
    const prefix = Buffer.alloc(2)
    prefix.writeUInt16BE(message.length)
    socket.end(Buffer.concat([prefix, message]))
    let pending = Buffer.alloc(0)
    socket.on('data', (piece) => {
      pending = Buffer.concat([pending, piece])
    })
    socket.on('error', reject)
    socket.on('close', () => {
      const messages: Buffer[] = []
      for (let at = 0; at < pending.length; ) {
        const length = pending.readUInt16BE(at)
        messages.push(Buffer.from(pending.subarray(at + 2, at + 2 + length)))
        at += 2 + length
      }
      resolve(messages)
    })
  })
}

async function askDatagram(message: Buffer): Promise<Buffer> {
  const socket = createSocket('udp4')
  try {
    return await new Promise((resolve) => {
      socket.on('message', (answer) => resolve(answer))
      socket.send(message, port(), '127.0.0.1')
    })
  } finally {
    socket.close()
  }
}

const rcode = (message: Buffer | undefined) => (message ?? Buffer.alloc(4)).readUInt16BE(2) & 15

/** Every record of a transfer, as `name TYPE data`. */
function records(messages: readonly Buffer[]): string[] {
  return messages.flatMap((message) =>
    (decode(message).answers ?? []).map((record) => {
      const { type } = record
      const data =
        type === 'SOA' ? `serial` : type === 'A' || type === 'AAAA' || type === 'CNAME' ? record.data : ''
      return `${record.name} ${record.type} ${data}`.trim()
    }),
  )
}

function serialOf(message: Buffer | undefined): number {
  const [soa] = decode(message ?? Buffer.alloc(12)).answers ?? []
  if (soa?.type !== 'SOA') throw new Error('no SOA')
  return soa.data.serial ?? 0
}

const policyOf = (name: string) =>
  [name, `*.${name}`].flatMap((owner) => [
    `${owner}.policy.test A 192.0.2.53`,
    `${owner}.policy.test AAAA 2001:db8::53`,
  ])

test('the whole zone, and from then on only what changed', async () => {
  await pin('first-trap.top', 'high')
  await pin('second-trap.top', 'confirmed')
  await pin('https://first-trap.top/page', 'high')
  await expect.poll(async () => records(await ask(question('AXFR').message)).length, soon).toBe(11)
  const whole = await ask(question('AXFR').message)
  const all = records(whole)
  expect(all.slice(0, 2)).toEqual(['policy.test SOA serial', 'policy.test NS'])
  expect(all.at(-1)).toBe('policy.test SOA serial')
  expect(all.slice(2, -1).toSorted()).toEqual(
    [...policyOf('first-trap.top'), ...policyOf('second-trap.top')].toSorted(),
  )
  const serial = serialOf(whole[0])
  expect(records(await ask(question('IXFR', { serial }).message))).toEqual(['policy.test SOA serial'])

  await pin('third-trap.top', 'high')
  await pin('first-trap.top', 'safe')
  await pin('only-passing.top', 'high')
  await pin('only-passing.top', 'safe')
  await expect
    .poll(async () => records(await ask(question('IXFR', { serial }).message)), soon)
    .toEqual([
      'policy.test SOA serial',
      'policy.test SOA serial',
      ...policyOf('first-trap.top'),
      'policy.test SOA serial',
      ...policyOf('third-trap.top'),
      'policy.test SOA serial',
    ])
  expect(serialOf(await askDatagram(question('SOA').message))).toBeGreaterThan(serial)
  // Who has a serial of another life takes everything.
  const strange = records(await ask(question('IXFR', { serial: serial + 1_000 }).message))
  expect(strange.slice(0, 2)).toEqual(['policy.test SOA serial', 'policy.test NS'])
})

const passing = (name: string) =>
  [name, `*.${name}`].map((owner) => `${owner}.policy.test CNAME rpz-passthru`)

/** The records that a resolver has after a delta: only what it had may leave, only what it had not may come. */
function afterDelta(had: ReadonlySet<string>, delta: readonly string[]): Set<string> {
  const has = new Set(had)
  let adding = false
  for (const record of delta.slice(2, -1)) {
    if (record.endsWith('SOA serial')) adding = true
    else if (adding) expect(has.has(record), `${record} came and was there`).toBe(!has.add(record))
    else expect(has.delete(record), `${record} left and was not there`).toBe(true)
  }
  return has
}

test('sites that are vouched for below a listed one pass, and names between two sites are no hole', async () => {
  const transfer = async () => await ask(question('AXFR').message)
  const zoneOf = (messages: readonly Buffer[]) => new Set(records(messages).slice(2, -1))
  let serial = serialOf((await transfer())[0])
  let had = zoneOf(await transfer())
  /** Waits for the next version, and sees that what leads to it and what it is are the same. */
  const step = async (): Promise<Set<string>> => {
    await expect.poll(async () => serialOf((await transfer())[0]), soon).toBeGreaterThan(serial)
    await hub.settled()
    const whole = await transfer()
    const delta = records(await ask(question('IXFR', { serial }).message))
    expect(afterDelta(had, delta)).toEqual(zoneOf(whole))
    serial = serialOf(whole[0])
    had = zoneOf(whole)
    return had
  }
  const inTree = (zone: ReadonlySet<string>) => [...zone].filter((record) => record.includes('tree.top'))

  await pin('good.tree.top', 'safe')
  await pin('deep.evil.good.tree.top', 'confirmed')
  expect(inTree(await step()).toSorted()).toEqual(policyOf('deep.evil.good.tree.top').toSorted())
  await pin('tree.top', 'confirmed')
  expect(inTree(await step()).toSorted()).toEqual(
    [
      ...policyOf('tree.top'),
      ...passing('good.tree.top'),
      ...passing('evil.good.tree.top'),
      ...policyOf('deep.evil.good.tree.top'),
    ].toSorted(),
  )
  await pin('a.b.tree.top', 'confirmed')
  expect(inTree(await step())).toEqual(
    expect.arrayContaining([...policyOf('b.tree.top'), ...policyOf('a.b.tree.top')]),
  )
  await administer('DELETE', 'pins', { value: 'good.tree.top', reason: 'was wrong' })
  const closed = inTree(await step())
  expect(closed).toEqual(expect.arrayContaining(policyOf('good.tree.top')))
  expect(closed.join()).not.toContain('passthru')
  await pin('good.tree.top', 'safe')
  expect(inTree(await step())).toEqual(expect.arrayContaining(passing('good.tree.top')))
})

test('an owner of the very host passes; what others publish below it does not', async () => {
  await pin('lent.top', 'confirmed')
  await administer('PUT', 'identities', {
    id: 'landlord',
    name: { zh: '某店', en: 'A shop' },
    category: 'platform',
    spoofed: false,
    coversSubdomains: false,
    indicators: [{ value: 'shop.lent.top' }],
  })
  await expect
    .poll(async () => records(await ask(question('AXFR').message)), soon)
    .toEqual(
      expect.arrayContaining([
        'shop.lent.top.policy.test CNAME rpz-passthru',
        '*.shop.lent.top.policy.test A 192.0.2.53',
      ]),
    )
})

test('every message is signed over the one before, and a changed one is noticed', async () => {
  const { message, mac } = question('SOA')
  const answer = await askDatagram(message)
  const signature = readTsig(answer)
  if (!signature) throw new Error('not signed')
  const secret = Buffer.from(key.secret, 'base64')
  const nowS = Math.floor(nowMs / 1000)
  expect(checkTsig(signature, secret, nowS, mac)).toBeUndefined()
  expect(checkTsig(signature, secret, nowS)).toBe('BADSIG')
  answer.writeUInt8(answer.readUInt8(20) ^ 1, 20)
  const changed = readTsig(answer)
  expect(changed && checkTsig(changed, secret, nowS, mac)).toBe('BADSIG')
})

test('without a valid signature nobody learns anything', async () => {
  const refused = 5
  const notAuthorised = 9
  for (const type of ['AXFR', 'IXFR', 'SOA', 'A'] as const) {
    const [answer, ...rest] = await ask(question(type, { key: null }).message)
    expect([rcode(answer), rest.length, answer?.readUInt16BE(6)]).toEqual([refused, 0, 0])
  }
  const wrongSecret = { ...key, secret: Buffer.alloc(32, 7).toString('base64') }
  const wrongName = { ...key, name: 'nobody' }
  const late = { atS: Math.floor(nowMs / 1000) - 301 }
  const cases = [
    [{ key: wrongSecret }, 16],
    [{ key: wrongName }, 17],
    [late, 18],
  ] as const
  for (const [how, error] of cases) {
    const [answer, ...rest] = await ask(question('AXFR', how).message)
    expect([rcode(answer), rest.length]).toEqual([notAuthorised, 0])
    expect(answer && readTsig(answer)?.error).toBe(error)
  }
  expect(rcode((await ask(question('AXFR', { name: 'other.test' }).message))[0])).toBe(notAuthorised)
  expect(rcode(await askDatagram(question('AXFR').message))).toBe(refused)
})

test('what is no question is answered as such or not at all, and the server lives on', async () => {
  const garbage = Buffer.concat([Buffer.from([1, 2, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0]), Buffer.alloc(40, 0xc0)])
  expect(rcode((await ask(garbage))[0])).toBe(1)
  const response = question('SOA').message
  response.writeUInt16BE(response.readUInt16BE(2) | 0x8000, 2)
  expect(await ask(response)).toEqual([])
  expect(await ask(Buffer.alloc(5_000))).toEqual([])
  expect(rcode(await askDatagram(question('SOA').message))).toBe(0)
})

test('a key that was withdrawn is good for nothing; its name is not given again', async () => {
  const other = await makeKey('resolver.member-b')
  await expect.poll(async () => rcode((await ask(question('SOA', { key: other }).message))[0]), soon).toBe(0)
  expect((await administer('DELETE', 'rpz-keys/resolver.member-b')).status).toBe(204)
  await expect.poll(async () => rcode((await ask(question('SOA', { key: other }).message))[0]), soon).toBe(9)
  expect((await administer('DELETE', 'rpz-keys/resolver.member-b')).status).toBe(404)
  expect((await administer('POST', 'rpz-keys', { name: 'resolver.member-b' })).status).toBe(409)
  const stranger = await fetch(`${hub.url}/v1/admin/rpz-keys`, { method: 'POST' })
  expect(stranger.status).toBe(401)
})

test('the zone as a file is the same zone, for a member or with the token', async () => {
  const file = async (query: string, headers = {}) =>
    await fetch(`${hub.url}/v1/rpz/zone${query}`, { headers })
  expect((await file('')).status).toBe(401)
  expect((await file(`?key=${key.name}&token=wrong`)).status).toBe(401)
  const answer = await file(`?key=${key.name}&token=${key.token}`)
  const text = await answer.text()
  expect(await (await file('', hub.administrator)).text()).toBe(text)
  expect(text).toContain('$ORIGIN policy.test.\n')
  expect(text).toContain(
    '\nthird-trap.top A 192.0.2.53\nthird-trap.top AAAA 2001:db8::53\n*.third-trap.top A',
  )
  expect(text).toContain('\ngood.tree.top CNAME rpz-passthru.\n*.good.tree.top CNAME rpz-passthru.\n')
  expect(text).not.toContain('first-trap.top')
  const etag = answer.headers.get('etag') ?? ''
  const again = await file(`?key=${key.name}&token=${key.token}`, { 'if-none-match': etag })
  expect(again.status).toBe(304)
})

test('the page that says why speaks both languages, names the site and nothing else that it is given', async () => {
  const page = await fetch(`${hub.url}/blocked?host=third-trap.top`)
  expect(page.status).toBe(403)
  const html = await page.text()
  expect(html).toContain('<p class="site">third-trap.top</p>')
  expect(html).toMatch(/提出异议/)
  expect(html).toMatch(/Object here/)
  expect(html).toContain('它在反诈名单上')
  const header = { 'x-blocked-host': 'pay.third-trap.top:8080' }
  const proxied = await (await fetch(`${hub.url}/blocked`, { headers: header })).text()
  expect(proxied).toContain('<p class="site">pay.third-trap.top</p>')
  expect(proxied).toContain('It is on the anti-fraud list')
  const script = encodeURIComponent('<script>alert(1)</script>.top')
  const odd = await fetch(`${hub.url}/blocked?host=${script}`)
  expect(await odd.text()).not.toContain('<script')
})

test('the page accuses no site that is not listed, whoever wrote its name into the link', async () => {
  const pages = await Promise.all([
    fetch(`${hub.url}/blocked?host=honest-shop.top`),
    fetch(`${hub.url}/blocked`, { headers: { 'x-blocked-host': 'honest-shop.top' } }),
    // Listed once and taken off since.
    fetch(`${hub.url}/blocked?host=first-trap.top`),
    fetch(`${hub.url}/blocked`),
  ])
  for (const page of pages) {
    expect(page.status).toBe(403)
    const html = await page.text()
    expect(html).toContain('现在不在我们的反诈名单上')
    expect(html).toContain('is not on our anti-fraud list now')
    expect(html).not.toMatch(/它在反诈名单上|骗|It is on the anti-fraud list|take money/)
  }
})

test('dig takes the zone with its key', async (context) => {
  const dig = await run('dig', ['-v']).catch(() => undefined)
  context.skip(!dig, 'dig (bind9-dnsutils) is not installed')
  nowMs = Date.now()
  const { stdout } = await run('dig', [
    '@127.0.0.1',
    '-p',
    String(port()),
    '-y',
    `hmac-sha256:${key.name}:${key.secret}`,
    'policy.test',
    'AXFR',
  ])
  expect(stdout).toMatch(/third-trap\.top\.policy\.test\.\s+60\s+IN\s+A\s+192\.0\.2\.53/)
  expect(stdout).toMatch(/good\.tree\.top\.policy\.test\.\s+60\s+IN\s+CNAME\s+rpz-passthru\./)
  expect(stdout).not.toMatch(/tsig verify failure|Couldn't verify/i)
})
