import { parseSync } from 'vite'

/** One import, export-from, dynamic import or type import of a source file. */
export interface ImportFact {
  readonly specifier: string
  readonly typeOnly: boolean
  readonly line: number
}

/** One use of the clock, chance, the network, a timer or the process. */
export interface ImpurityFact {
  readonly name: string
  readonly line: number
}

export interface SourceFacts {
  readonly imports: readonly ImportFact[]
  readonly impurities: readonly ImpurityFact[]
  readonly lineCount: number
}

interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

/** Members of built-in objects whose value depends on when or where the code runs. */
const impureMembers: Readonly<Record<string, readonly string[]>> = {
  Date: ['now'],
  Math: ['random'],
  performance: ['now', 'timeOrigin'],
  crypto: ['getRandomValues', 'randomUUID'],
}

/** Built-in functions that reach out of the program or into the future. */
const impureCalls = ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Date']

/**
 * What the boundary check wants to know of one TypeScript file: its imports and where it is impure. Reads the syntax
 * tree, so comments and strings never count.
 *
 * @throws Error when the file does not parse.
 */
export function readSourceFacts(path: string, text: string): SourceFacts {
  const { program, errors } = parseSync(path, text)
  if (errors[0] !== undefined) throw new Error(`${path} does not parse: ${errors[0].message}`)
  const lineAt = lineFinder(text)
  const imports: ImportFact[] = []
  const impurities: ImpurityFact[] = []
  for (const node of walk(program)) {
    const imported = importOf(node)
    if (imported !== null) imports.push({ ...imported, line: lineAt(node.start) })
    const name = impurityOf(node)
    if (name !== null) impurities.push({ name, line: lineAt(node.start) })
  }
  return { imports, impurities, lineCount: text.replace(/\n$/, '').split('\n').length }
}

function importOf(node: SyntaxNode): { specifier: string; typeOnly: boolean } | null {
  const source = node.source
  if (!isNode(source) || typeof source.value !== 'string') return null
  const specifier = source.value
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier, typeOnly: node.importKind === 'type' || allTypes(node.specifiers, 'importKind') }
    case 'ExportNamedDeclaration':
      return { specifier, typeOnly: node.exportKind === 'type' || allTypes(node.specifiers, 'exportKind') }
    case 'ExportAllDeclaration':
      return { specifier, typeOnly: node.exportKind === 'type' }
    case 'ImportExpression':
      return { specifier, typeOnly: false }
    case 'TSImportType':
      return { specifier, typeOnly: true }
    default:
      return null
  }
}

/** `import { type A, type B }` names types only, while `import {}` and `import 'x'` run the module. */
function allTypes(specifiers: unknown, kindKey: 'importKind' | 'exportKind'): boolean {
  if (!Array.isArray(specifiers) || specifiers.length === 0) return false
  return specifiers.every((specifier) => isNode(specifier) && specifier[kindKey] === 'type')
}

function impurityOf(node: SyntaxNode): string | null {
  if (node.type === 'MemberExpression') return impureMemberOf(node)
  const callee = identifierName(node.callee)
  if (callee === null) return null
  if (node.type === 'CallExpression' && impureCalls.includes(callee)) return `${callee}()`
  const withoutArguments = Array.isArray(node.arguments) && node.arguments.length === 0
  if (node.type === 'NewExpression' && callee === 'Date' && withoutArguments) return 'new Date()'
  return null
}

function impureMemberOf(node: SyntaxNode): string | null {
  const object = identifierName(node.object)
  if (object === null) return null
  if (object === 'process') return 'process'
  const property =
    node.computed === true && isNode(node.property) ? node.property.value : identifierName(node.property)
  if (typeof property !== 'string') return null
  if (object === 'globalThis') {
    return property === 'process' || impureCalls.includes(property) ? `globalThis.${property}` : null
  }
  // `toString.name` is no member of the table, though every object has a `toString`.
  return Object.hasOwn(impureMembers, object) && impureMembers[object]?.includes(property) === true
    ? `${object}.${property}`
    : null
}

function identifierName(value: unknown): string | null {
  return isNode(value) && value.type === 'Identifier' && typeof value.name === 'string' ? value.name : null
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function* walk(root: unknown): Generator<SyntaxNode> {
  const pending: unknown[] = [root]
  while (pending.length > 0) {
    const value = pending.pop()
    if (Array.isArray(value)) pending.push(...value.toReversed())
    else if (isNode(value)) {
      yield value
      pending.push(...Object.values(value).toReversed())
    }
  }
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    const next = starts.findIndex((start) => start > offset)
    return next === -1 ? starts.length : next
  }
}
