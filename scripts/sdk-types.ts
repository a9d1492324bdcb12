import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import * as contract from '@wuzei/contract'
import type { JsonSchema } from '../packages/hub/src/http/documentation/open-api.ts'
import { typeOfSchema } from './type-of-schema.ts'

/** Packages whose declarations go along; those of the contract are made, so that its schema library need not. */
const copied = ['domain', 'shield', 'sdk']

/**
 * Writes declarations that stand alone: those that the compiler made of the client and of the private packages behind
 * it, as far as they are reached from the entries, each import pointing to a file beside it.
 */
export async function writeSdkTypes(root: string, target: string, entries: readonly string[]): Promise<void> {
  const waiting = entries.map((entry) => join('sdk', entry))
  const written = new Set<string>()
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (written.has(file)) continue
    written.add(file)
    const text = file === contractFile ? contractTypes(root) : readDeclarations(root, file)
    const reached: string[] = []
    const standing = text.replace(importPattern, (_all, before: string, module: string) => {
      const to = fileOf(module, file)
      if (to === undefined) return `${before}'${module}'`
      reached.push(to)
      const path = relative(dirname(file), to).replace(/\.d\.ts$/, '.js')
      return `${before}'${path.startsWith('.') ? path : `./${path}`}'`
    })
    waiting.push(...reached)
    mkdirSync(dirname(join(target, file)), { recursive: true })
    writeFileSync(join(target, file), standing)
  }
  await Promise.resolve()
}

const contractFile = join('contract', 'index.d.ts')
const importPattern = /(\bfrom |\bimport\(|\bimport )['"]([^'"]+)['"]/g

/** The file that an import of another file means; undefined for what others publish. */
function fileOf(module: string, from: string): string | undefined {
  if (module.startsWith('.')) return join(dirname(from), module.replace(/\.ts$/, '.d.ts'))
  const [, name, path] = /^@wuzei\/(\w+)(?:\/(.+))?$/.exec(module) ?? []
  if (name === undefined) return undefined
  return name === 'contract' && path === undefined ? contractFile : join(name, `${path ?? 'index'}.d.ts`)
}

function readDeclarations(root: string, file: string): string {
  const [name = '', ...path] = file.split('/')
  if (!copied.includes(name) && file !== join('contract', 'example-receipt.d.ts'))
    throw new Error(`${file} would reach outside of the published types`)
  return readFileSync(join(root, 'packages', name, '.tsbuild', ...path), 'utf8').replace(
    /\n\/\/# source.*/,
    '',
  )
}

/** The types of the contract, from the schemas that they are of. */
function contractTypes(root: string): string {
  const sources = readFileSync(join(root, 'packages', 'contract', 'src', 'index.ts'), 'utf8')
  const files = [...sources.matchAll(/from '\.\/(.+\.ts)'/g)].map(([, path = '']) => path)
  const schemas = new Map<string, unknown>(Object.entries(contract))
  const types = files.flatMap((path) => {
    const text = readFileSync(join(root, 'packages', 'contract', 'src', path), 'utf8')
    return [...text.matchAll(/export type (\w+) = Static<typeof (\w+)>/g)].map(
      ([, name = '', schema = '']) => {
        const plain: JsonSchema = JSON.parse(JSON.stringify(schemas.get(schema) ?? {}))
        return `export type ${name} = ${typeOfSchema(plain)}\n`
      },
    )
  })
  return types.join('')
}
