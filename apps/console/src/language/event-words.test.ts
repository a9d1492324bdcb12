import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { enEvents } from './en-events.ts'
import { eventName } from './event-name.ts'
import { en } from './en.ts'
import { zhEvents } from './zh-events.ts'
import { zh } from './zh.ts'
import { defaultLabels } from '../parts/default-labels.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')

/** Every source of the hub, its store and what names shares' events, without tests and what only tests and measurements use. */
function sources(): string[] {
  return ['packages/domain/src/sharing', 'packages/hub/src', 'packages/store/src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|(?:^|\/)(?:testing|benchmarks)\//.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  )
}

/** An event is named by what it is about and a past participle; the oldest ones with a hyphen. */
const literal =
  /'([a-z]+(?:-[a-z]+)*\.(?:[a-z]+-)*[a-z]*(?:ed|set|given|held|read|run|withdrawn|first)(?:-[a-z]+)?|(?:share|webhook)-[a-z-]*(?:ed|given|withdrawn))'/g
/** Those whose last part is put in, with what may be. */
const putIn: Readonly<Record<string, readonly string[]>> = {
  'report.rejection-': ['agreed', 'refused', 'withdrawn'],
  'model.promotion-': ['agreed', 'refused', 'withdrawn'],
}

test('every event that the hub writes has its words in both languages, and no words are for none', () => {
  const text = sources().join('\n')
  const written = new Set([...text.matchAll(literal)].map(([, type = '']) => type))
  for (const [beginning, ends] of Object.entries(putIn)) {
    expect(text).toContain(`\`${beginning}\${`)
    for (const end of ends) written.add(beginning + end)
  }
  expect(written.size).toBeGreaterThan(60)
  expect(Object.keys(zhEvents.events).toSorted()).toEqual([...written].toSorted())
  expect(Object.keys(enEvents.events).toSorted()).toEqual([...written].toSorted())
  for (const name of Object.values(zhEvents.events)) expect(name).toMatch(/\p{Script=Han}/u)
  expect(eventName(zh, 'report.decided')).toBe('举报处置结论')
  expect(eventName(en, 'stop-order.sent')).toBe('Stop-payment · sent')
  expect(eventName(en, 'never-heard.of')).toBe('never-heard.of')
})

test('the labels that the console proposes for a share are the domain’s', () => {
  const domain = readFileSync(join(root, 'packages/domain/src/sharing/labels.ts'), 'utf8')
  for (const [object, { tlp, pap }] of Object.entries(defaultLabels))
    expect(domain).toContain(`'${object}': { tlp: '${tlp}', pap: '${pap}' }`)
  expect(Object.keys(defaultLabels)).toHaveLength(4)
})
