import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PersonActor } from '../alliance/actor.ts'
import { mayRelabel, papLabels, tlpLabels, type SharingLabel } from './labels.ts'
import { isPublicEvidence, mayReshare, mostClosed, opens, type Recipient } from './share.ts'

const anyLabel: fc.Arbitrary<SharingLabel> = fc.record({
  tlp: fc.constantFrom(...tlpLabels),
  pap: fc.constantFrom(...papLabels),
})

const holder: PersonActor = {
  type: 'person',
  id: 'holder',
  organisation: { id: 'own', kind: 'bank', level: null, region: 'cn', groupIds: [] },
  roles: ['BNK_DSK'],
}
const own: Recipient = { organisationId: 'own', within: ['own', 'above'] }
const below: Recipient = { organisationId: 'below', within: ['below', 'own', 'above'] }
const other: Recipient = { organisationId: 'other', within: ['other', 'above'] }

test('only what everybody may read and block by is public evidence', () => {
  const open = tlpLabels.flatMap((tlp) =>
    papLabels.filter((pap) => isPublicEvidence({ tlp, pap })).map((pap) => `${tlp} ${pap}`),
  )
  expect(open).toEqual([
    'TLP:CLEAR PAP:CLEAR',
    'TLP:CLEAR PAP:GREEN',
    'TLP:GREEN PAP:CLEAR',
    'TLP:GREEN PAP:GREEN',
  ])
})

test('the most closed of labels is as closed as each of them, and no more than it must be', () => {
  fc.assert(
    fc.property(fc.array(anyLabel, { minLength: 1, maxLength: 5 }), (labels) => {
      const most = mostClosed(labels)
      expect(labels.every((label) => mayRelabel(label, most))).toBe(true)
      expect(labels.some(({ tlp }) => tlp === most.tlp)).toBe(true)
      expect(labels.some(({ pap }) => pap === most.pap)).toBe(true)
    }),
  )
  expect(mostClosed([])).toEqual({ tlp: 'TLP:CLEAR', pap: 'PAP:CLEAR' })
})

test('nothing is passed on under a freer label', () => {
  fc.assert(
    fc.property(anyLabel, anyLabel, (from, to) => {
      if (opens(from, to)) expect(mayReshare(holder, from, to, [own])).toBe(false)
    }),
  )
})

test.each([
  ['TLP:CLEAR', true, true, true],
  ['TLP:GREEN', true, true, true],
  ['TLP:AMBER', true, true, false],
  ['TLP:AMBER+STRICT', true, false, false],
  ['TLP:RED', false, false, false],
] as const)('%s may be passed on within, below and to others: %s, %s, %s', (tlp, within, down, away) => {
  const label = { tlp, pap: 'PAP:GREEN' } as const
  expect(mayReshare(holder, label, label, [own])).toBe(within)
  expect(mayReshare(holder, label, label, [own, below])).toBe(down)
  expect(mayReshare(holder, label, label, [own, other])).toBe(away)
})
