import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { writeSdkTypes } from './sdk-types.ts'

interface Manifest {
  readonly [field: string]: unknown
  readonly dependencies?: Readonly<Record<string, string>>
}

/** What of the manifest goes out as it is. */
const keptFields = ['name', 'version', 'description', 'keywords', 'license', 'type', 'sideEffects']

/** Modules that can be imported, by their names behind `@wuzei/sdk`. */
const entries: Readonly<Record<string, string>> = {
  '.': 'index',
  './solve-proof-of-work': 'solve-proof-of-work',
}

/**
 * Makes the published package in an empty folder: JavaScript with the private packages in it, types that stand alone,
 * README, licence, manifest. What others publish stays a dependency.
 */
export async function buildSdkPackage(
  root: string,
  folder: string,
): Promise<{ readonly gzippedJavaScriptBytes: number }> {
  const sdk = join(root, 'packages', 'sdk')
  const { imports, code } = await bundle(sdk, join(folder, 'dist'))
  await writeSdkTypes(
    root,
    join(folder, 'dist', 'types'),
    Object.values(entries).map((entry) => `${entry}.d.ts`),
  )
  const manifest = readManifest(join(sdk, 'package.json'))
  const published = {
    ...Object.fromEntries(keptFields.map((field) => [field, manifest[field]])),
    // Node 20 has everything that is used; the sources need a newer one.
    engines: { node: '>=20' },
    exports: Object.fromEntries(
      Object.entries(entries).map(([name, entry]) => [
        name,
        { types: `./dist/types/sdk/${entry}.d.ts`, default: `./dist/${entry}.js` },
      ]),
    ),
    types: './dist/types/sdk/index.d.ts',
    dependencies: dependenciesOf(root, imports),
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(published, null, 2)}\n`)
  copyFileSync(join(sdk, 'README.md'), join(folder, 'README.md'))
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  return { gzippedJavaScriptBytes: gzipSync(code).length }
}

async function bundle(
  sdk: string,
  outDir: string,
): Promise<{ readonly imports: ReadonlySet<string>; readonly code: string }> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: sdk,
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      lib: {
        entry: Object.fromEntries(
          Object.values(entries).map((entry) => [entry, join(sdk, 'src', `${entry}.ts`)]),
        ),
        formats: ['es'],
      },
      rolldownOptions: { external: isOthers },
    },
  })
  const outputs = Array.isArray(built) ? built : [built]
  const chunks = outputs.flatMap((output) => ('output' in output ? output.output : []))
  const scripts = chunks.flatMap((chunk) => (chunk.type === 'chunk' ? [chunk] : []))
  const own = new Set(scripts.map((chunk) => chunk.fileName))
  const imported = scripts.flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports])
  return {
    imports: new Set(imported.filter((module) => isOthers(module) && !own.has(module))),
    code: scripts.map((chunk) => chunk.code).join(''),
  }
}

/** A package that others publish; our own are private and go in. */
function isOthers(module: string): boolean {
  return /^(?!@wuzei\/)(@[\w.-]+\/)?[a-z][\w./-]*$/.test(module)
}

function dependenciesOf(root: string, imports: ReadonlySet<string>): Record<string, string> {
  const known: Readonly<Record<string, string | undefined>> = Object.assign(
    {},
    ...['domain', 'contract', 'shield', 'sdk'].map(
      (name) => readManifest(join(root, 'packages', name, 'package.json')).dependencies,
    ),
  )
  const names = [...imports].map((module) => /^(@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module)
  return Object.fromEntries(
    [...new Set(names)].toSorted().map((name) => {
      const version = known[name]
      if (version === undefined)
        throw new Error(`${name} is imported, and no package of the client declares it`)
      return [name, version]
    }),
  )
}

function readManifest(path: string): Manifest {
  const manifest: Manifest = JSON.parse(readFileSync(path, 'utf8'))
  return manifest
}
