import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // The runtime that the program itself uses, so that a test may load React as it runs in production.
  oxc: { jsx: { development: false } },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/**/*.test.ts', 'demo/**/*.test.ts'],
    globalSetup: ['src/platform/database/testing/server.ts'],
    setupFiles: ['tests/setup.ts'],
    reporters: ['default', './src/start/reporter.ts'],
    // Vitest leaves one core alone, which on two cores means one file at a time; much of a run waits for disk and browser.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Generous, because nothing may hang on how busy the machine is; no test waits for time to pass.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
