import { parseArgs, type ParseArgsConfig } from 'node:util'

/** Reads a command's arguments; says what is wrong with them on stderr and gives undefined then. */
export function readOptions<const Config extends ParseArgsConfig>(command: string, config: Config) {
  try {
    return parseArgs(config)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    process.stderr.write(`${command}: ${error.message}\n`)
    return undefined
  }
}
