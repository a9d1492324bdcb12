import { expect, test } from 'vitest'
import { ensureSystemPackages, missingPackages } from './ensure-system-packages.ts'

const programs = [
  { paths: ['/nowhere/one', '/usr/sbin/one'], debianPackage: 'one' },
  { paths: ['/nowhere/two'], debianPackage: 'two' },
]

test('what has one of its programs is not missing', () => {
  expect(missingPackages(programs, (path) => path === '/usr/sbin/one')).toEqual(['two'])
  expect(missingPackages(programs, () => true)).toEqual([])
})

test('nothing is installed where that is forbidden, and the reason is said', () => {
  expect(ensureSystemPackages(programs, { WUZEI_PEERS_INSTALL: 'no' })).toMatch(/one, two missing.*forbids/)
  expect(ensureSystemPackages([], {})).toBeNull()
})
