import { commands } from './commands/commands.ts'

/** Lists the commands on stderr, with a word about an unknown one. */
export function printUsage(unknown: string): void {
  const lines = commands.map((command) => `  ${command.name} ${command.usage}\n      ${command.summary}`)
  const head = unknown === '' || unknown.includes('help') ? '' : `There is no command "${unknown}".\n\n`
  process.stderr.write(`${head}wuzei COMMAND\n\n${lines.join('\n')}\n`)
}
