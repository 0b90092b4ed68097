import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { kinds } from '../../engine/readers/identify.ts'
import { oddityCodes } from '../../engine/readers/index.ts'
import { wordsIn } from './language.ts'

const { t } = await wordsIn('de')
const readers = fileURLToPath(new URL('../../engine/readers/', import.meta.url))
const here = fileURLToPath(new URL('./', import.meta.url))

/** What the sources of a folder name by a pattern, tests left out. */
function named(folder: string, pattern: RegExp): string[] {
  const files = globSync('**/*.{ts,tsx}', { cwd: folder }).filter((file) => !file.includes('test'))
  const found = files.flatMap((file) => [...readFileSync(folder + file, 'utf8').matchAll(pattern)])
  return [...new Set(found.map((match) => match[1] as string))]
}

test('every oddity has a sentence', () => {
  expect(oddityCodes.filter((code) => !t.has(`odd.${code}`))).toEqual([])
})

test('every reason to refuse a log has a sentence', () => {
  // The command reads no OCEL, and sets neither of the limits that uploads have.
  const ofUploads = /^log\.(ocel\.|gzip\.too-large$|too-many-events$)/
  const codes = named(readers, /'(log\.[a-z][a-z.-]*[a-z])'/g).filter((code) => !ofUploads.test(code))
  expect(codes.length).toBeGreaterThan(20)
  expect(codes.filter((code) => !t.has(`error.${code}`))).toEqual([])
  const refused = kinds.filter((kind) => kind !== 'xml' && kind !== 'csv')
  expect(refused.filter((kind) => !t.has(`error.log.is-${kind}`))).toEqual([])
  expect(['case', 'activity', 'time'].filter((role) => !t.has(`error.log.column.no-${role}`))).toEqual([])
})

test('every refusal of the command has a sentence', () => {
  const keys = named(here, /new Refusal\(\s*[\w.]+,\s*'([a-z-]+)'/g)
  expect(keys.length).toBeGreaterThan(8)
  expect(keys.filter((key) => !t.has(`refusal.${key}`))).toEqual([])
})
