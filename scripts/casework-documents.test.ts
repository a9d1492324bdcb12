import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { caseworkDocuments } from './casework-documents.ts'

const folder = join(dirname(import.meta.dirname), 'docs/casework')

it('docs/casework is what npm run docs:casework writes', () => {
  const written = readdirSync(folder).map((file): [string, string] => [
    file,
    readFileSync(join(folder, file), 'utf8'),
  ])
  expect(Object.fromEntries(written)).toEqual(caseworkDocuments())
})
