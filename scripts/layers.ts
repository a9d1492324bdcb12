/** What a package may know of the others and of the machine it runs on. */
export interface Layer {
  /** Packages whose values it may import. */
  readonly imports: readonly string[]
  /** Packages of which it may import types only. */
  readonly importsTypes?: readonly string[]
  /** `pure`: no clock, chance, network, file or process. `browser`: no Node modules. `node`: anything. */
  readonly runs: 'pure' | 'browser' | 'node'
}

const domain = '@wuzei/domain'
const contract = '@wuzei/contract'
const shield = '@wuzei/shield'
const store = '@wuzei/store'
const sdk = '@wuzei/sdk'
const hub = '@wuzei/hub'

const pureOnDomain: Layer = { imports: [domain], runs: 'pure' }
const app: Layer = { imports: [sdk], importsTypes: [contract], runs: 'browser' }

/**
 * The layers, by package name. A package that is not here fails the check, so a new one is placed on purpose; the
 * table lists packages to come as well. Why it looks like this: docs/adr/0001-workspaces-and-layers.md.
 */
export const layers: Readonly<Record<string, Layer>> = {
  [domain]: { imports: [], runs: 'pure' },
  [contract]: pureOnDomain,
  [shield]: pureOnDomain,
  '@wuzei/detect': pureOnDomain,
  '@wuzei/links': pureOnDomain,
  '@wuzei/casework': pureOnDomain,
  [store]: { imports: [domain], runs: 'node' },
  '@wuzei/stream': { imports: [domain], runs: 'node' },
  [sdk]: { imports: [domain, contract, shield], runs: 'browser' },
  [hub]: {
    imports: [
      domain,
      contract,
      shield,
      '@wuzei/detect',
      '@wuzei/links',
      '@wuzei/casework',
      store,
      '@wuzei/stream',
    ],
    runs: 'node',
  },
  '@wuzei/testkit': { imports: [domain, contract, store, hub, sdk], runs: 'node' },
  // The command line talks to a hub elsewhere (`check --url`) through the published client, as anybody would.
  '@wuzei/hub-service': {
    imports: [domain, '@wuzei/detect', '@wuzei/casework', contract, store, hub, sdk],
    runs: 'node',
  },
  // Members to test against: they know what any member knows, and nothing of the hub.
  '@wuzei/reference-bank': { imports: [contract, sdk], runs: 'node' },
  '@wuzei/reference-operator': { imports: [contract, sdk], runs: 'node' },
  '@wuzei/gateway': { imports: [domain, contract, store, hub, sdk], runs: 'node' },
  '@wuzei/portal': app,
  '@wuzei/console': app,
}

/** Packages that test files may import from wherever they are. */
export const testOnlyPackages: readonly string[] = ['@wuzei/testkit']

/** A longer file does more than one thing. */
export const maxLinesPerFile = 400
