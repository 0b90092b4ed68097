import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/**/*.test.ts', 'demo/**/*.test.ts'],
    globalSetup: ['src/platform/database/testing/server.ts'],
    reporters: ['default', './src/start/reporter.ts'],
  },
})
