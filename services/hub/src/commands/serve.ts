import { join } from 'node:path'
import { startHub, type HubOptions, type HubRole, type RunningHub } from '@wuzei/hub'
import { pino } from 'pino'
import { dataOption, type Command, type CommandOption } from './command.ts'
import { readOptions } from './read-options.ts'

/** Where `npm run build -w apps/…` puts what browsers are shown. */
const apps = join(import.meta.dirname, '..', '..', '..', '..', 'apps')

const roles: readonly HubRole[] = ['all', 'api', 'worker']

const options = {
  port: { type: 'string', default: '8420', value: 'PORT', help: 'port to listen on; 0 takes any free one' },
  host: { type: 'string', default: '127.0.0.1', value: 'ADDRESS', help: 'address to listen on' },
  data: dataOption,
  role: {
    type: 'string',
    default: 'all',
    value: 'ROLE',
    help: 'all, api (answers requests) or worker (numbers the log, runs jobs)',
  },
  'trust-proxy': {
    type: 'string',
    value: 'ADDRESSES',
    help: 'reverse proxies whose X-Forwarded-For is believed, with commas between them',
  },
  'rpz-port': {
    type: 'string',
    value: 'PORT',
    help: 'port from which resolvers fetch the zone; none unless told',
  },
  'rpz-host': { type: 'string', value: 'ADDRESS', help: 'address on which they fetch it' },
  'rpz-zone': { type: 'string', value: 'NAME', help: 'name of the zone' },
  'rpz-answer': {
    type: 'string',
    value: 'ADDRESSES',
    help: 'what the zone answers for a bad name, with commas',
  },
} as const satisfies Record<string, CommandOption>

/** The hub: API, portal, documentation, health and metrics, until a signal ends it. */
export const serve: Command = {
  name: 'serve',
  usage:
    '[--port 8420] [--host 127.0.0.1] [--data ./data] [--role all|api|worker] [--trust-proxy ADDRESS,…] ' +
    '[--rpz-port N] [--rpz-host 127.0.0.1] [--rpz-zone rpz.wuzei] [--rpz-answer ADDRESS,…]',
  summary:
    'Runs the hub: portal at /, console at /console, API documentation at /docs, health at /healthz and /readyz',

  options,

  async run(argv) {
    const parsed = readOptions('serve', { args: argv, options })
    if (!parsed) return 2
    const { values } = parsed
    const role = roles.find((candidate) => candidate === values.role)
    const port = Number(values.port)
    if (!role || !Number.isInteger(port) || port < 0 || port > 65_535) {
      process.stderr.write('serve: --role is all, api or worker; --port is 0 to 65535\n')
      return 2
    }
    const logger = pino({ level: process.env['WUZEI_LOG_LEVEL'] ?? 'info' }, pino.destination(2))
    const hub = await startOrExplain({
      dataDirectory: values.data,
      databaseUrl: process.env['DATABASE_URL'],
      host: values.host,
      port,
      role,
      portalDirectory: join(apps, 'portal', 'dist'),
      consoleDirectory: join(apps, 'console', 'dist'),
      loadSample: true,
      trustProxy: values['trust-proxy'],
      environment: process.env,
      rpz: {
        port: values['rpz-port'] === undefined ? undefined : Number(values['rpz-port']),
        host: values['rpz-host'],
        zone: values['rpz-zone'],
        answers: values['rpz-answer']?.split(',').filter((answer) => answer !== ''),
      },
      logger,
    })
    if (!hub) return 2
    process.stdout.write(`无贼 Wuzei is ready: ${hub.url}  (API documentation: ${hub.url}/docs)\n`)
    if (hub.administratorKey !== undefined)
      process.stdout.write(firstStartNote(hub.url, hub.administratorKey))
    const failure = await Promise.race([untilSignal(), hub.failed.catch((error: unknown) => ({ error }))])
    await hub.stop()
    if (failure === undefined) return 0
    logger.fatal({ err: failure.error }, 'the hub has failed')
    return 2
  },
}

/** Starts the hub; undefined, with a word about it, when its port is taken. */
async function startOrExplain(wanted: HubOptions): Promise<RunningHub | undefined> {
  try {
    return await startHub(wanted)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    process.stderr.write(
      `serve: port ${wanted.port} is taken. Stop what uses it, or choose another: npm start -- --port ${wanted.port + 1}\n`,
    )
    return undefined
  }
}

function firstStartNote(url: string, key: string): string {
  return (
    `\nAdministrator key, shown this once — keep it safe:\n\n    ${key}\n\n` +
    `Use it as "Authorization: Bearer ${key.slice(0, 8)}…" (see ${url}/docs#tag-administration).\n\n`
  )
}

async function untilSignal(): Promise<undefined> {
  return await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(undefined))
  })
}
