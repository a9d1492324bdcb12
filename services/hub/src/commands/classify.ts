import { classifiers } from '../classify/classifiers.ts'
import { bad, readNdjson, sayWhatIsAwaited, writeLinesTo, type InputLine } from '../ndjson.ts'
import type { Command, CommandOption } from './command.ts'
import { readOptions } from './read-options.ts'

const options = {
  stdin: { type: 'boolean', default: false, help: 'read NDJSON from standard input' },
} as const satisfies Record<string, CommandOption>

const names = classifiers.map(({ name }) => name).join('|')

/** What the shipped models say; needs no library, no hub and no network. */
export const classify: Command = {
  name: 'classify',
  usage: `${names} --stdin`,
  summary: `Judges by the shipped models: NDJSON in, such as ${classifiers.map(({ example }) => example).join(' or ')}; score, level and reasons out`,

  options,

  async run(argv) {
    const parsed = readOptions('classify', { args: argv, allowPositionals: true, options })
    if (!parsed) return 2
    const classifier = classifiers.find(({ name }) => name === parsed.positionals[0])
    if (!classifier || parsed.positionals.length !== 1 || !parsed.values.stdin) {
      process.stderr.write(`classify ${classify.usage}\n`)
      return 2
    }
    const judge = await classifier.open()
    sayWhatIsAwaited('classify', classifier.example)
    const output = writeLinesTo(process.stdout)
    let faults = 0
    for await (const batch of readNdjson(process.stdin)) {
      let text = ''
      for (const line of batch) {
        const answer = answerTo(line, judge)
        if ('error' in answer) faults += 1
        text += `${JSON.stringify(answer)}\n`
      }
      if (!(await output.write(text))) return 0
    }
    return faults > 0 ? 1 : 0
  },
}

function answerTo(line: InputLine, judge: (object: Readonly<Record<string, unknown>>) => object | string) {
  if ('error' in line) return line
  const answer = judge(line.object)
  if (typeof answer === 'string') return bad(line.line, answer)
  const { id } = line.object
  return id === undefined ? answer : { id, ...answer }
}
