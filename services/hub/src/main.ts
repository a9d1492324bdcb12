import { findCommand } from './commands/commands.ts'
import { helpFor, printUsage } from './usage.ts'

const [name = '', ...rest] = process.argv.slice(2)
const command = await findCommand(name)
if (command && (rest.includes('--help') || rest.includes('-h'))) {
  process.stdout.write(helpFor(command))
} else if (command) process.exitCode = await command.run(rest)
else {
  await printUsage(name)
  process.exitCode = name === '' || name === 'help' || name === '--help' ? 0 : 2
}
