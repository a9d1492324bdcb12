import { commands } from './commands/commands.ts'
import { helpFor, printUsage } from './usage.ts'

const [name = '', ...rest] = process.argv.slice(2)
const command = commands.find((candidate) => candidate.name === name)
if (command && (rest.includes('--help') || rest.includes('-h'))) {
  process.stdout.write(helpFor(command))
} else if (command) process.exitCode = await command.run(rest)
else {
  printUsage(name)
  process.exitCode = name === '' || name === 'help' || name === '--help' ? 0 : 2
}
