import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with one line that says in numbers what happened: `N passed, N failed`, and `, N skipped` where there are any. */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) {
      // A file that does not load and a group whose hook breaks are a failure each.
      counts.failed += Number(module.errors().length > 0)
      for (const suite of module.children.allSuites()) counts.failed += Number(suite.errors().length > 0)
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        // Still pending: the run was broken off before it.
        counts[state === 'pending' ? 'failed' : state]++
      }
    }
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`)
  }
}
