import { open, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { CodedError } from '@wuzei/domain'
import { addModel, exportLabels, readModelFile, replayModels, type ReplayedItem } from '@wuzei/hub'
import { openData } from '../open-data.ts'
import { dataOption, type Command, type CommandOption } from './command.ts'
import { readOptions } from './read-options.ts'

const options = {
  data: dataOption,
  against: {
    type: 'string',
    value: 'FILE',
    help: 'replay: the version to compare with; the shipped one unless told',
  },
  file: {
    type: 'string',
    value: 'FILE',
    help: 'replay: NDJSON of {"url"} or {"text"}, with "label" (fraud or harmless) where known; stored labels unless told',
  },
} as const satisfies Record<string, CommandOption>

type Values = {
  readonly data: string
  readonly against?: string | undefined
  readonly file?: string | undefined
}

/** Brings a model in as a candidate, or puts old and new to the same things. */
export const models: Command = {
  name: 'models',
  usage: 'add FILE | replay FILE [--against FILE] [--file FILE] [--data ./data]',
  summary: 'Takes a model in to be scored beside the current one, or compares two on a file or on labels',

  options,

  async run(argv) {
    const parsed = readOptions('models', { args: argv, allowPositionals: true, options })
    if (!parsed) return 2
    const { values, positionals } = parsed
    const [verb, file, ...more] = positionals
    const act = verb === 'add' ? add : verb === 'replay' ? replay : undefined
    if (!act || file === undefined || more.length > 0) {
      process.stderr.write(`models ${models.usage}\n`)
      return 2
    }
    try {
      return await act(file, values)
    } catch (error) {
      const told = error instanceof CodedError ? `${error.code}: ${error.message}` : fileProblem(error)
      if (told === undefined) throw error
      process.stderr.write(`models: ${told}\n`)
      return 2
    }
  },
}

async function add(file: string, { data }: Values): Promise<number> {
  const bytes = await readFile(file)
  const database = await openData('models', data)
  if (!database) return 2
  try {
    process.stdout.write(`${JSON.stringify(await addModel(database, bytes, 'wuzei:models', Date.now()))}\n`)
    return 0
  } finally {
    await database.close()
  }
}

async function replay(file: string, values: Values): Promise<number> {
  const candidate = readModelFile(await readFile(file))
  const current = readModelFile(await readFile(values.against ?? shippedFile(candidate.kind)))
  if (current.kind !== candidate.kind)
    throw new CodedError('MODEL_INVALID', `${current.name} and ${candidate.name} judge different things`)
  const items =
    values.file === undefined
      ? await labelled(values.data, candidate.kind)
      : linesOf(values.file, candidate.kind)
  if (!items) return 2
  process.stdout.write(`${JSON.stringify(await replayModels(current, candidate, items))}\n`)
  return 0
}

function shippedFile(kind: 'url' | 'text'): string {
  return fileURLToPath(import.meta.resolve(`@wuzei/detect/models/${kind}.wzm`))
}

/** Stored labels of a kind; undefined where there is no library. */
async function labelled(
  data: string,
  kind: 'url' | 'text',
): Promise<AsyncIterable<ReplayedItem> | undefined> {
  const database = await openData('models', data)
  if (!database) return undefined
  const items: ReplayedItem[] = []
  try {
    await exportLabels({ database, dataDirectory: data, environment: process.env }, (label) => {
      const isOfKind =
        kind === 'text' ? label.kind === 'text' : label.kind === 'url' || label.kind === 'domain'
      if (isOfKind) items.push({ value: label.value, isFraud: label.label === 'fraud' })
    })
  } finally {
    await database.close()
  }
  return (async function* each() {
    yield* items
  })()
}

async function* linesOf(file: string, kind: 'url' | 'text'): AsyncIterable<ReplayedItem> {
  const handle = await open(file)
  let number = 0
  for await (const line of handle.readLines()) {
    number += 1
    if (line.trim() === '') continue
    const item = itemOf(line, kind)
    if (!item) throw new CodedError('BODY_INVALID', `line ${number}: no object with "${kind}"`)
    yield item
  }
}

function itemOf(line: string, kind: 'url' | 'text'): ReplayedItem | undefined {
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
  if (typeof read !== 'object' || read === null) return undefined
  const value: unknown = Reflect.get(read, kind)
  const label: unknown = Reflect.get(read, 'label')
  if (typeof value !== 'string') return undefined
  return label === 'fraud' || label === 'harmless' ? { value, isFraud: label === 'fraud' } : { value }
}

/** A file that is not there or cannot be read. */
function fileProblem(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error ? error.message : undefined
}
