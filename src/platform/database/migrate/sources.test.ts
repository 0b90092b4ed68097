import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allSources } from '../testing/rooms.ts'
import { fingerprint, readFiles } from './sources.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sources-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, text = 'SELECT 1') => writeFileSync(join(folder, name), text)
const source = () => ({ key: 'room', folder: pathToFileURL(`${folder}/`), scope: 'tenant' as const })

describe('names of files', () => {
  test.each(['1_note.sql', '001-note.sql', '001_Note.sql', '001_.sql', '001_note.insight.sql'])(
    '%s is refused',
    (name) => {
      write(name)
      expect(() => readFiles(source())).toThrow(/is named 001_what_it_does\.sql/)
    },
  )

  test('a number is used once', () => {
    write('001_a.sql')
    write('001_b.publish.sql')
    expect(() => readFiles(source())).toThrow(/two migrations with the number 001/)
  })

  test('they run in the order of their numbers, views as the publish role', () => {
    for (const name of ['010_c.sql', '002_b.publish.sql', '001_a_first.sql', 'README.md']) write(name)
    expect(readFiles(source()).map(({ name, role }) => `${name} ${role}`)).toEqual([
      '001_a_first.sql owner',
      '002_b.publish.sql publish',
      '010_c.sql owner',
    ])
  })
})

test('the fingerprint follows every change but line ends', () => {
  write('001_a.sql', 'SELECT 1;\n')
  const before = fingerprint([source()])
  write('001_a.sql', 'SELECT 1;\r\n')
  expect(fingerprint([source()])).toBe(before)
  write('001_a.sql', 'SELECT 2;\n')
  expect(fingerprint([source()])).not.toBe(before)
})

test("the database's own migrations come first, then the platform's, then the rooms'", () => {
  const keys = allSources().map(({ key }) => key)
  expect(keys[0]).toBe('platform/database')
  expect(keys.findIndex((key) => !key.startsWith('platform/'))).toBe(
    keys.filter((key) => key.startsWith('platform/')).length,
  )
})
