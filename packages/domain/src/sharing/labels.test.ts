import { expect, test } from 'vitest'
import { defaultSharingLabels, mayRelabel, mayShare, papLabels, tlpLabels } from './labels.ts'

test('every label may be shared up to its own clearance and no further', () => {
  for (const [labelAt, tlp] of tlpLabels.entries()) {
    for (const [clearanceAt, clearance] of tlpLabels.entries()) {
      expect(
        mayShare({ tlp, pap: 'PAP:CLEAR' }, { tlp: clearance, pap: 'PAP:RED' }),
        `${tlp} → ${clearance}`,
      ).toBe(labelAt <= clearanceAt)
    }
  }
  for (const [labelAt, pap] of papLabels.entries()) {
    for (const [clearanceAt, clearance] of papLabels.entries()) {
      expect(mayShare({ tlp: 'TLP:CLEAR', pap }, { tlp: 'TLP:RED', pap: clearance })).toBe(
        labelAt <= clearanceAt,
      )
    }
  }
})

test('the public gets statistics and methods, members confirmed indicators, nobody else a report', () => {
  const open = { tlp: 'TLP:CLEAR', pap: 'PAP:CLEAR' } as const
  const member = { tlp: 'TLP:AMBER', pap: 'PAP:AMBER' } as const
  const readableBy = (clearance: Parameters<typeof mayShare>[1]) =>
    Object.entries(defaultSharingLabels)
      .filter(([, label]) => mayShare(label, clearance))
      .map(([object]) => object)
  expect(readableBy(open)).toEqual(['method-description', 'statistics'])
  expect(readableBy(member)).toEqual(['confirmed-indicator', 'method-description', 'statistics'])
})

test('passing on may close a label, never open it', () => {
  const green = { tlp: 'TLP:GREEN', pap: 'PAP:GREEN' } as const
  expect(mayRelabel(green, green)).toBe(true)
  expect(mayRelabel(green, { tlp: 'TLP:RED', pap: 'PAP:RED' })).toBe(true)
  expect(mayRelabel(green, { tlp: 'TLP:CLEAR', pap: 'PAP:RED' })).toBe(false)
  expect(mayRelabel(green, { tlp: 'TLP:RED', pap: 'PAP:CLEAR' })).toBe(false)
})
