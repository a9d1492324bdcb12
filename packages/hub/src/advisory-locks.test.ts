import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

/** Two parts with one lock would keep each other from working, and nothing would say so. */
it('no two advisory locks have one number', () => {
  const packages = fileURLToPath(new URL('../../', import.meta.url))
  const files = globSync('*/src/**/*.ts', { cwd: packages, exclude: ['**/*.test.ts'] })
  const locks = files.flatMap((file) =>
    [...readFileSync(packages + file, 'utf8').matchAll(/=\s*(7_305_811_924_\d{3})\b/g)].map(
      ([, lock]) => lock,
    ),
  )
  expect(locks.length).toBeGreaterThan(8)
  expect(locks.filter((lock, at) => locks.indexOf(lock) !== at)).toEqual([])
})
