import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** A program that some tests talk to, and Debian's package of it. */
export interface SystemProgram {
  readonly paths: readonly string[]
  readonly debianPackage: string
}

/** Real peers of the standards we speak. A test whose peer is missing says so and is skipped. */
export const testedPeers: readonly SystemProgram[] = [
  { paths: ['/usr/sbin/named', '/usr/local/sbin/named'], debianPackage: 'bind9' },
  { paths: ['/usr/bin/dig', '/usr/local/bin/dig'], debianPackage: 'bind9-dnsutils' },
  { paths: ['/usr/sbin/unbound', '/usr/local/sbin/unbound'], debianPackage: 'unbound' },
  { paths: ['/usr/sbin/nginx', '/usr/local/sbin/nginx'], debianPackage: 'nginx' },
  { paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'], debianPackage: 'firefox-esr' },
]

/** A package index plus a hundred megabytes over a slow line; beyond that the tests go on without them. */
const installTimeoutMs = 8 * 60_000

/**
 * Installs what is missing where this process may install packages; gives back why something is still missing, or null.
 * The tests start programs of their own, each in a folder of its own, and use no service. Never throws.
 */
export function ensureSystemPackages(
  programs: readonly SystemProgram[],
  environment: NodeJS.ProcessEnv = process.env,
): string | null {
  const missing = missingPackages(programs)
  if (missing.length === 0) return null
  const names = missing.join(', ')
  if (environment.WUZEI_PEERS_INSTALL === 'no')
    return `${names} missing, and WUZEI_PEERS_INSTALL=no forbids installing`
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0)
    return `${names} missing; only as root on Debian and its kin do the tests install them`
  console.error(`Installing ${names} for the tests …`)
  const failure = install(missing, environment)
  if (failure !== null) return `${names} missing, and ${failure}`
  const left = missingPackages(programs)
  return left.length === 0 ? null : `${left.join(', ')} installed but cannot be found`
}

export function missingPackages(
  programs: readonly SystemProgram[],
  exists: (path: string) => boolean = existsSync,
): string[] {
  return programs.filter(({ paths }) => !paths.some(exists)).map(({ debianPackage }) => debianPackage)
}

function install(packages: readonly string[], environment: NodeJS.ProcessEnv): string | null {
  const deadline = performance.now() + installTimeoutMs
  for (const step of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', ...packages],
  ]) {
    const result = spawnSync('apt-get', step, {
      // Packages start their service when they are installed; invoke-rc.d does not where the run level is 1.
      env: { ...environment, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      timeout: Math.max(1, deadline - performance.now()),
    })
    if (result.error !== undefined) return `apt-get ${step[0]} did not finish: ${result.error.message}`
    if (result.status !== 0)
      return `apt-get ${step[0]} failed: ${result.stderr.trim().split('\n').at(-1) ?? ''}`
  }
  return null
}
