// `npm run pack:sdk [FOLDER]`: makes the package that is published of packages/sdk, and prints its size.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildSdkPackage } from './build-sdk-package.ts'

const root = resolve(import.meta.dirname, '..')
const target = resolve(process.argv[2] ?? join(root, 'packages', 'sdk', 'dist'))
const folder = join(target, 'package')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const { gzippedJavaScriptBytes } = await buildSdkPackage(root, folder)
const packed = execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', target], {
  cwd: folder,
  encoding: 'utf8',
})
const [file]: { filename: string; unpackedSize: number; entryCount: number }[] = JSON.parse(packed)
if (!file) throw new Error('npm packed nothing')
const path = join(target, file.filename)
const figures = {
  path,
  packedBytes: statSync(path).size,
  unpackedBytes: file.unpackedSize,
  files: file.entryCount,
  gzippedJavaScriptBytes,
}
console.log(JSON.stringify(figures))
