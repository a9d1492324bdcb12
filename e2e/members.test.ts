import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addAdministratorKey } from '@wuzei/hub'
import { createClient, type WuzeiError } from '@wuzei/sdk'
import {
  addClient,
  addOrganisation,
  addPerson,
  oneTimeCode,
  startTestHub,
  type TestHub,
} from '@wuzei/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let hub: TestHub
let directory: string
beforeAll(async () => {
  hub = await startTestHub()
  directory = await mkdtemp(join(tmpdir(), 'wuzei-members-'))
})
afterAll(async () => {
  await hub.stop()
  await rm(directory, { recursive: true, force: true })
})

const hasCurl = spawnSync('curl', ['--version']).status === 0

/** Blocks of commands of the walk-through, each with what the text below it says to keep of the answer. */
function steps() {
  const text = readFileSync(join(import.meta.dirname, '..', 'docs', 'members.md'), 'utf8')
  return text
    .split('```sh\n')
    .slice(1)
    .map((part) => {
      const [command = '', below = ''] = part.split('```')
      const kept = [...below.matchAll(/Keep `([\w.]+)` as `\$(\w+)`/g)].map(([, path = '', name = '']) => ({
        path,
        name,
      }))
      return { command, kept }
    })
}

async function run(command: string, environment: Record<string, string>): Promise<string> {
  const shell = spawn('bash', ['-eu', '-c', command], { env: { ...process.env, ...environment } })
  let output = ''
  shell.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
  })
  const status = await new Promise((resolve) => shell.on('close', resolve))
  expect(status, command).toBe(0)
  return output
}

function valueAt(json: unknown, path: string): string {
  let value = json
  for (const name of path.split('.'))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  expect(value, path).toBeTypeOf('string')
  return String(value)
}

it.skipIf(!hasCurl)('the walk-through of docs/members.md is true, step by step (needs curl)', async () => {
  const environment: Record<string, string> = {
    HUB: hub.url,
    ADMIN_KEY: hub.administrator.authorization.replace('Bearer ', ''),
    SECOND_KEY: await addAdministratorKey(hub.hub.context.database.pool),
    JAR: join(directory, 'cookies'),
  }
  const all = steps()
  expect(all.length).toBeGreaterThan(8)
  for (const { command, kept } of all) {
    const uri = environment['TOTP_URI']
    if (uri) {
      environment['CODE'] = oneTimeCode(uri, Date.now())
      environment['NEXT_CODE'] = oneTimeCode(uri, Date.now() + 30_000)
    }
    const output = await run(command, environment)
    const json: unknown = output === '' ? undefined : JSON.parse(output)
    for (const { path, name } of kept) environment[name] = valueAt(json, path)
  }
  expect(environment).toMatchObject({ ROLE: 'BNK_SUP', TYPE: 'client' })
})

it('the published client does every step', async () => {
  const as = (apiKey: string) => createClient({ baseUrl: hub.url, credentials: { apiKey } }).routes
  const administrator = as(hub.administrator.authorization.replace('Bearer ', ''))
  const second = as(await addAdministratorKey(hub.hub.context.database.pool))
  const anybody = createClient({ baseUrl: hub.url, credentials: 'session' }).routes
  const bank = await administrator.createOrganisation({
    body: { name: { zh: '甲银行', en: 'Bank A' }, kind: 'bank', region: 'cn/11' },
  })
  const ofBank = { params: { id: bank.id } }
  const { token } = await administrator.invite({
    ...ofBank,
    body: { email: 'li@bank.example', roles: ['BNK_DSK'] },
  })
  const enrolment = await anybody.beginEnrolment({ body: { token } })
  const joined = await anybody.join({
    body: {
      token,
      enrolment: enrolment.enrolment,
      name: '李',
      password: 'seven quiet rivers below',
      code: oneTimeCode(enrolment.totpUri, Date.now()),
    },
  })
  expect(joined.recoveryCodes).toHaveLength(10)
  const [proposed] = (await second.grants({ ...ofBank, query: { state: 'proposed' } })).grants
  await second.decideGrant({ params: { id: proposed?.id ?? '' }, body: { decision: 'approve' } })
  expect((await administrator.people(ofBank)).people).toMatchObject([
    { id: joined.personId, name: '李', email: 'li@bank.example', roles: ['BNK_DSK'] },
  ])
  const made = await administrator.createApiClient({ ...ofBank, body: { name: 'switch', scopes: ['feed'] } })
  const system = as(made.key ?? '')
  expect(await system.me()).toMatchObject({ type: 'client', organisation: { id: bank.id } })
  const group = await administrator.createSharingGroup({ ...ofBank, body: { name: 'northern banks' } })
  const other = await administrator.createOrganisation({
    body: { name: { zh: '乙', en: 'B' }, kind: 'bank', region: 'cn' },
  })
  const member = { params: { id: group.id, organisation: other.id } }
  await administrator.addSharingGroupMember(member)
  expect((await administrator.sharingGroups()).groups).toContainEqual({
    ...group,
    memberIds: [bank.id, other.id],
  })
  await administrator.removeSharingGroupMember(member)
  await administrator.endSharingGroup({ params: { id: group.id } })
  await administrator.revokeApiClient({ params: { id: made.client.id } })
  const failure = await system.me().catch((error: WuzeiError) => error.code)
  expect(failure).toBe('UNAUTHENTICATED')
})

it('last use is written at most once a minute', async () => {
  const bank = await addOrganisation(hub, { kind: 'bank' })
  await addPerson(hub, bank.id, [])
  const client = await addClient(hub, bank.id, ['feed'])
  const { routes: system } = createClient({ baseUrl: hub.url, credentials: { apiKey: client.key } })
  const version = async () =>
    (
      await hub.hub.context.database.pool.query<{ xmin: string }>(
        'select xmin::text from api_clients where id = $1 and last_used_at is not null',
        [client.id],
      )
    ).rows[0]?.xmin
  expect(await version()).toBeUndefined()
  await system.me()
  const first = await version()
  expect(first).toBeDefined()
  await system.me()
  expect(await version()).toBe(first)
})
