import { defineConfig } from 'vitest/config'

/** Pure packages keep nothing between two calls, let alone two files: their modules are read once, not for each. */
const pure = ['domain', 'contract', 'casework', 'shield', 'detect']
const pureTests = pure.map((name) => `packages/${name}/src/**/*.test.ts`)

export default defineConfig({
  test: {
    globalSetup: ['packages/store/src/testing/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // V8 ends a process now and then in its bookkeeping of code pages (`Check failed: jit_page.has_value()`) where the
    // processor has protection keys and threads load WebAssembly. Seen once in 278 workers; see ADR 0002.
    execArgv: ['--no-memory-protection-keys'],
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: [
            'packages/*/src/**/*.test.ts',
            'services/*/src/**/*.test.ts',
            'apps/*/src/**/*.test.{ts,tsx}',
            'e2e/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: pureTests,
        },
      },
      { extends: true, test: { name: 'pure', include: pureTests, isolate: false } },
    ],
  },
})
