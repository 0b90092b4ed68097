import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, test } from 'vitest'
import { type ReadRequest, readLog } from '../../src/engine/readers/index.ts'

/**
 * Public logs and reference results that are not part of the repository. They lie beside it, or where NAHTLOS_TEST_DATA
 * says. Without them these tests are named and skipped; in CI their absence is a failure.
 */
const folder = process.env['NAHTLOS_TEST_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const isThere = existsSync(folder)

/** As describe, for tests that need the reference data. */
export function describeWithData(name: string, tests: () => void): void {
  if (isThere) describe(name, tests)
  else if (process.env['CI'] === 'true') test(`${name}: the reference data`, missing)
  // Not describe.skip, which would still run the body, and with it read what is not there.
  else test.skip(`${name} (no reference data at ${folder})`, missing)
}

function missing(): never {
  throw new Error(`The reference data is not at ${folder}. Put it there, or say where it is by NAHTLOS_TEST_DATA.`)
}

export function dataPath(path: string): string {
  return `${folder}/${path}`
}

/** A JSON file of the reference data; its shape is stated by the test that reads it. */
export function referenceJson<T>(path: string): T {
  return JSON.parse(readFileSync(dataPath(path), 'utf8')) as T
}

/** An event log of the reference data with every attribute. */
export async function referenceLog(path: string, request: ReadRequest = {}) {
  const { log } = await readLog(createReadStream(dataPath(path)), { attributes: 'all', ...request })
  return log
}
