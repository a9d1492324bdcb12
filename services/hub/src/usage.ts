import type { Command } from './commands/command.ts'
import { allCommands } from './commands/commands.ts'

/** Lists the commands on stderr, with a word about an unknown one. */
export async function printUsage(unknown: string): Promise<void> {
  const commands = await allCommands()
  const lines = commands.map((command) => `  ${command.name} ${command.usage}\n      ${command.summary}`)
  const head = unknown === '' || unknown.includes('help') ? '' : `There is no command "${unknown}".\n\n`
  process.stderr.write(
    `${head}wuzei COMMAND; wuzei COMMAND --help explains its options\n\n${lines.join('\n')}\n`,
  )
}

/** One command with every option, as `--help` shows it. */
export function helpFor(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]): [string, string] => [
    `--${name}${option.type === 'string' ? ` ${option.value}` : ''}`,
    option.type === 'string' && option.default !== undefined
      ? `${option.help} (${option.default} unless told)`
      : option.help,
  ])
  const width = Math.max(...options.map(([name]) => name.length))
  const lines = options.map(([name, help]) => `  ${name.padEnd(width)}  ${help}\n`)
  return `wuzei ${command.name} ${command.usage}\n\n${command.summary}\n\nOptions:\n${lines.join('')}`
}
