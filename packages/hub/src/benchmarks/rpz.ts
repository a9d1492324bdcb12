import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'dns-packet'
import { migrate, openDatabase } from '@wuzei/store'
import { reviewListing } from '../exchange/listing/follow-listing.ts'
import { createRpzKey, type NewRpzKey } from '../exchange/rpz/rpz-keys.ts'
import { startRpz } from '../exchange/rpz/start-rpz.ts'
import { createTsigSigner } from '../exchange/rpz/tsig.ts'
import { exchangeKeyOf } from '../exchange/signing-key.ts'
import { benchResult, median, type Benchmark } from './bench-result.ts'
import { fillWithSites, seconds } from './listed-sites.ts'

/** Sites; of 20 states that lists give one has faded, so this is 100,000 records and a few. */
const defaultEntries = 53_000
const seed = 19
const rounds = 5
const zone = 'policy.bench'

/**
 * A library of dangerous sites is listed, and its policy zone transferred, signed, over the loopback: to a bare client
 * that only counts bytes, the first time and when the zone is at hand, and to BIND where that is installed. Each site
 * is two records: itself and everything below it.
 */
export const rpzBenchmark: Benchmark = {
  name: 'rpz',
  summary: 'listing of dangerous sites, and transfer of their policy zone to a client and to BIND',

  async run(options) {
    const entries = options.entries ?? defaultEntries
    const directory = await mkdtemp(join(tmpdir(), 'wuzei-bench-'))
    await chmod(directory, 0o755)
    const database = await openDatabase({ dataDirectory: directory })
    try {
      await migrate(database)
      options.progress?.(`writing ${entries} sites`)
      await fillWithSites(database, entries, seed)
      options.progress?.('listing them')
      let listed = 0
      const listedS = await seconds(async () => {
        listed = await reviewListing(database, Date.now())
      })
      const exchangeKey = exchangeKeyOf(Buffer.alloc(32, seed))
      const hub = { database, exchangeKey, clock: Date.now }
      const rpz = await startRpz(hub, { port: 0, zone, answers: ['192.0.2.53'] })
      try {
        const name = 'bench.key'
        const key = await createRpzKey({ pool: database.pool, exchangeKey }, { name, notify: [] }, 'bench')
        options.progress?.('transferring the zone')
        const first = await transfer(rpz.port, key)
        const more = []
        for (let round = 0; round < rounds; round += 1) more.push((await transfer(rpz.port, key)).seconds)
        options.progress?.('transferring it to BIND')
        const bind = await transferToBind(directory, rpz.port, key)
        const records = 2 * listed + 3
        return benchResult(
          'rpz',
          {
            listed_per_s: listed / listedS,
            listed,
            records,
            first_transfer_s: first.seconds,
            transfer_s: median(more),
            transfer_bytes: first.bytes,
            records_per_s: records / median(more),
          },
          bind === undefined ? {} : { bind },
        )
      } finally {
        await rpz.stop()
      }
    } finally {
      await database.close()
      await rm(directory, { recursive: true, force: true })
    }
  },
}

/** A whole transfer, read and counted but not parsed. */
async function transfer(port: number, key: NewRpzKey): Promise<{ seconds: number; bytes: number }> {
  const question = encode({ type: 'query', id: 1, questions: [{ type: 'AXFR', name: zone }] })
  const signer = createTsigSigner(key.name, Buffer.from(key.secret, 'base64'))
  const message = signer.sign(question, Math.floor(Date.now() / 1000))
  const prefix = Buffer.alloc(2)
  prefix.writeUInt16BE(message.length)
  let bytes = 0
  const taken = await seconds(async () => {
    const socket = connect(port, '127.0.0.1')
    socket.end(Buffer.concat([prefix, message]))
    socket.on('data', (piece: Buffer) => {
      bytes += piece.length
    })
    await once(socket, 'close')
  })
  return { seconds: taken, bytes }
}

/** What BIND says of its own transfer; undefined where it is not installed. */
async function transferToBind(
  directory: string,
  port: number,
  key: NewRpzKey,
): Promise<Record<string, number> | undefined> {
  const program = ['/usr/sbin/named', '/usr/local/sbin/named'].find((path) => existsSync(path))
  if (!program) return undefined
  const config = join(directory, 'named.conf')
  await writeFile(
    config,
    `options {
      directory "${directory}";
      pid-file none;
      session-keyfile none;
      listen-on port ${port + 1 < 65_536 ? port + 1 : port - 1} { 127.0.0.1; };
      listen-on-v6 { none; };
      recursion no;
      dnssec-validation no;
    };
    controls { };
    key "${key.name}" { algorithm ${key.algorithm}; secret "${key.secret}"; };
    zone "${zone}" {
      type secondary;
      file "${zone}.db";
      primaries { 127.0.0.1 port ${port} key "${key.name}"; };
    };`,
  )
  const child = spawn(program, ['-g', '-c', config], { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  let log = ''
  try {
    for await (const piece of child.stderr) {
      log += String(piece)
      const [, messages, records, bytes, taken] =
        /Transfer completed: (\d+) messages, (\d+) records, (\d+) bytes, ([\d.]+) secs/.exec(log) ?? []
      if (taken === undefined) continue
      return {
        transfer_s: Number(taken),
        records: Number(records),
        messages: Number(messages),
        transfer_bytes: Number(bytes),
      }
    }
  } finally {
    child.kill('SIGKILL')
    await ended
  }
  throw new Error(`BIND did not take the zone: ${log.slice(-2_000)}`)
}
