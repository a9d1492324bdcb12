import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where the browser for tests is, or why there is none. */
export type BrowserFinding =
  | { readonly path: string; readonly reason: null }
  | { readonly path: null; readonly reason: string }

/** Names a Chromium goes by on the systems we know. */
const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** Places outside the search path where an installed one may be. */
const knownPlaces = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A package index plus about 100 MB of browser over a slow line; beyond that the tests go on without it. */
const installTimeoutMs = 8 * 60_000

/**
 * Makes sure of a browser for the tests: the one `WUZEI_BROWSER` names, else one that is installed, else Debian's
 * where this process may install packages. Says why where none can be had; never throws.
 */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): BrowserFinding {
  const named = environment.WUZEI_BROWSER
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return { path: named, reason: null }
    return { path: null, reason: `WUZEI_BROWSER names ${named}, which cannot be run` }
  }
  const installed = installedBrowser(environment)
  if (installed !== null) return { path: installed, reason: null }
  const obstacle = installObstacle(environment)
  if (obstacle !== null) return { path: null, reason: `no Chromium or Chrome is installed, and ${obstacle}` }
  const failure = installChromium(environment)
  if (failure !== null) return { path: null, reason: `no Chromium or Chrome is installed, and ${failure}` }
  const path = installedBrowser(environment)
  if (path === null) return { path: null, reason: 'chromium was installed but cannot be found' }
  return { path, reason: null }
}

function installedBrowser(environment: NodeJS.ProcessEnv): string | null {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const candidates = folders.flatMap((folder) => browserNames.map((name) => join(folder, name)))
  return [...candidates, ...knownPlaces].find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function installObstacle(environment: NodeJS.ProcessEnv): string | null {
  if (environment.WUZEI_BROWSER_INSTALL === 'no') return 'WUZEI_BROWSER_INSTALL=no forbids installing one'
  if (!existsSync('/etc/debian_version'))
    return 'only on Debian and its kin do the tests install one themselves'
  if (process.getuid?.() !== 0) return 'installing one needs root (apt-get install chromium)'
  return null
}

/** Installs Debian's chromium with fonts for Chinese; gives back why it failed, or null. */
function installChromium(environment: NodeJS.ProcessEnv): string | null {
  console.error('No browser found: installing chromium for the browser tests …')
  const deadline = performance.now() + installTimeoutMs
  const steps = [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
  ]
  for (const step of steps) {
    const result = spawnSync('apt-get', step, {
      env: { ...environment, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      timeout: Math.max(1, deadline - performance.now()),
    })
    if (result.error !== undefined) return `apt-get ${step[0]} did not finish: ${result.error.message}`
    if (result.status !== 0) {
      const lastLine = result.stderr.trim().split('\n').at(-1) ?? ''
      return `apt-get ${step[0]} failed: ${lastLine}`
    }
  }
  return null
}
