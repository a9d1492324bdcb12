import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startHub, type HubOptions, type HubRole, type RunningHub } from '@wuzei/hub'
import { pino } from 'pino'
import type { Command } from './command.ts'

/** Where `npm run build -w apps/portal` puts the portal. */
const portalDirectory = join(import.meta.dirname, '..', '..', '..', '..', 'apps', 'portal', 'dist')

const roles: readonly HubRole[] = ['all', 'api', 'worker']

/** The hub: API, portal, documentation, health and metrics, until a signal ends it. */
export const serve: Command = {
  name: 'serve',
  usage:
    '[--port 8420] [--host 127.0.0.1] [--data ./data] [--role all|api|worker] ' +
    '[--rpz-port N] [--rpz-host 127.0.0.1] [--rpz-zone rpz.wuzei] [--rpz-answer ADDRESS,…]',
  summary: 'Runs the hub: portal at /, API documentation at /docs, health at /healthz and /readyz',

  async run(argv) {
    const { values } = parseArgs({
      args: argv,
      options: {
        port: { type: 'string', default: '8420' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: './data' },
        role: { type: 'string', default: 'all' },
        'trust-proxy': { type: 'string' },
        'rpz-port': { type: 'string' },
        'rpz-host': { type: 'string' },
        'rpz-zone': { type: 'string' },
        'rpz-answer': { type: 'string' },
      },
    })
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
      portalDirectory,
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
async function startOrExplain(options: HubOptions): Promise<RunningHub | undefined> {
  try {
    return await startHub(options)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    process.stderr.write(
      `serve: port ${options.port} is taken. Stop what uses it, or choose another: npm start -- --port ${options.port + 1}\n`,
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
