#!/usr/bin/env node
// The `wuzei` command. The hub runs TypeScript as it is, which needs the Node pinned in this repository; under an
// older one this file hands over to it: same arguments, same streams, same signals, same exit status.
import { spawn } from 'node:child_process'
import module, { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const oldestMajor = 24
const main = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src', 'main.ts')

if (Number.parseInt(process.versions.node, 10) >= oldestMajor) {
  // main.ts reads process.argv; there it stands where a direct `node main.ts` would put it.
  process.argv[1] = main
  // Compiled code of the last start: a quarter less processor time to begin. Beside the modules, whose owner alone can
  // write there; where nobody can, nothing is kept.
  module.enableCompileCache(compiledDirectory())
  await import(pathToFileURL(main).href)
} else {
  handOver(pinnedNode())
}

function compiledDirectory() {
  const manifestPath = createRequire(import.meta.url).resolve('node/package.json')
  return join(dirname(dirname(manifestPath)), '.cache', 'wuzei-compiled')
}

function pinnedNode() {
  const manifestPath = createRequire(import.meta.url).resolve('node/package.json')
  return join(dirname(manifestPath), 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

function handOver(node) {
  // The flag: docs/adr/0002-chosen-parts.md, costs.
  const child = spawn(node, ['--no-memory-protection-keys', main, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']
  for (const signal of forwarded) {
    // A terminal sends Ctrl+C to the whole group, so the child has it already; here it only must not end us first.
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.once('error', (error) => {
    process.stderr.write(`wuzei: cannot start ${node}: ${error.message}\n`)
    process.exit(2)
  })
  child.once('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
  })
}
