/** An operator judges callers by the offline list; only a hit asks the hub, by prefix. Numbers come on standard input, one a line. */
import * as fileSystem from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { createClient, createShield, fileStorage, WuzeiError } from '@wuzei/sdk'

const { WUZEI_URL = '', WUZEI_KEY = '', WUZEI_PUBLIC_KEY = '', WUZEI_FOLDER = './lists' } = process.env
const shield = await createShield({
  client: createClient({ baseUrl: WUZEI_URL, credentials: { apiKey: WUZEI_KEY } }),
  publicKey: WUZEI_PUBLIC_KEY,
  storage: fileStorage(fileSystem, WUZEI_FOLDER),
})
// Without the hub it begins with the lists of the last run.
await shield.update().catch((error: unknown) => {
  if (!(error instanceof WuzeiError) || !shield.state().suspects) throw error
})

for await (const number of createInterface({ input: process.stdin })) {
  const { outcome, level } = await shield.check(number, { kind: 'phone' })
  console.log(
    number,
    outcome === 'listed' ? `mark-as-fraud ${level}` : outcome === 'unconfirmed' ? 'ask-later' : 'connect',
  )
}
shield.stop()
