import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  allNumbered,
  bindDataKeys,
  lastSeq,
  migrate,
  openDatabase,
  rememberChallenge,
  type Database,
} from '@wuzei/store'
import { pino, type Logger } from 'pino'
import { createFirstAdministratorKey } from './administration/administrator-key.ts'
import { parsePublicUrl } from './alliance/public-address.ts'
import { createBoundedWork } from './bounded-work.ts'
import { startCasework } from './casework/start-casework.ts'
import { openLiveModels, type LiveModels } from './detection/live-models.ts'
import { createEvidenceFileStore } from './evidence-files/evidence-file-store.ts'
import { openHubFeed } from './exchange/feed/hub-feed.ts'
import { followShield } from './exchange/shield/follow-shield.ts'
import { startRpz, type RpzOptions, type RunningRpz } from './exchange/rpz/start-rpz.ts'
import { startWebhooks } from './exchange/webhooks/start-webhooks.ts'
import { sourceStaleness } from './exchange/inbound/list-sources.ts'
import { exchangeKeyOf } from './exchange/signing-key.ts'
import { followExchange } from './exchange/taxii/follow-exchange.ts'
import type { HubContext } from './hub-context.ts'
import { createHubServer, type HubServer } from './http/hub-server.ts'
import { keepJournals } from './journals/keep-journals.ts'
import { keepJournalsApart } from './journals/keep-journals-apart.ts'
import { createMetrics } from './http/metrics.ts'
import { administrationRoutes } from './http/routes/administration.ts'
import { allianceRoutes } from './http/routes/alliance.ts'
import { caseworkRoutes } from './http/routes/casework.ts'
import { checkRoutes } from './http/routes/check.ts'
import { consoleAllianceRoutes } from './http/routes/console-alliance.ts'
import { consoleModelRoutes } from './http/routes/console-models.ts'
import { consoleRoutes } from './http/routes/console.ts'
import { documentationRoutes } from './http/routes/documentation.ts'
import { gatewayRoutes } from './http/routes/exchange-gateways.ts'
import { listRoutes } from './http/routes/exchange-lists.ts'
import { rpzRoutes } from './http/routes/exchange-rpz.ts'
import { feedRoutes } from './http/routes/feed.ts'
import { importRoutes } from './http/routes/imports.ts'
import { inboundSourceRoutes } from './http/routes/inbound-sources.ts'
import { logRoutes } from './http/routes/log.ts'
import { mispRoutes } from './http/routes/misp.ts'
import { operationRoutes } from './http/routes/operation.ts'
import { orderRoutes } from './http/routes/orders.ts'
import { paymentRoutes } from './http/routes/payments.ts'
import { pageRoutes } from './http/routes/pages.ts'
import { referenceRoutes } from './http/routes/reference.ts'
import { reportRoutes } from './http/routes/reports.ts'
import { safeBrowsingRoutes } from './http/routes/safe-browsing.ts'
import { sharingRoutes } from './http/routes/sharing.ts'
import { shieldRoutes } from './http/routes/shield.ts'
import { taxiiRoutes } from './http/routes/taxii.ts'
import { labelAnswers } from './http/sharing-label.ts'
import { retractionRoutes } from './http/routes/retractions.ts'
import { webhookRoutes } from './http/routes/webhooks.ts'
import { migrateJobs, startJobs, type Jobs } from './jobs/start-jobs.ts'
import { createChecker } from './library/checker.ts'
import { followVerdicts, type FollowedIndex } from './library/follow-verdicts.ts'
import { loadYellowPages } from './library/load-yellow-pages.ts'
import { defaultHttpLimits, type HttpLimits } from './limits.ts'
import { createPersonalDataCipher } from './personal-data/cipher.ts'
import { deriveSecret, loadDataKeys } from './personal-data/data-keys.ts'
import { serveConsole } from './portal/serve-console.ts'
import { createOutbound, type OutboundOptions } from './outbound/outbound.ts'
import { openPaymentDesk } from './payments/payment-desk.ts'
import { mayFetchPages } from './pages/fetch-page.ts'
import { followCampaigns } from './pages/follow-campaigns.ts'
import { servePortal } from './portal/serve-portal.ts'
import { createProofOfWork } from './proof-of-work/proof-of-work.ts'
import { loadSampleOnce } from './sample/load-sample.ts'

/** What a hub process takes part in. `all` is both; more processes of a role share one database. */
export type HubRole = 'all' | 'api' | 'worker'

export interface HubOptions {
  readonly dataDirectory: string
  readonly databaseUrl?: string | undefined
  readonly host?: string
  /** 0 takes any free port. */
  readonly port: number
  readonly role?: HubRole
  /** Build of the portal; without it only the API is served. */
  readonly portalDirectory?: string | undefined
  /** Build of the members' console, served below /console. */
  readonly consoleDirectory?: string | undefined
  readonly limits?: Partial<HttpLimits>
  readonly trustProxy?: string | undefined
  /** Origin under which people reach the hub; else `WUZEI_PUBLIC_URL`, else where it listens. */
  readonly publicUrl?: string | undefined
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** PBKDF2 iterations of the proof of work; tests lower it. */
  readonly proofOfWorkCost?: number | undefined
  /** Gives a library that knows nothing yet the bundled sample. */
  readonly loadSample?: boolean
  /** The policy zone for resolvers; with a port it is served to them. */
  readonly rpz?: RpzOptions | undefined
  /** How often lists for phones are published at most; tests shorten it. */
  readonly shield?: { readonly intervalMs?: number } | undefined
  /** How the hub calls others; the public internet only unless told. */
  readonly outbound?: OutboundOptions | undefined
  /** Where the models lie that judge unknown links and messages; those shipped with the hub unless told, with null none. */
  readonly modelsDirectory?: string | null | undefined
  readonly clock?: () => number
  readonly logger?: Logger
  readonly version?: string
}

export interface RunningHub {
  readonly url: string
  readonly context: HubContext
  readonly server: HubServer
  /** Shown once: only at the first start of a database. */
  readonly administratorKey: string | undefined
  readonly followed: FollowedIndex
  /** Undefined without a port for resolvers. */
  readonly rpz: RunningRpz | undefined
  /** Rejects when a part that must run has failed; then the process should end. */
  readonly failed: Promise<never>
  stop(): Promise<void>
}

/** Starts a hub: database, log, index, jobs, HTTP. Ready to answer checks when it resolves. */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const logger = options.logger ?? pino({ level: 'warn' })
  const role = options.role ?? 'all'
  const clock = options.clock ?? Date.now
  await mkdir(options.dataDirectory, { recursive: true })
  const database = await openDatabase({
    databaseUrl: options.databaseUrl,
    dataDirectory: options.dataDirectory,
  })
  const stops: (() => Promise<void>)[] = [() => database.close()]
  try {
    await migrate(database)
    await migrateJobs(database)
    await loadYellowPages({ database })
    if (options.loadSample === true) await loadSampleOnce(database, clock())
    const followed = await followVerdicts(database, { dataDirectory: options.dataDirectory, logger })
    stops.push(followed.stop)
    const models = await openLiveModels({
      database,
      directory: options.modelsDirectory,
      clock,
      logger,
      subscribe: followed.subscribe,
    })
    stops.push(models.stop)
    const context = await makeContext(options, database, followed, models, clock, logger)
    stops.push(
      context.payments.stop,
      async () => await context.feed.tail.stop(),
      async () => await Promise.resolve(context.outbound.close()),
    )
    const worker = await startWorker(context, options, role, logger)
    if (worker) {
      stops.push(worker.stop)
      // Ready only with everything that the hub was told before.
      await allNumbered(database)
      await followed.reached(await lastSeq(database.pool))
    }
    const server = await makeServer(options, context, followed, logger)
    stops.push(async () => await server.close())
    const rpz = await startZone(context, options.rpz)
    if (rpz) stops.push(rpz.stop)
    const url = await server.listen({ host: options.host ?? '127.0.0.1', port: options.port })
    // Last: a start that fails, for a taken port say, must not have made the key that nobody then saw.
    const administratorKey = await createFirstAdministratorKey(database.pool)
    return {
      url,
      context,
      server,
      administratorKey,
      followed,
      rpz,
      failed: firstFailure([
        followed.done,
        context.feed.tail.done,
        models.failed,
        context.payments.failed,
        ...(worker ? [worker.done] : []),
        ...(rpz ? [rpz.done] : []),
      ]),
      stop: async () => await stopInOrder(stops),
    }
  } catch (error) {
    await stopInOrder(stops)
    throw error
  }
}

async function startZone(
  context: HubContext,
  options: RpzOptions | undefined,
): Promise<RunningRpz | undefined> {
  if (options?.port === undefined) return undefined
  return await startRpz(context, { ...options, port: options.port })
}

/** Last started, first stopped; what fails to stop does not keep the rest running. */
async function stopInOrder(stops: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const stop of stops.splice(0).toReversed()) {
    await stop().catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw new AggregateError(failures, 'the hub did not stop cleanly')
}

interface Worker {
  readonly done: Promise<void>
  readonly stop: () => Promise<void>
}

async function startWorker(
  context: HubContext,
  options: HubOptions,
  role: HubRole,
  logger: Logger,
): Promise<Worker | undefined> {
  const { database, clock, exchangeKey } = context
  if (role === 'api') return undefined
  const keys = { dataDirectory: options.dataDirectory, environment: options.environment }
  // A clock that a test moves cannot be read from another thread.
  const journals =
    options.clock === undefined
      ? await keepJournalsApart(database, keys)
      : await keepJournals(database, keys, options.clock)
  const shield = followShield(database, { key: exchangeKey, clock, ...options.shield })
  const webhooks = startWebhooks(context)
  const casework = startCasework(context)
  const exchange = followExchange(database, { clock })
  const campaigns = followCampaigns(database, { clock })
  let jobs: Jobs
  try {
    jobs = await startJobs(context, logger)
  } catch (error) {
    await Promise.all([campaigns.stop(), exchange.stop(), casework.stop(), webhooks.stop(), shield.stop()])
    await journals.stop()
    throw error
  }
  return {
    done: Promise.race([
      journals.done,
      shield.done,
      webhooks.done,
      casework.done,
      exchange.done,
      campaigns.done,
    ]),
    async stop() {
      await jobs.stop()
      await Promise.all([campaigns.stop(), exchange.stop(), casework.stop(), webhooks.stop()])
      await Promise.all([shield.stop(), journals.stop()])
    },
  }
}

async function makeContext(
  options: HubOptions,
  database: Database,
  followed: FollowedIndex,
  models: LiveModels,
  clock: () => number,
  logger: Logger,
): Promise<HubContext> {
  const keys = await loadDataKeys(options.dataDirectory, options.environment ?? {})
  if (!(await bindDataKeys(database.pool, deriveSecret(keys, 'database'))))
    throw new Error(
      'This database holds personal data under other keys. Start the hub with the data folder it was made with, or ' +
        'give all its hubs the same WUZEI_DATA_KEY (the content of the file data-keys there).',
    )
  const cipher = createPersonalDataCipher(keys)
  const exchangeKey = exchangeKeyOf(deriveSecret(keys, 'exchange-signing'))
  return {
    database,
    index: followed.index,
    models,
    cipher,
    files: createEvidenceFileStore(join(options.dataDirectory, 'evidence'), cipher),
    proofOfWork: createProofOfWork({
      secret: deriveSecret(keys, 'proof-of-work'),
      ...(options.proofOfWorkCost === undefined ? {} : { cost: options.proofOfWorkCost }),
      rememberOnce: async (id, expiresAt) => await rememberChallenge(database.pool, id, expiresAt),
    }),
    exchangeKey,
    feed: openHubFeed(database, exchangeKey, clock),
    payments: await openPaymentDesk({
      database,
      secret: deriveSecret(keys, 'payment-checks'),
      dataDirectory: options.dataDirectory,
      ruleSet: options.environment?.['WUZEI_PAYMENT_RULES'],
      subscribe: followed.subscribe,
      logger,
    }),
    outbound: createOutbound(options.outbound),
    publicUrl: parsePublicUrl(options.publicUrl ?? options.environment?.['WUZEI_PUBLIC_URL']),
    clock,
  }
}

async function makeServer(
  options: HubOptions,
  hub: HubContext,
  followed: FollowedIndex,
  logger: Logger,
): Promise<HubServer> {
  const limits = { ...defaultHttpLimits, ...options.limits }
  const server = await createHubServer({
    logger,
    limits,
    trustProxy: options.trustProxy,
    version: options.version ?? '0.1.0',
  })
  const routes = {
    hub,
    limits,
    logger,
    checker: createChecker(hub.index, hub.clock),
    heavy: createBoundedWork(limits.heavyConcurrency, limits.heavyQueue),
  }
  const { models } = hub
  for (const [name, { state }] of Object.entries({ url: models.url, text: models.text }))
    if (state !== 'ready' && options.modelsDirectory !== null)
      logger.warn({ model: name, state }, 'A model is not there: checks go on without it')
  // Gateways block by what they are told, and desks show the library: neither goes by a model's word.
  const judging = {
    ...routes,
    checker: createChecker(hub.index, hub.clock, models.askAndCompare),
  }
  const metrics = createMetrics(server, {
    indexEntries: () => hub.index.size,
    indexBytes: () => hub.index.bytes,
    logSeq: followed.seq,
    staleness: async () => await sourceStaleness(hub),
  })
  labelAnswers(server)
  // In a scope of its own, so that the OpenAPI plugin sees every route.
  await server.register(async () => {
    checkRoutes(server, judging, { checker: judging.checker, library: routes.checker, models }, metrics.times)
    reportRoutes(server, routes)
    referenceRoutes(server)
    logRoutes(server, routes)
    administrationRoutes(server, routes)
    importRoutes(server, routes)
    allianceRoutes(server, routes)
    consoleRoutes(server, routes)
    consoleAllianceRoutes(server, routes)
    consoleModelRoutes(server, routes)
    sharingRoutes(server, judging)
    paymentRoutes(server, routes)
    listRoutes(server, routes)
    shieldRoutes(server, routes)
    feedRoutes(server, routes)
    webhookRoutes(server, routes)
    caseworkRoutes(server, routes)
    orderRoutes(server, routes)
    await retractionRoutes(server, routes)
    gatewayRoutes(server, routes)
    rpzRoutes(server, routes, options.rpz ?? {})
    taxiiRoutes(server, routes)
    mispRoutes(server, routes)
    inboundSourceRoutes(server, routes)
    safeBrowsingRoutes(server, routes)
    pageRoutes(server, routes, {
      library: routes.checker,
      mayFetch: mayFetchPages(options.environment),
    })
    operationRoutes(server, { metrics, models, isReady: async () => await databaseAnswers(hub.database) })
    await documentationRoutes(server)
  })
  if (options.consoleDirectory !== undefined) await serveConsole(server, options.consoleDirectory)
  if (options.portalDirectory !== undefined) await servePortal(server, options.portalDirectory)
  await server.ready()
  return server
}

async function databaseAnswers(database: Database): Promise<boolean> {
  try {
    await database.pool.query('select 1')
    return true
  } catch {
    return false
  }
}

async function firstFailure(parts: readonly Promise<unknown>[]): Promise<never> {
  return await Promise.race(
    parts.map((part) => part.then(async () => await new Promise<never>(() => undefined))),
  )
}
