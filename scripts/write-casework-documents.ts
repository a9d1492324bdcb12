// `npm run docs:casework`: writes docs/casework anew from the definitions of casework.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { caseworkDocuments } from './casework-documents.ts'

const folder = join(dirname(import.meta.dirname), 'docs/casework')
mkdirSync(folder, { recursive: true })
for (const [file, text] of Object.entries(caseworkDocuments())) writeFileSync(join(folder, file), text)
