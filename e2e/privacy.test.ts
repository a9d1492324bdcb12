import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startTestHub, type TestHub } from '@wuzei/testkit'
import { pino } from 'pino'
import sharp from 'sharp'
import { encode } from 'uqr'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accepted, administer, dispute, send, wideLimits } from './acting-people.ts'

let hub: TestHub
const logLines: string[] = []
beforeAll(async () => {
  // Everything that any level would write: what is not there now cannot be in anybody's log.
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logLines.push(line) })
  hub = await startTestHub({ logger, limits: wideLimits, trustProxy: '127.0.0.1' })
})
afterAll(async () => {
  await hub.stop()
})

async function pictureWithPlaceAndCode(text: string): Promise<Buffer> {
  const { data, size } = encode(text, { border: 4 })
  const pixels = Buffer.from(data.flat().map((dark) => (dark ? 0 : 255)))
  return await sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
    .resize(300, 300, { kernel: 'nearest' })
    .withExif({
      IFD0: { Copyright: 'Photographer Zhang Wei' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 54/1 0/1' },
    })
    .png()
    .toBuffer()
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

describe('evidence files', () => {
  it('lose their metadata, have their codes read, and lie encrypted', async () => {
    const png = await pictureWithPlaceAndCode('https://qr-scam.top/pay')
    expect(png.includes('Zhang Wei')).toBe(true)
    const uploaded = await hub.client.upload(new Blob([new Uint8Array(png)]), 'screenshot.png')
    expect(uploaded).toMatchObject({
      mediaType: 'image/png',
      metadataRemoved: true,
      qr: ['https://qr-scam.top/pay'],
    })
    const kept = await hub.hub.context.files.get(uploaded.attachment)
    expect(kept.includes('Zhang Wei')).toBe(false)
    expect((await sharp(kept).metadata()).exif).toBeUndefined()
    const words = 'the words of a victim in a text file 91f3'
    const text = await hub.client.upload(new Blob([words]), 'chat.txt')
    await accepted(hub, { text: 'see the picture', attachments: [uploaded.attachment, text.attachment] })
    const files = await filesBelow(join(hub.options.dataDirectory, 'evidence'))
    expect(files).toHaveLength(2)
    for (const file of files) {
      const bytes = await readFile(file)
      expect(bytes.includes(words)).toBe(false)
      expect(bytes.includes(kept.subarray(0, 64))).toBe(false)
    }
  })

  it('are what they are, not what they are called', async () => {
    const html = Buffer.concat([Buffer.from('<!doctype html><script>alert(1)</script>')])
    const disguised = await fetch(`${hub.url}/v1/attachments?name=a.png`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: html,
    })
    expect(disguised.status).toBe(415)
    expect(await disguised.json()).toMatchObject({ code: 'ATTACHMENT_TYPE' })
    const svg = await fetch(`${hub.url}/v1/attachments`, {
      method: 'POST',
      body: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    })
    expect(svg.status).toBe(415)
    const cut = (await pictureWithPlaceAndCode('x')).subarray(0, 60)
    const broken = await fetch(`${hub.url}/v1/attachments`, { method: 'POST', body: new Uint8Array(cut) })
    expect(await broken.json()).toMatchObject({ code: 'ATTACHMENT_UNREADABLE' })
  })
})

describe('personal data', () => {
  it('is in no table and no log line in clear text', async () => {
    const secrets = {
      narrative: 'My aunt Ouyang Mei paid with tears',
      contact: 'ouyang.mei@example.com',
      device: 'device-of-aunt-4711',
      address: '198.51.100.77',
      statement: 'The owner Sima Guang says this shop is honest',
      number: '+8613600009876',
    }
    const { receipt } = await accepted(
      hub,
      {
        indicators: [{ value: secrets.number }],
        text: secrets.narrative,
        contact: secrets.contact,
        device: secrets.device,
        fraudType: 'F08',
      },
      secrets.address,
    )
    const disputeReceipt = await dispute(hub, secrets.number, secrets.statement)
    await hub.client.receipt(receipt)
    await administer(hub, 'GET', 'reports')
    await send(hub, 'GET', '/v1/reports/%zz')
    await send(hub, 'POST', '/v1/check', { values: [secrets.number, 1] })
    await hub.settled()

    const { pool } = hub.hub.context.database
    const tables = await pool.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    let dump = ''
    for (const { name } of tables.rows) {
      const rows = await pool.query<{ row: string }>(`select t::text as row from ${name} t`)
      dump += `${name}\n${rows.rows.map((row) => row.row).join('\n')}\n`
    }
    // The number itself is what the library is for; that it is found shows that the search would find the rest.
    expect(dump).toContain(secrets.number)
    const hidden = [
      secrets.narrative,
      secrets.contact,
      secrets.device,
      secrets.address,
      secrets.statement,
      receipt,
      disputeReceipt,
    ]
    const forms = hidden.flatMap((text) => [
      text,
      Buffer.from(text).toString('hex'),
      Buffer.from(text).toString('base64'),
    ])
    for (const form of [...forms, receipt.replaceAll('-', ''), hub.administrator.authorization.slice(7)])
      expect(dump.includes(form), form).toBe(false)
    const log = logLines.join('\n')
    for (const form of [
      ...forms,
      secrets.number,
      secrets.number.slice(3),
      hub.administrator.authorization.slice(7),
    ])
      expect(log.includes(form), form).toBe(false)
  })

  it('is not in the log when a request fails inside', async () => {
    const { pool } = hub.hub.context.database
    // A rule of the database that the hub does not know: PostgreSQL's complaint quotes the whole row.
    await pool.query(`alter table indicators add constraint no_seven check (canonical not like '%77777777')`)
    const { hub: running } = hub
    expect(running.url).toBe(hub.url)
    const answer = await accepted(hub, { indicators: [{ value: '+8613777777777' }] }).catch(
      (error: unknown) => String(error),
    )
    await pool.query('alter table indicators drop constraint no_seven')
    expect(answer).toMatch(/"code":"INTERNAL"/)
    expect(answer).not.toMatch(/no_seven|indicators|77777777|detail/)
    const failure = logLines.find((line) => line.includes('request failed')) ?? ''
    expect(JSON.parse(failure)).toMatchObject({
      error: { code: '23514', constraint: 'no_seven' },
      route: '/v1/reports',
    })
    expect(logLines.join('\n')).not.toContain('77777777')
  })
})
