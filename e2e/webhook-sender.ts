/**
 * A hub that works and sends to this very machine, for tests to kill: on the data folder and the database named first,
 * by a clock that is ahead by so many milliseconds, so that what a killed one held is free.
 */
import { startHub } from '@wuzei/hub'

const [dataDirectory = '', databaseUrl = '', aheadMs = '0'] = process.argv.slice(2)
await startHub({
  dataDirectory,
  databaseUrl,
  port: 0,
  clock: () => Date.now() + Number(aheadMs),
  outbound: { allowLoopback: true },
})
