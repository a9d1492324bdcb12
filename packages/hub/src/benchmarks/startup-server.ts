/** Hub process of `startup`: says when it answers checks, then stops; told to fill, it fills its index first. */
import { startHub } from '../start-hub.ts'
import { fillIndex, mixedQueries } from './fill-index.ts'

const seed = 5
const [dataDirectory = '', task = 'start', entries = '0'] = process.argv.slice(2)

const hub = await startHub({ dataDirectory, port: 0 })
const [known] = mixedQueries(2, seed, 1)
const answer = await fetch(`${hub.url}/v1/check?value=${encodeURIComponent(known?.value ?? '')}`)
if (!answer.ok) throw new Error(`the check was answered with ${answer.status}`)
process.send?.('ready')
if (task === 'fill') {
  fillIndex(hub.context.index, Number(entries), seed)
  await hub.followed.save()
}
await hub.stop()
process.disconnect()
