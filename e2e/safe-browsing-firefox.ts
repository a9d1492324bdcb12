import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Firefox is; undefined where it is not installed. */
export const firefoxPath = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'].find((path) =>
  existsSync(path),
)

/** Every web site there is, behind one proxy on the loopback, which remembers what was asked for. */
export interface FakeWeb {
  readonly port: number
  /** Hosts and paths that were asked for, as in `evil.top/pay`. */
  readonly asked: readonly string[]
  /** Sends the browser, which waits on its first page, to an address. */
  visit(address: string): void
  stop(): Promise<void>
}

/** The page on which the browser starts and asks where to go. */
const waitingRoom = 'waiting-room.test'

export async function startFakeWeb(): Promise<FakeWeb> {
  const asked: string[] = []
  const waiting: string[] = []
  const server = createServer((request, response) => {
    const { host, pathname } = new URL(request.url ?? '/', `http://${request.headers.host ?? 'nobody'}`)
    response.setHeader('cache-control', 'no-store')
    if (host !== waitingRoom) {
      asked.push(host + pathname)
      response.setHeader('content-type', 'text/html').end('<title>A site</title><p>Hello')
    } else if (pathname === '/next') response.end(waiting.shift() ?? '')
    else response.setHeader('content-type', 'text/html').end(waitingPage)
  })
  // Nothing is to be reached by HTTPS either.
  server.on('connect', (_request, socket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return {
    port: address.port,
    asked,
    visit: (destination) => void waiting.push(destination),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Opens each address in a tab of its own: one that is blocked must not end the walk. */
const waitingPage = `<!doctype html><title>Waiting</title><script>
setInterval(async () => {
  const next = await (await fetch('/next')).text()
  if (next) open(next)
}, 100)
</script>`

export interface RunningFirefox {
  stop(): Promise<void>
}

/** Starts a headless Firefox on the waiting page. */
export async function startFirefox(profile: string): Promise<RunningFirefox> {
  const child = spawn(
    firefoxPath ?? '',
    ['--headless', '--no-remote', '--profile', profile, `http://${waitingRoom}/`],
    {
      stdio: 'ignore',
      env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
      detached: true,
    },
  )
  await once(child, 'spawn')
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
      const ended = once(child, 'exit')
      // With its content processes, which are of its group.
      process.kill(-child.pid, 'SIGKILL')
      await ended
    },
  }
}

/** A profile that knows the hub and, for everything else, the proxy. It can be used again: it keeps its lists. */
export async function makeProfile(hub: { url: string; key: string }, web: FakeWeb): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wuzei-firefox-'))
  const google5 = 'browser.safebrowsing.provider.google5'
  const preferences: Record<string, string | number | boolean> = {
    [`${google5}.enabled`]: true,
    [`${google5}.updateURL`]: `${hub.url}/v5/hashLists:batchGet?key=${hub.key}`,
    [`${google5}.gethashURL`]: `${hub.url}/v5/hashes:search?key=${hub.key}`,
    // Set again at every start: then it asks at once.
    [`${google5}.nextupdatetime`]: '1',
    'browser.safebrowsing.phishing.enabled': true,
    'browser.safebrowsing.malware.enabled': true,
    'browser.safebrowsing.downloads.enabled': false,
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': web.port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': web.port,
    'dom.disable_open_during_load': false,
    // The waiting page stands behind the tabs that it opens, and is to go on asking.
    'dom.min_background_timeout_value': 100,
    'dom.timeout.enable_budget_timer_throttling': false,
    'dom.timeout.throttling_delay': -1,
    'dom.security.https_first': false,
    'dom.security.https_first_schemeless': false,
    'network.trr.mode': 5,
    ...quiet,
  }
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  )
  await writeFile(join(folder, 'user.js'), lines.join(''))
  return folder
}

/** When the browser last wrote its list of phishing pages, milliseconds since 1970; 0 before it did. */
export async function listWrittenAt(profile: string): Promise<number> {
  // Version 5 keeps its lists where version 4 did.
  const file = join(profile, 'safebrowsing', 'google4', 'goog-phish-proto.metadata')
  return existsSync(file) ? (await stat(file)).mtimeMs : 0
}

export async function removeProfile(profile: string): Promise<void> {
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
}

/** Whatever else Firefox would do on the network by itself. */
const quiet: Record<string, string | number | boolean> = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'app.update.auto': false,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.region.update.enabled': false,
  'browser.safebrowsing.provider.google.updateURL': '',
  'browser.safebrowsing.provider.google4.updateURL': '',
  'browser.safebrowsing.provider.mozilla.updateURL': '',
  'browser.search.update': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.topsites.contile.enabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.unified': false,
  'toolkit.telemetry.server': '',
}
