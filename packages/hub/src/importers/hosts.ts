import type { Importer, ParsedLine } from './importer.ts'
import { readLines } from './read-lines.ts'
import { readValue, refused } from './read-value.ts'

/** Block lists in the form of /etc/hosts: an address that leads nowhere, then one host name. */
export const hosts: Importer = {
  format: 'hosts',
  summary: '/etc/hosts block list: 0.0.0.0 name',
  repeats: 'once',
  rows: (bytes) => readLines(bytes, parseLine),
}

/** Names that such files hold for the machine itself. */
const ownNames: ReadonlySet<string> = new Set(
  (
    'localhost localhost.localdomain local broadcasthost ip6-localhost ip6-loopback ip6-localnet ip6-mcastprefix ' +
    'ip6-allnodes ip6-allrouters ip6-allhosts 0.0.0.0'
  ).split(' '),
)

const nowhere: ReadonlySet<string> = new Set(['0.0.0.0', '127.0.0.1', '::', '::1', '0'])

function parseLine(text: string, line: number): ParsedLine | undefined {
  const comment = text.indexOf('#')
  const words = (comment < 0 ? text : text.slice(0, comment)).trim().split(/\s+/)
  const [address = '', name = '', ...more] = words
  if (address === '' || ownNames.has(name)) return undefined
  // Some lists leave the address out.
  if (words.length === 1) return readValue(line, address, { kind: 'domain' })
  if (more.length > 0 || !nowhere.has(address))
    return refused(line, text.trim(), 'IMPORT_LINE_INVALID', 'The line is not: 0.0.0.0, then one host name')
  return readValue(line, name, { kind: 'domain' })
}
