// `npm run boundaries`: prints what breaks the layers, and fails when anything does.
import { dirname } from 'node:path'
import { checkBoundaries } from './boundaries.ts'

const violations = checkBoundaries(dirname(import.meta.dirname))
for (const { file, line, message } of violations) console.error(`${file}:${line}: ${message}`)
console.log(
  violations.length === 0 ? 'Boundaries hold.' : `${violations.length} violations of the boundaries.`,
)
process.exitCode = violations.length === 0 ? 0 : 1
