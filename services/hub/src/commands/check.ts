import { parseIndicator } from '@wuzei/domain'
import { openChecker, type Checker } from '@wuzei/hub'
import { createClient, WuzeiError } from '@wuzei/sdk'
import { pino } from 'pino'
import {
  bad,
  readNdjson,
  sayWhatIsAwaited,
  writeLinesTo,
  type InputLine,
  type LineWriter,
} from '../ndjson.ts'
import { dataOption, type Command, type CommandOption } from './command.ts'
import { readOptions } from './read-options.ts'

/** Values in one request: what the API takes at most. */
const batchValues = 1000

const options = {
  stdin: { type: 'boolean', default: false, help: 'read NDJSON {"id","value"} from standard input' },
  url: { type: 'string', value: 'URL', help: 'ask this hub instead of the data folder' },
  data: dataOption,
} as const satisfies Record<string, CommandOption>

/** Verdicts from the library of a data folder, or from a hub. */
export const check: Command = {
  name: 'check',
  usage: 'VALUE... | --stdin  [--url http://...] [--data ./data]',
  summary: 'Verdicts as NDJSON, one per value, in their order; --stdin reads NDJSON {"id","value"}',

  options,

  async run(argv) {
    const parsed = readOptions('check', { args: argv, allowPositionals: true, options })
    if (!parsed) return 2
    const { values, positionals } = parsed
    if (values.stdin === positionals.length > 0) {
      process.stderr.write('check: give values, or --stdin and NDJSON {"id","value"}\n')
      return 2
    }
    if (values.stdin) sayWhatIsAwaited('check', '{"id":1,"value":"95588"}')
    const judge = await openJudge(values.url, values.data)
    if (!judge) return 2
    try {
      const input = values.stdin ? readNdjson(process.stdin) : asLines(positionals)
      return await checkAll(input, judge, writeLinesTo(process.stdout))
    } catch (error) {
      if (!(error instanceof WuzeiError)) throw error
      process.stderr.write(`check: ${error.code}: ${error.message}\n`)
      return 2
    } finally {
      await judge.close()
    }
  },
}

/** One value's verdict, or `{value, error}`, as JSON text. */
interface Answer {
  readonly text: string
  readonly refused: boolean
}

/** Answers values in their order. */
interface Judge {
  check(values: readonly string[]): Promise<readonly Answer[]>
  close(): Promise<void>
}

async function openJudge(url: string | undefined, dataDirectory: string): Promise<Judge | undefined> {
  if (url !== undefined) {
    const client = createClient({ baseUrl: url })
    return {
      check: async (values) =>
        (await client.checkBatch(values)).results.map((result) => ({
          text: JSON.stringify(result),
          refused: 'error' in result,
        })),
      close: async () => await Promise.resolve(),
    }
  }
  const library = await openChecker({
    dataDirectory,
    databaseUrl: process.env['DATABASE_URL'],
    logger: pino({ level: 'warn' }, pino.destination(2)),
  })
  if (!library) {
    process.stderr.write(
      `check: there is no library in ${dataDirectory}; start the hub, import a list, or give --url\n`,
    )
    return undefined
  }
  return {
    check: async (values) => await Promise.resolve(values.map((value) => answerFrom(library.checker, value))),
    close: async () => await library.close(),
  }
}

function answerFrom(checker: Checker, value: string): Answer {
  const parsed = parseIndicator(value)
  return parsed.ok
    ? { text: checker.checkIndicator(parsed.indicator, value).toString(), refused: false }
    : { text: JSON.stringify({ value, error: parsed.error }), refused: true }
}

async function* asLines(values: readonly string[]): AsyncGenerator<readonly InputLine[], void> {
  yield await Promise.resolve(values.map((value, index) => ({ line: index + 1, object: { value } })))
}

async function checkAll(
  input: AsyncIterable<readonly InputLine[]>,
  judge: Judge,
  output: LineWriter,
): Promise<number> {
  let faults = 0
  for await (const lines of input) {
    for (let from = 0; from < lines.length; from += batchValues) {
      const batch = lines.slice(from, from + batchValues)
      const answered = await checkBatch(batch, judge)
      faults += answered.faults
      if (!(await output.write(answered.text))) return 0
    }
  }
  return faults > 0 ? 1 : 0
}

async function checkBatch(
  lines: readonly InputLine[],
  judge: Judge,
): Promise<{ text: string; faults: number }> {
  const values = lines.flatMap((line) =>
    'object' in line && isValue(line.object['value']) ? line.object['value'] : [],
  )
  const results = values.length === 0 ? [] : await judge.check(values)
  let next = 0
  let faults = 0
  let text = ''
  for (const line of lines) {
    if ('error' in line || !isValue(line.object['value'])) {
      faults += 1
      text += `${JSON.stringify('error' in line ? line : bad(line.line, 'the line has no "value"'))}\n`
      continue
    }
    const result = results[next]
    next += 1
    if (!result) throw new Error('the hub answered fewer values than it was asked')
    if (result.refused) faults += 1
    const { id } = line.object
    text += id === undefined ? `${result.text}\n` : `{"id":${JSON.stringify(id)},${result.text.slice(1)}\n`
  }
  return { text, faults }
}

function isValue(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
