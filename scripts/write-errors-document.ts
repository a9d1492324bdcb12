// `npm run docs:errors`: writes docs/errors.md anew from the error registry.
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errorsDocument } from './errors-document.ts'

writeFileSync(join(dirname(import.meta.dirname), 'docs/errors.md'), errorsDocument())
