import type { TextModel, UrlModel } from '@wuzei/detect'
import { addShadowCounts, inTransaction, readWorkingModels, type Database } from '@wuzei/store'
import type { Logger } from 'pino'
import { loadContentModels, type ContentModels, type LoadedModel } from './content-models.ts'
import { askUrlModel, type AskAboutLink } from './link-opinion.ts'
import { readModelFile, type ReadModel } from './read-model-file.ts'
import { createShadow, type Shadow } from './shadow.ts'

/** The models of one process as they are now; they change when people promote a version or go back. */
export interface LiveModels extends ContentModels {
  /** The current model's opinion on a link. */
  readonly askAboutLink: AskAboutLink
  /** The same of what people check: it is put to the candidate too, later. */
  readonly askAndCompare: AskAboutLink
  readonly shadow: Shadow
  /** Names of the versions shipped with the hub, where they could be read. */
  readonly shipped: Readonly<Record<'url' | 'text', string | null>>
  readonly candidate: Readonly<{ url: UrlModel | undefined; text: TextModel | undefined }>
  /** Rejects when the models could not be read again: then the process judges by what it should not. */
  readonly failed: Promise<never>
  readonly stop: () => Promise<void>
}

/** Opens the models shipped in `directory` (with null none) and those that people brought into the database. */
export async function openLiveModels(options: {
  readonly database: Database
  readonly directory: string | null | undefined
  readonly clock: () => number
  readonly logger: Logger
  /** Tells a listener of every event of the log from now on. */
  readonly subscribe: (listener: (event: { readonly type: string }) => void) => void
}): Promise<LiveModels> {
  const { database, clock, logger } = options
  const shipped = await loadContentModels(options.directory)
  let working: WorkingModels = { ...shipped, candidate: { url: undefined, text: undefined }, ask: undefined }
  const failure = Promise.withResolvers<never>()
  // Nobody need listen: a hub that stops meanwhile has nothing more to fail.
  failure.promise.catch(() => undefined)
  let isStopped = false
  const read = async (): Promise<void> => void (working = await readWorking(database, shipped))
  let reading = Promise.resolve()

  const shadow = createShadow({
    clock,
    compared: () => ({
      url: pairOf(working.url.model, working.candidate.url),
      text: pairOf(working.text.model, working.candidate.text),
    }),
    write: async (counts, disagreements) =>
      await inTransaction(
        database,
        async (client) => await addShadowCounts(client, counts, disagreements),
      ).catch((error: unknown) =>
        // Counts of some seconds are lost, which changes no comparison.
        logger.warn({ err: error }, 'what a model on trial said could not be counted'),
      ),
  })

  const readAgain = async (before: Promise<void>): Promise<void> => {
    await before
    try {
      await shadow.finish()
      await read()
    } catch (error) {
      if (!isStopped) failure.reject(error)
    }
  }

  // Before the first reading, so that none is missed: each reading begins when the one before has ended.
  options.subscribe(({ type }) => {
    if (!reloadedBy.has(type) || isStopped) return
    reading = readAgain(reading)
  })
  const first = reading.then(read)
  reading = first.catch(() => undefined)
  await first

  return {
    get url() {
      return working.url
    },
    get text() {
      return working.text
    },
    get candidate() {
      return working.candidate
    },
    shipped: { url: shipped.url.model?.name ?? null, text: shipped.text.model?.name ?? null },
    askAboutLink: (indicator, value) => working.ask?.(indicator, value),
    askAndCompare(indicator, value) {
      if (indicator.kind === 'url' || indicator.kind === 'domain') shadow.sawLink(indicator.canonical)
      return working.ask?.(indicator, value)
    },
    shadow,
    failed: failure.promise,
    async stop() {
      isStopped = true
      await reading
      await shadow.finish()
    },
  }
}

/** Events after which the models are read again. */
const reloadedBy: ReadonlySet<string> = new Set([
  'model.added',
  'model.dropped',
  'model.promoted',
  'model.rolled-back',
])

interface WorkingModels extends ContentModels {
  readonly candidate: LiveModels['candidate']
  readonly ask: AskAboutLink | undefined
}

async function readWorking(database: Database, shipped: ContentModels): Promise<WorkingModels> {
  const rows = await readWorkingModels(database.pool)
  const read = rows.map(({ bytes, state }) => ({ state, ...readModelFile(bytes) }))
  const current = read.filter(({ state }) => state === 'current')
  const candidates = read.filter(({ state }) => state === 'candidate')
  const url = ready(urlOf(current)) ?? shipped.url
  const text = ready(textOf(current)) ?? shipped.text
  return {
    url,
    text,
    candidate: { url: urlOf(candidates), text: textOf(candidates) },
    ask: url.model && askUrlModel(url.model),
  }
}

function urlOf(models: readonly ReadModel[]): UrlModel | undefined {
  for (const read of models) if (read.kind === 'url') return read.model
  return undefined
}

function textOf(models: readonly ReadModel[]): TextModel | undefined {
  for (const read of models) if (read.kind === 'text') return read.model
  return undefined
}

function ready<Model>(model: Model | undefined): LoadedModel<Model> | undefined {
  return model === undefined ? undefined : { state: 'ready', model }
}

function pairOf<Model>(current: Model | undefined, candidate: Model | undefined) {
  return current && candidate ? { current, candidate } : undefined
}
