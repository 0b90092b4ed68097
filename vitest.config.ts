import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import LongestFirst from './tests/sequencer.ts'

export default defineConfig({
  // The runtime that the program itself uses, so that a test may load React as it runs in production.
  oxc: { jsx: { development: false } },
  test: {
    globalSetup: ['src/platform/database/testing/server.ts'],
    reporters: ['default', './src/start/reporter.ts'],
    // Vitest leaves one core alone, which on two cores means one file at a time; much of a run waits for disk and browser.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      // Parts and rooms share what they import: to load all of it for each file would take longer than most files.
      { extends: true, test: { name: 'parts', include: ['src/**/*.test.ts', 'src/**/*.test.tsx'], isolate: false } },
      { extends: true, test: { name: 'whole', include: ['tests/**/*.test.ts', 'demo/**/*.test.ts'] } },
    ],
    sequence: { sequencer: LongestFirst },
    setupFiles: ['tests/setup.ts'],
    // Generous, because nothing may hang on how busy the machine is; no test waits for time to pass.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
