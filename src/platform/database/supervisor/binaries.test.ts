import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeLinks } from './binaries.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'binaries-'))
  mkdirSync(join(folder, 'native/lib'), { recursive: true })
  writeFileSync(join(folder, 'native/lib/libicuuc.so.60.2'), 'icu')
  const links = [
    { source: 'native/lib/libicuuc.so.60.2', target: 'native/lib/libicuuc.so' },
    { source: 'native/lib/libicuuc.so.60.2', target: 'native/lib/libicuuc.so.60' },
  ]
  writeFileSync(join(folder, 'native/pg-symlinks.json'), JSON.stringify(links))
})
afterEach(() => rmSync(folder, { recursive: true }))

test("the links that the package's install script would have made are made, as often as asked", () => {
  for (let i = 0; i < 2; i++) expect(makeLinks(join(folder, 'native'))).toBe(true)
  expect(readlinkSync(join(folder, 'native/lib/libicuuc.so.60'))).toBe('libicuuc.so.60.2')
  expect(existsSync(join(folder, 'native/lib/libicuuc.so'))).toBe(true)
})
