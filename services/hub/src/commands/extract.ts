import { extract as extractIndicators } from '@wuzei/domain'
import { bad, readNdjson, sayWhatIsAwaited, writeLinesTo, type InputLine } from '../ndjson.ts'
import type { Command, CommandOption } from './command.ts'
import { readOptions } from './read-options.ts'

const options = {
  stdin: { type: 'boolean', default: false, help: 'read NDJSON {"id","text"} from standard input' },
} as const satisfies Record<string, CommandOption>

/** Indicators in free text; needs no library. */
export const extract: Command = {
  name: 'extract',
  usage: '--stdin',
  summary: 'Finds indicators in free text: NDJSON {"id","text"} in, {"id","indicators"} out',

  options,

  async run(argv) {
    const parsed = readOptions('extract', { args: argv, options })
    if (!parsed) return 2
    if (!parsed.values.stdin) {
      process.stderr.write('extract: give --stdin and NDJSON {"id","text"}\n')
      return 2
    }
    sayWhatIsAwaited('extract', '{"id":1,"text":"..."}')
    const output = writeLinesTo(process.stdout)
    let faults = 0
    for await (const batch of readNdjson(process.stdin)) {
      let text = ''
      for (const line of batch) {
        const answer = answerTo(line)
        if ('error' in answer) faults += 1
        text += `${JSON.stringify(answer)}\n`
      }
      if (!(await output.write(text))) return 0
    }
    return faults > 0 ? 1 : 0
  },
}

function answerTo(line: InputLine) {
  if ('error' in line) return line
  const { id, text } = line.object
  if (typeof text !== 'string') return bad(line.line, 'the line has no "text"')
  return {
    ...(id === undefined ? {} : { id }),
    indicators: extractIndicators(text).map((found) => ({
      kind: found.kind,
      canonical: found.canonical,
      start: found.start,
      end: found.end,
    })),
  }
}
