import { CodedError } from '@wuzei/domain'
import { csv } from './csv.ts'
import { ftc } from './ftc.ts'
import { hosts } from './hosts.ts'
import type { Importer } from './importer.ts'
import { json } from './json.ts'
import { maltrail } from './maltrail.ts'
import { misp } from './misp.ts'
import { openphish } from './openphish.ts'
import { stix } from './stix.ts'
import { tw165 } from './tw165.ts'
import { txt } from './txt.ts'

/** Every format that lists are read in, in the order of the usage. */
export const importers: readonly Importer[] = [
  tw165,
  ftc,
  openphish,
  maltrail,
  hosts,
  csv,
  txt,
  json,
  stix,
  misp,
]

/** @throws CodedError IMPORT_FORMAT_UNKNOWN */
export function importerOf(format: string): Importer {
  const found = importers.find((importer) => importer.format === format)
  if (found) return found
  const known = importers.map((importer) => importer.format).join(', ')
  throw new CodedError('IMPORT_FORMAT_UNKNOWN', `the format is one of ${known}`)
}
