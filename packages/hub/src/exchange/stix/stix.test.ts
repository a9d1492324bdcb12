import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { indicatorKinds, parseIndicator, tlpLabels, type IndicatorKind } from '@wuzei/domain'
import type { ExchangeIndicator } from '@wuzei/store'
import { expect, test } from 'vitest'
import { patternValues } from '../../importers/stix.ts'
import { derivedUuid, indicatorUuid, parseStixId } from './stix-ids.ts'
import { stixIndicator } from './stix-indicator.ts'
import { stixPattern } from './stix-pattern.ts'
import { hubIdentity, stixSurroundings } from './stix-surroundings.ts'
import { labelOfMarking, markingDefinition, markingUuid } from './tlp-markings.ts'

const hubId = '4f6cf2a3-6f8f-4bbd-9a3e-2f1f0b6f4c11'
const giver = hubIdentity(hubId).id
/** The official schemas are not ours to ship: they lie beside the repository where there are any. */
const schemas = join(import.meta.dirname, '../../../../../../shared/data/stix-schemas')

/** Kind, canonical form and pattern of every sort: `vectors/stix/patterns.tsv`. */
const vectors = readFileSync(join(import.meta.dirname, '../../../../../vectors/stix/patterns.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'))
  .map(([kind = '', canonical = '', pattern = '']) => ({
    kind: indicatorKinds.find((known) => known === kind) ?? fail(kind),
    canonical,
    pattern,
  }))

function fail(kind: string): never {
  throw new Error(`no kind ${kind}`)
}

function listed(
  kind: IndicatorKind,
  canonical: string,
  more: Partial<ExchangeIndicator> = {},
): ExchangeIndicator {
  return {
    type: 'indicator',
    addedUs: 1n,
    id: indicatorUuid(hubId, kind, canonical, 7n),
    createdAt: new Date('2026-11-20T08:00:00.123Z'),
    modifiedAt: new Date('2026-11-21T08:00:00.456Z'),
    revoked: false,
    key: 1n,
    kind,
    canonical,
    level: 'high',
    fraudTypes: ['F08.01', 'F13'],
    tlp: 'TLP:GREEN',
    validUntil: new Date('2026-12-21T08:00:00Z'),
    event: 1,
    ...more,
  }
}

test('every kind has a pattern', () => {
  expect(new Set(vectors.map(({ kind }) => kind))).toEqual(new Set(indicatorKinds))
  for (const { kind, canonical, pattern } of vectors) expect(stixPattern(kind, canonical)).toBe(pattern)
})

test('a hub reads from the pattern what another hub meant', () => {
  for (const { kind, canonical, pattern } of vectors) {
    const [read] = patternValues(pattern)
    expect(read?.kind, pattern).toBe(kind)
    const parsed = parseIndicator(read?.text ?? '', { kind })
    expect(parsed.ok ? parsed.indicator.canonical : parsed.error, pattern).toBe(canonical)
  }
})

test('identifiers are the same for the same thing, and others for another', () => {
  const of = (hub: string, version: bigint) => indicatorUuid(hub, 'domain', 'trap.top', version)
  expect(of(hubId, 1n)).toBe(of(hubId, 1n))
  expect(new Set([of(hubId, 1n), of(hubId, 2n), of('another', 1n)]).size).toBe(3)
  // RFC 9562: version 5, variant 10; parts are kept apart.
  expect(of(hubId, 1n)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(derivedUuid('a', 'bc')).not.toBe(derivedUuid('ab', 'c'))
  expect(parseStixId(`indicator--${of(hubId, 1n)}`)?.type).toBe('indicator')
  for (const bad of ['indicator', 'indicator--x', `Indicator--${of(hubId, 1n)}`, `--${of(hubId, 1n)}`])
    expect(parseStixId(bad), bad).toBeUndefined()
})

test('an indicator says what it is, how certain, how labelled and until when', () => {
  const { id, ...rest } = stixIndicator(listed('phone', '+8613812345678'), giver)
  expect(id).toMatch(/^indicator--/)
  expect(rest).toMatchObject({
    created: '2026-11-20T08:00:00.123Z',
    modified: '2026-11-21T08:00:00.456Z',
    valid_from: '2026-11-20T08:00:00.123Z',
    valid_until: '2026-12-21T08:00:00.000Z',
    labels: ['fraud', 'high', 'fraud-type:F08.01', 'fraud-type:F13'],
    confidence: 85,
    object_marking_refs: ['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb'],
  })
  expect(rest).not.toHaveProperty('revoked')
  expect(stixIndicator(listed('phone', '+8613812345678', { revoked: true }), giver)).toHaveProperty(
    'revoked',
    true,
  )
})

test('markings are read whichever version of TLP they are of', () => {
  for (const label of tlpLabels)
    expect(labelOfMarking(`marking-definition--${markingUuid(label)}`)).toBe(label)
  expect(labelOfMarking('marking-definition--f88d31f6-486f-44da-b317-01333bde0b82')).toBe('TLP:AMBER')
  expect(labelOfMarking('marking-definition--6f1c2a54-8a0e-4c1b-9d2f-0b7e5d3c1a90')).toBeUndefined()
})

const skipped = existsSync(schemas) ? '' : ' (skipped: there are no official schemas in ../shared/data)'
test.skipIf(skipped !== '')(`everything given out is valid by the official schemas${skipped}`, () => {
  const validate = validators()
  const objects = [
    ...stixSurroundings(hubId),
    ...tlpLabels.map(markingDefinition),
    ...vectors.flatMap(({ kind, canonical }) => [
      stixIndicator(listed(kind, canonical), giver),
      stixIndicator(listed(kind, canonical, { revoked: true, validUntil: null, fraudTypes: [] }), giver),
    ]),
  ]
  for (const object of objects) {
    const check = validate(String(object['type']))
    expect(check(object), `${String(object['name'])}: ${JSON.stringify(check.errors)}`).toBe(true)
  }
  // The official schema of bundles has forgotten extension definitions.
  const bundled = objects.filter(({ type }) => type !== 'extension-definition')
  const bundle = validate('bundle')
  expect(
    bundle({ type: 'bundle', id: `bundle--${hubId}`, objects: bundled }),
    JSON.stringify(bundle.errors?.slice(0, 3)),
  ).toBe(true)
  // The check checks.
  const broken = { ...stixIndicator(listed('domain', 'trap.top'), giver), valid_from: 'yesterday' }
  expect(validate('indicator')(broken)).toBe(false)
})

/** Validators by the type of an object. */
function validators(): (type: string) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, unicodeRegExp: false, logger: false })
  addFormats.default(ajv)
  const ids = new Map<string, string>()
  for (const folder of readdirSync(schemas, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue
    for (const file of readdirSync(join(schemas, folder.name))) {
      const schema: { $id: string } = JSON.parse(readFileSync(join(schemas, folder.name, file), 'utf8'))
      ajv.addSchema(schema)
      ids.set(file.replace('.json', ''), schema.$id)
    }
  }
  return (type) => {
    const validate = ajv.getSchema(ids.get(type) ?? '')
    if (!validate) throw new Error(`no schema for ${type}`)
    return validate
  }
}
