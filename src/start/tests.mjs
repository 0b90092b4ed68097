import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { modules } from './places.mjs'
import { findNode, hand } from './program.mjs'

/** Runs the tests with Vitest, all of them or those named. */
export async function runTests(names) {
  const node = findNode()
  const env = { ...process.env, NAHTLOS_CHROMIUM: findChromium(node) }
  await hand(node, [join(modules, 'vitest/vitest.mjs'), 'run', ...names], env)
}
