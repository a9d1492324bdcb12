import type {
  InboundSourceList,
  RetractionPage,
  RetractionState,
  WebhookList,
  WebhookReply,
} from '@wuzei/contract'
import { addClient, addOrganisation, addPerson, send, type TestPerson } from '@wuzei/testkit'
import { expect, vi } from 'vitest'
import type { ConsoleHub } from '../console-desk.ts'
import { sending, startListServer, type ListServer } from '../list-server.ts'
import { startReceiver, type WebhookReceiver } from '../webhook-receiver.ts'

/** A member that shares, takes the feed and has it sent, and what there is to see of it. */
export interface AllianceData {
  readonly bankId: string
  readonly teller: TestPerson
  readonly supervisor: TestPerson
  readonly receiver: WebhookReceiver
  readonly lists: ListServer
  close(): Promise<void>
}

/** The machine may be busy with other tests. */
const soon = { timeout: 30_000, interval: 100 }

/** Fills a hub with what the screens of the alliance show: good, bad and waiting. */
export async function fillAlliance(desk: ConsoleHub): Promise<AllianceData> {
  const { hub } = desk
  const bank = await addOrganisation(hub, {
    kind: 'bank',
    name: { zh: '示例银行深圳分行反诈工作专班', en: 'Example Bank, Shenzhen branch, fraud desk' },
    region: 'cn/44/03',
  })
  const teller = await addPerson(hub, bank.id, ['BNK_DSK'])
  const supervisor = await addPerson(hub, bank.id, ['BNK_SUP'])
  const { headers } = await addClient(hub, bank.id, ['feed', 'webhooks', 'retractions'])
  const lists = await startListServer()
  const receiver = await startReceiver(() => Date.now())
  await share(desk, teller, supervisor)
  const answer = await fetch(`${hub.url}/v1/feed?after=now`, { headers })
  await answer.text()
  await fillRetractions(desk)
  await fillWebhooks(desk, headers, receiver)
  await fillSources(desk, lists)
  await hub.settled()
  return {
    bankId: bank.id,
    teller,
    supervisor,
    receiver,
    lists,
    async close() {
      await receiver.close()
      await lists.stop()
    },
  }
}

async function share({ hub, supervisor: police }: ConsoleHub, teller: TestPerson, supervisor: TestPerson) {
  const give = async (person: TestPerson, shares: readonly object[]) =>
    (
      await send<{ shares: { id: string }[] }>(hub, 'POST', '/v1/alliance/shares', {
        headers: person.headers,
        body: { shares },
      })
    ).shares
  const amber = { tlp: 'TLP:AMBER', pap: 'PAP:AMBER' }
  const [waiting, withdrawn] = await give(teller, [
    {
      value: 'mule-wallet-31.top',
      seen: 'payment',
      label: amber,
      note: '三名客户向它转账后报案。',
      fraudType: 'F08',
    },
    { value: '13912340000', seen: 'call', label: amber },
    { value: 'bank-safe-account.top', seen: 'site', object: 'confirmed-indicator', count: 4 },
  ])
  await give(police, [{ value: 'police-shared-5.top', seen: 'site', object: 'confirmed-indicator' }])
  await send(hub, 'POST', `/v1/alliance/shares/${waiting?.id}/relabellings`, {
    headers: teller.headers,
    body: { label: { tlp: 'TLP:GREEN', pap: 'PAP:GREEN' } },
  })
  await send(hub, 'POST', `/v1/alliance/shares/${withdrawn?.id}/withdrawal`, {
    headers: supervisor.headers,
    body: { reason: 'error' },
  })
}

async function pin({ hub }: ConsoleHub, value: string, level: string) {
  await send(hub, 'PUT', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value, level, reason: 'seen it' },
  })
}

async function fillRetractions(desk: ConsoleHub) {
  const { hub } = desk
  for (const value of ['wrongly-listed.top', '13800001234']) {
    await pin(desk, value, 'high')
    // What was never listed is not taken back.
    await vi.waitFor(async () => {
      const state = await send<RetractionState>(hub, 'GET', `/v1/retractions?value=${value}`)
      expect(state.listed).toBe(true)
    }, soon)
    await pin(desk, value, 'safe')
  }
  await vi.waitFor(async () => {
    const page = await send<RetractionPage>(hub, 'GET', '/v1/console/retractions', {
      headers: desk.auditor.headers,
    })
    expect(page.retractions.length).toBeGreaterThanOrEqual(2)
  }, soon)
}

/** One endpoint that takes everything but one item, which is given up, and one that is away. */
async function fillWebhooks(
  desk: ConsoleHub,
  headers: Readonly<Record<string, string>>,
  receiver: WebhookReceiver,
) {
  const { hub } = desk
  const register = async (url: string) =>
    await send<WebhookReply>(hub, 'POST', '/v1/webhooks', { headers, body: { url } })
  const { webhook, secret } = await register(receiver.url)
  receiver.secrets = [secret]
  receiver.answer = (items) =>
    items.some(({ indicator }) => indicator?.canonical === 'not-taken.top') ? 422 : 204
  await register(receiver.url.replace('/hook', '/away'))
  await pin(desk, 'not-taken.top', 'high')
  await pin(desk, 'taken.top', 'high')
  await vi.waitFor(async () => {
    const list = await send<WebhookList>(hub, 'GET', '/v1/webhooks', { headers })
    expect(list.webhooks.find(({ id }) => id === webhook.id)?.waitingLetters).toBe(1)
  }, soon)
  // As after three days of refusals.
  await hub.hub.context.database.pool.query("update webhook_letters set state = 'dead', attempts = 15")
}

/** A list that does well, one that shrank to a tenth, and one that is away. */
async function fillSources({ hub, administrator }: ConsoleHub, lists: ListServer) {
  const names = (count: number) =>
    Array.from({ length: count }, (_item, index) => `listed-${index}.top`).join('\n')
  lists.answer('/good.txt', sending('good-list-1.top\ngood-list-2.top\n'))
  lists.answer('/shrunk.txt', sending(names(40)))
  lists.answer('/away.txt', sending('busy', {}, 503))
  const { headers } = administrator
  const path = '/v1/alliance/sources'
  const read = async () => (await send<InboundSourceList>(hub, 'GET', path, { headers })).sources
  const run = async (name: string, state: string) => {
    const id = (await read()).find((source) => source.name === name)?.id
    await send(hub, 'POST', `${path}/${id}/runs`, { headers, body: {} })
    await vi.waitFor(async () => {
      expect((await read()).find((source) => source.name === name)?.state).toBe(state)
    }, soon)
  }
  for (const name of ['good', 'shrunk', 'away'])
    await send(hub, 'POST', path, {
      headers,
      body: { name, kind: 'txt', url: `${lists.url}/${name}.txt`, licence: 'CC BY 4.0' },
    })
  await run('good', 'good')
  await run('shrunk', 'good')
  await run('away', 'failing')
  lists.answer('/shrunk.txt', sending(names(4)))
  await run('shrunk', 'held')
}
