import { existsSync, globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { type Layer, layers as wuzeiLayers, maxLinesPerFile, testOnlyPackages } from './layers.ts'
import { type ImportFact, readSourceFacts, type SourceFacts } from './source-facts.ts'

/** One broken rule, ready to print: where, what, and what to do instead. */
export interface Violation {
  readonly file: string
  readonly line: number
  readonly message: string
}

interface Manifest {
  readonly name: string
  readonly exports?: Readonly<Record<string, unknown>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

interface Workspace {
  readonly folder: string
  readonly manifest: Manifest
  readonly layer: Layer
}

interface Repository {
  readonly root: string
  readonly rootManifest: Manifest
  readonly workspaces: ReadonlyMap<string, Workspace>
}

const workspaceFolders = ['packages/*', 'services/*', 'apps/*']
const sourceFiles = '{packages,services,apps}/*/src/**/*.{ts,tsx}'
const looseSourceFiles = '{scripts,e2e,bench}/**/*.{ts,tsx}'

/**
 * Checks every source file below `root` against the layers, its package's declared dependencies, the purity rules and
 * the length limit. Gives back all violations in file order; an empty list means that the boundaries hold.
 */
export function checkBoundaries(
  root: string,
  layers: Readonly<Record<string, Layer>> = wuzeiLayers,
): Violation[] {
  const violations: Violation[] = []
  const workspaces = new Map<string, Workspace>()
  for (const path of globSync(
    workspaceFolders.map((folder) => `${folder}/package.json`),
    { cwd: root },
  )) {
    const manifest = readManifest(join(root, path))
    const layer = layers[manifest.name]
    if (layer === undefined) {
      const message = `${manifest.name} has no layer: place it in scripts/layers.ts`
      violations.push({ file: path, line: 1, message })
    } else workspaces.set(manifest.name, { folder: dirname(path), manifest, layer })
  }
  const repository = { root, rootManifest: readManifest(join(root, 'package.json')), workspaces }
  for (const workspace of workspaces.values()) violations.push(...checkManifest(workspace, repository))
  for (const file of sourcePaths(root)) violations.push(...checkFile(file, repository))
  return violations
}

function sourcePaths(root: string): string[] {
  return globSync([sourceFiles, looseSourceFiles], { cwd: root })
    .filter((path) => !path.split(sep).some((part) => ['node_modules', 'dist', '.tsbuild'].includes(part)))
    .toSorted()
}

/** What a package declares must fit its layer as well: a declared upward dependency is an import to come. */
function checkManifest(workspace: Workspace, repository: Repository): Violation[] {
  const { manifest, layer, folder } = workspace
  const allowed = [...layer.imports, ...(layer.importsTypes ?? [])]
  return Object.keys(manifest.dependencies ?? {})
    .filter((name) => repository.workspaces.has(name) && !allowed.includes(name))
    .map((name) => ({
      file: join(folder, 'package.json'),
      line: 1,
      message: `${manifest.name} may not depend on ${name}: ${allowance(layer)}`,
    }))
}

function checkFile(file: string, repository: Repository): Violation[] {
  const facts = readSourceFacts(file, readFileSync(join(repository.root, file), 'utf8'))
  const violations: Violation[] = []
  if (facts.lineCount > maxLinesPerFile) {
    const message = `${facts.lineCount} lines; at most ${maxLinesPerFile}, so that one file does one thing`
    violations.push({ file, line: maxLinesPerFile + 1, message })
  }
  const workspace = [...repository.workspaces.values()].find(({ folder }) => file.startsWith(folder + sep))
  if (workspace === undefined) return violations
  if (workspace.layer.runs === 'pure' && !isTest(file))
    violations.push(...checkPurity(file, workspace, facts))
  for (const imported of facts.imports) {
    const message = importProblem(imported, file, workspace, repository)
    if (message !== null) violations.push({ file, line: imported.line, message })
  }
  return violations
}

function checkPurity(file: string, workspace: Workspace, facts: SourceFacts): Violation[] {
  return facts.impurities.map(({ name, line }) => ({
    file,
    line,
    message: `${workspace.manifest.name} is pure and may not use ${name}: take the value as an argument`,
  }))
}

function importProblem(
  imported: ImportFact,
  file: string,
  workspace: Workspace,
  repository: Repository,
): string | null {
  const { specifier } = imported
  if (specifier.startsWith('.')) return relativeProblem(specifier, file, workspace)
  if (isBuiltin(specifier)) {
    if (isTest(file) || workspace.layer.runs === 'node') return null
    return `${workspace.manifest.name} must run without Node and may not import ${specifier}`
  }
  const name = packageName(specifier)
  if (name === workspace.manifest.name) return `import ${name}'s own files by relative path`
  const target = repository.workspaces.get(name)
  if (target !== undefined) {
    return (
      layerProblem(imported, name, file, workspace) ??
      exportsProblem(specifier, name, target) ??
      declarationProblem(imported, name, file, workspace, repository)
    )
  }
  if (name in wuzeiLayers) return `${name} does not exist yet`
  return declarationProblem(imported, name, file, workspace, repository)
}

function relativeProblem(specifier: string, file: string, workspace: Workspace): string | null {
  const target = relative('.', resolve(dirname(file), specifier))
  if (target.startsWith(workspace.folder + sep)) return null
  if (isTest(file) && !workspaceFolders.some((folder) => target.startsWith(dirname(folder) + sep)))
    return null
  return `${specifier} leaves ${workspace.folder}: import the package by its name`
}

function layerProblem(imported: ImportFact, name: string, file: string, workspace: Workspace): string | null {
  const { layer, manifest } = workspace
  if (layer.imports.includes(name)) return null
  if (isTest(file) && testOnlyPackages.includes(name)) return null
  if (layer.importsTypes?.includes(name) === true) {
    return imported.typeOnly ? null : `${manifest.name} may import only types of ${name}: write import type`
  }
  return `${manifest.name} may not import ${name}: ${allowance(layer)}`
}

function allowance(layer: Layer): string {
  const values =
    layer.imports.length === 0 ? 'it imports no other package' : `it imports ${layer.imports.join(', ')}`
  return layer.importsTypes === undefined
    ? values
    : `${values}, and types of ${layer.importsTypes.join(', ')}`
}

function exportsProblem(specifier: string, name: string, target: Workspace): string | null {
  const entry = `.${specifier.slice(name.length)}`
  const declared = Object.keys(target.manifest.exports ?? {})
  const isDeclared = declared.some((pattern) => {
    const [before = '', after] = pattern.split('*')
    return after === undefined ? pattern === entry : entry.startsWith(before) && entry.endsWith(after)
  })
  return isDeclared ? null : `${specifier} is not among ${name}'s exports (${declared.join(', ')})`
}

function declarationProblem(
  imported: ImportFact,
  name: string,
  file: string,
  workspace: Workspace,
  repository: Repository,
): string | null {
  const { manifest } = workspace
  const production = [manifest.dependencies, manifest.peerDependencies, manifest.optionalDependencies]
  const development = [manifest.devDependencies]
  const testing = [repository.rootManifest.devDependencies]
  // The runner reads src/**/*.test.ts from the root, where every workspace is linked.
  if (isTest(file) && testOnlyPackages.includes(name)) return null
  const sections = isTest(file)
    ? [...production, ...development, ...testing]
    : imported.typeOnly
      ? [...production, ...development]
      : production
  const isDeclared = (wanted: string) =>
    sections.some((section) => section !== undefined && wanted in section)
  if (isDeclared(name) || (imported.typeOnly && isDeclared(typesPackage(name)))) return null
  return `${name} is not declared in ${workspace.folder}/package.json`
}

function packageName(specifier: string): string {
  const parts = specifier.split('/')
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

function typesPackage(name: string): string {
  return `@types/${name.replace(/^@/, '').replace('/', '__')}`
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier)
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file)
}

function readManifest(path: string): Manifest {
  if (!existsSync(path)) throw new Error(`${path} is missing`)
  const manifest: Manifest = JSON.parse(readFileSync(path, 'utf8'))
  return manifest
}
