import { createHash } from 'node:crypto'
import { indicatorKey, parseIndicator } from '@wuzei/domain'
import type { ModelShare } from './shared-objects.ts'

/** One request. */
export interface Ask {
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

/** What a probe asks with: an id and a value, of a share or of nothing. */
export interface Subject {
  readonly id: string
  readonly value: string
}

/** How a route is asked about a subject; `byPath` fills the path's parameters with its id and sends an empty body. */
type Probe = 'byPath' | ((subject: Subject) => readonly Ask[])

const query = (path: string) => (subject: Subject) => [
  { method: 'GET', path: `${path}?value=${encodeURIComponent(subject.value)}` },
]
const body = (path: string, of: (subject: Subject) => unknown) => (subject: Subject) => [
  { method: 'POST', path, body: of(subject) },
]
const hashOf = (value: string) => createHash('sha256').update(`${value}/`).digest()
function keyOf(value: string): bigint {
  const parsed = parseIndicator(value)
  if (!parsed.ok) throw new Error(`${value} is no indicator`)
  return BigInt.asUintN(64, indicatorKey(parsed.indicator.kind, parsed.indicator.canonical))
}
function byKey(path: string) {
  return ({ value }: Subject) => [
    { method: 'GET', path: `${path}?key=${keyOf(value).toString(16).padStart(16, '0')}` },
  ]
}

const collections = ['listed', 'submissions']
function inCollections(what: string) {
  return () =>
    collections.map((name) => ({ method: 'GET', path: `/taxii2/alliance/collections/${name}/${what}` }))
}
function ofObject(what: string) {
  return ({ id }: Subject) =>
    collections.map((name) => ({
      method: 'GET',
      path: `/taxii2/alliance/collections/${name}/objects/indicator--${id}${what}`,
    }))
}
const files = ['domains.txt', 'hosts.txt', 'numbers.txt', 'indicators.csv']

/**
 * Every route of the hub and how the leak test asks it. A new route is not here, and the test says so: add it, so that
 * nobody reads through it what its label keeps from them.
 */
export const probes: Readonly<Record<string, Probe>> = {
  'GET /v1/check': query('/v1/check'),
  'POST /v1/check': body('/v1/check', ({ value }) => ({ values: [value] })),
  'POST /v1/messages/check': body('/v1/messages/check', ({ value }) => ({
    text: `they called from ${value}`,
  })),
  'POST /v1/pages/check': body('/v1/pages/check', ({ value }) => ({
    url: 'https://page.example.com/',
    html: `<p>${value}</p><a href="${value}">x</a>`,
  })),
  'POST /v1/pages/seen': body('/v1/pages/seen', ({ value }) => ({ url: value })),
  'GET /v1/campaigns': () => [{ method: 'GET', path: '/v1/campaigns' }],
  'GET /v1/campaigns/:id': 'byPath',
  'GET /v1/gateways/nginx': query('/v1/gateways/nginx'),
  'POST /v1/gateways/ios-message-filter': body('/v1/gateways/ios-message-filter', ({ value }) => ({
    _version: 1,
    query: { sender: value, message: { text: value } },
    app: { version: '1' },
  })),
  'GET /v1/lists/:file': () => files.map((file) => ({ method: 'GET', path: `/v1/lists/${file}` })),
  // Where browsers ask by the beginning of a hash.
  'GET /v5/hashes::search': ({ value }) => [
    {
      method: 'GET',
      path: `/v5/hashes:search?hashPrefixes=${encodeURIComponent(hashOf(value).subarray(0, 4).toString('base64'))}`,
    },
  ],
  'POST /v4/fullHashes::find': body('/v4/fullHashes:find', ({ value }) => ({
    threatInfo: {
      threatTypes: ['SOCIAL_ENGINEERING'],
      platformTypes: ['ANY_PLATFORM'],
      threatEntryTypes: ['URL'],
      threatEntries: [{ hash: hashOf(value).subarray(0, 4).toString('base64') }],
    },
  })),
  'POST /v4/threatListUpdates::fetch': () => [
    { method: 'POST', path: '/v4/threatListUpdates:fetch', body: {} },
  ],
  'GET /v5/hashLists::batchGet': () => [{ method: 'GET', path: '/v5/hashLists:batchGet?names=se-4b' }],
  'GET /v5/hashList/:name': () => [{ method: 'GET', path: '/v5/hashList/se-4b' }],
  'GET /v1/shield/confirm': ({ value }) => [
    { method: 'GET', path: `/v1/shield/confirm?prefix=${keyOf(value) >> 44n}&bits=20` },
  ],
  'GET /v1/console/library/entry': query('/v1/console/library/entry'),
  'GET /v1/console/library/evidence': byKey('/v1/console/library/evidence'),
  'GET /v1/console/library/history': byKey('/v1/console/library/history'),
  'GET /v1/retractions': query('/v1/retractions'),
  'GET /taxii2/alliance/collections/:collection/': inCollections(''),
  'GET /taxii2/alliance/collections/:collection/manifest/': inCollections('manifest/'),
  'GET /taxii2/alliance/collections/:collection/objects/': inCollections('objects/'),
  'GET /taxii2/alliance/collections/:collection/objects/:object/': ofObject('/'),
  'GET /taxii2/alliance/collections/:collection/objects/:object/versions/': ofObject('/versions/'),
  'GET /v1/misp/:file': () =>
    ['manifest.json', 'hashes.csv'].map((file) => ({ method: 'GET', path: `/v1/misp/${file}` })),
  'GET /v1/stix/bundle': () => [{ method: 'GET', path: '/v1/stix/bundle' }],
  'GET /v1/feed': () => [{ method: 'GET', path: '/v1/feed?limit=2000' }],
  'GET /v1/alliance/shares': ({ id, value }) => [
    { method: 'GET', path: '/v1/alliance/shares' },
    { method: 'GET', path: `/v1/alliance/shares?value=${encodeURIComponent(value)}` },
    { method: 'GET', path: `/v1/alliance/shares?after=${Date.now() + 60_000}.${id}` },
  ],
  'GET /v1/alliance/share-export': query('/v1/alliance/share-export'),
  'POST /v1/alliance/shares': ({ id, value }) => [
    { method: 'POST', path: '/v1/alliance/shares', body: { shares: [{ passOn: id }] } },
    {
      method: 'POST',
      path: '/v1/alliance/shares',
      body: { shares: [{ value, seen: 'call', groupId: id, label: { tlp: 'TLP:AMBER', pap: 'PAP:RED' } }] },
    },
  ],
  'POST /v1/alliance/shares/:id/withdrawal': ({ id }) => [
    { method: 'POST', path: `/v1/alliance/shares/${id}/withdrawal`, body: { reason: 'error' } },
  ],
  'POST /v1/alliance/shares/:id/relabellings': ({ id }) =>
    [
      { tlp: 'TLP:RED', pap: 'PAP:RED' },
      { tlp: 'TLP:CLEAR', pap: 'PAP:CLEAR' },
    ].map((label) => ({ method: 'POST', path: `/v1/alliance/shares/${id}/relabellings`, body: { label } })),
  'POST /v1/alliance/shares/:id/relabellings/decision': ({ id }) =>
    ['approve', 'refuse'].map((decision) => ({
      method: 'POST',
      path: `/v1/alliance/shares/${id}/relabellings/decision`,
      body: { decision },
    })),
  'POST /v1/alliance/check': body('/v1/alliance/check', ({ value }) => ({
    values: [value, `https://${value}/a`],
  })),
  'POST /v1/payments/check': body('/v1/payments/check', ({ value }) => ({
    payee: { kind: 'phone-alias', value },
    payer: 'somebody',
    amountFen: 1,
    channel: 'mobile',
  })),
  'GET /v1/alliance/ledger': ({ id }) => [
    { method: 'GET', path: '/v1/alliance/ledger' },
    { method: 'GET', path: `/v1/alliance/ledger?organisationId=${id}` },
  ],
  ...byPath(`
    GET /v1/proof-of-work
    POST /v1/reports
    GET /v1/reports/:receipt
    POST /v1/disputes
    GET /v1/disputes/:receipt
    GET /v1/fraud-types
    GET /v1/verdict-model
    GET /v1/schemas/orders.json
    GET /v1/log/proof/inclusion
    GET /v1/log/proof/consistency
    GET /.well-known/oauth-authorization-server
    GET /.well-known/wuzei-lists.json
    GET /v1/rpz/zone
    GET /blocked
    POST /v1/attachments
    PUT /v1/admin/pins
    DELETE /v1/admin/pins
    POST /v1/admin/retractions
    POST /v1/admin/tenures
    PUT /v1/admin/identities
    POST /v1/admin/reports/:id/decision
    POST /v1/admin/disputes/:id/decision
    GET /v1/admin/disputes
    GET /v1/admin/reports
    GET /v1/admin/reports/:id/attachments/:sha256
    POST /v1/admin/imports
    POST /v1/admin/rpz-keys
    DELETE /v1/admin/rpz-keys/:name
    GET /v1/alliance/organisations
    POST /v1/alliance/organisations
    GET /v1/alliance/organisations/:id
    PUT /v1/alliance/organisations/:id/state
    GET /v1/alliance/groups
    POST /v1/alliance/organisations/:id/groups
    PUT /v1/alliance/groups/:id/members/:organisation
    DELETE /v1/alliance/groups/:id/members/:organisation
    DELETE /v1/alliance/groups/:id
    GET /v1/alliance/organisations/:id/people
    PUT /v1/alliance/people/:id/state
    GET /v1/alliance/organisations/:id/invitations
    POST /v1/alliance/organisations/:id/invitations
    DELETE /v1/alliance/invitations/:id
    GET /v1/alliance/organisations/:id/grants
    POST /v1/alliance/people/:id/grants
    POST /v1/alliance/grants/:id/decision
    DELETE /v1/alliance/grants/:id
    GET /v1/alliance/organisations/:id/clients
    POST /v1/alliance/organisations/:id/clients
    POST /v1/alliance/clients/:id/keys
    DELETE /v1/alliance/clients/:id
    POST /v1/alliance/enrolments
    POST /v1/alliance/people
    POST /v1/alliance/sessions
    POST /v1/alliance/passkey-sessions
    GET /v1/alliance/me
    GET /v1/alliance/sessions
    DELETE /v1/alliance/sessions/:id
    POST /v1/alliance/me/passkeys
    POST /oauth/token
    GET /v1/alliance/shares/:id
    GET /v1/alliance/shares/:id/relabellings
    GET /v1/webhooks
    POST /v1/webhooks
    PUT /v1/webhooks/:id/state
    POST /v1/webhooks/:id/secrets
    GET /v1/webhooks/:id/letters
    POST /v1/webhooks/:id/letters/replay
    GET /v1/lists/call-directory
    GET /v4/threatLists
    GET /v1/console/feed-health
    GET /v1/console/retractions
    GET /v1/console/retractions/:id
    POST /v1/webhooks/:id/tests
    GET /v1/webhooks/:id/deliveries
    GET /v1/alliance/sources
    POST /v1/alliance/sources
    PATCH /v1/alliance/sources/:id
    DELETE /v1/alliance/sources/:id
    GET /v1/alliance/sources/:id/runs
    POST /v1/alliance/sources/:id/held-decision
    PUT /v1/alliance/sources/:id/state
    POST /v1/alliance/sources/:id/runs
    POST /v1/accounts/opening-check
    GET /v1/casework/reports
    GET /v1/casework/reports/:id
    POST /v1/casework/reports
    POST /v1/casework/reports/:id/commands
    GET /v1/casework/cases
    GET /v1/casework/cases/:id
    POST /v1/casework/cases
    POST /v1/casework/cases/:id/commands
    GET /v1/casework/stop-orders
    GET /v1/casework/stop-orders/:id
    POST /v1/casework/stop-orders
    POST /v1/casework/stop-orders/:id/commands
    GET /v1/casework/freeze-orders
    GET /v1/casework/freeze-orders/:id
    POST /v1/casework/freeze-orders
    POST /v1/casework/freeze-orders/:id/commands
    GET /v1/casework/appeals
    GET /v1/casework/appeals/:id
    POST /v1/casework/appeals
    POST /v1/casework/appeals/:id/commands
    POST /v1/casework/stop-applications
    GET /v1/casework/stop-orders/:id/next
    POST /v1/casework/stop-orders/:id/next
    POST /v1/casework/stop-approvals
    POST /v1/appeals
    GET /v1/appeals/:receipt
    GET /.well-known/wuzei-orders.json
    GET /v1/orders/messages
    POST /v1/orders/messages
    GET /v1/orders/webhook
    PUT /v1/orders/webhook
    DELETE /v1/orders/webhook
    PUT /v1/admin/partner-codes/:code
    GET /v1/payments/checks
    POST /v1/payments/checks/:id/outcome
    GET /v1/payments/statistics
    GET /v1/payments/listings
    POST /v1/payments/listings
    POST /v1/payments/listings/:id/decision
    POST /v1/payments/listings/:id/lift
    GET /v1/alliance/acts
    GET /v1/members
    GET /v1/alliance/me/factors
    PUT /v1/alliance/me/passkeys/:id/name
    DELETE /v1/alliance/me/passkeys/:id
    GET /v1/alliance/organisations/:id/resets
    POST /v1/alliance/people/:id/resets
    POST /v1/alliance/resets/:id/decision
    DELETE /v1/alliance/resets/:id
    POST /v1/alliance/reset-links
    POST /v1/alliance/passwords
    GET /v1/console/labels
    GET /v1/console/labels/queue
    POST /v1/console/labels
    GET /v1/console/models
    POST /v1/console/models/:id/promotion
    POST /v1/console/models/:id/roll-back
    POST /v1/console/models/:id/withdrawal
    GET /v1/console/alerts
    GET /v1/console/disputes
    GET /v1/console/events
    GET /v1/console/events/:id
    GET /v1/console/library
    GET /v1/console/reports
    GET /v1/console/reports/:id/attachments/:sha256
    GET /v1/console/sources
    GET /v1/console/tree-heads
    POST /v1/console/alerts/:id/seen
    POST /v1/console/report-decisions
    POST /v1/console/reports/:id/rejection
    POST /v1/console/unmaskings
    GET /v1/shield/lists
    GET /v1/shield/lists/:name
    GET /v1/shield/lists/:name/deltas/:from
    GET /retractions/:id
    GET /v1/retractions/:id
    GET /v1/retractions/outstanding
    POST /v1/retractions/:id/receipts
    POST /v1/retractions/receipts
    PUT /v1/retractions/public-name
    GET /taxii2
    GET /taxii2/alliance/
    GET /taxii2/alliance/collections/
    GET /taxii2/alliance/status/:status/
    POST /taxii2/alliance/collections/:collection/objects/
    DELETE /taxii2/alliance/collections/:collection/objects/:object/
    GET /v5/hashLists
  `),
}

/** Routes that are not asked, and why they need not be. */
export const excluded: Readonly<Record<string, string>> = {
  'GET /v1/log/head':
    'a hash and a size of the whole log, which every event makes one larger, whatever it is',
  'GET /v1/log/export':
    'read once by the test itself: it holds ids and labels of held shares by design, and no more',
  'GET /v1/feed/stream': 'sends for ever; the same items, by the same query, as GET /v1/feed',
  'POST /v1/alliance/passkey-challenges': 'takes nothing and answers random bytes',
  'POST /v1/alliance/me/passkey-challenges': 'takes nothing and answers random bytes',
  ...Object.fromEntries(
    [
      'POST /v1/alliance/me/passkey-questions',
      'PUT /v1/alliance/me/password',
      'POST /v1/alliance/me/recovery-codes',
      'POST /v1/alliance/me/authenticator-enrolments',
      'PUT /v1/alliance/me/authenticator',
      'DELETE /v1/alliance/me/authenticator',
    ].map((route) => [
      route,
      'changes how the caller signs in, which would end the test; names nothing shared',
    ]),
  ),
  'GET /metrics': 'numbers of the process: requests, memory, entries of the public index, size of the log',
  'GET /healthz': 'says that it runs',
  'GET /readyz': 'says that the database answers',
  'GET /openapi.json': 'made from schemas at the start',
  'GET /docs': 'made from schemas at the start',
  'GET /docs/errors': 'made from the registry at the start',
  'GET /docs/style.css': 'a file',
}

/**
 * Whoever audits reads the log as it was hashed, with the ids and labels of held shares in it, and not what they say.
 */
export const logRoutes: readonly string[] = [
  'GET /v1/alliance/acts',
  'GET /v1/console/events',
  'GET /v1/console/events/:id',
]

/**
 * Their answers differ by what else is public and begins alike, or carry an id and a time of their own, so only traces are
 * looked for in them.
 */
export const notCompared: readonly string[] = ['GET /v1/shield/confirm', 'POST /v1/payments/check']

function byPath(lines: string): Record<string, Probe> {
  return Object.fromEntries(
    lines
      .trim()
      .split('\n')
      .map((line) => [line.trim(), 'byPath' as const]),
  )
}

/** The requests of a route about a subject. */
export function asksOf(route: string, subject: Subject): readonly Ask[] {
  const probe = probes[route]
  if (probe === undefined) return []
  if (probe !== 'byPath') return probe(subject)
  const [method = '', url = ''] = route.split(' ')
  const path = url.replaceAll(/:\w+/g, subject.id)
  return [{ method, path, ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }) }]
}

/** The requests of a route about a share, and the same about nothing. */
export function pairOf(route: string, share: ModelShare, decoy: Subject) {
  return { about: asksOf(route, share), aboutNothing: asksOf(route, decoy) }
}
