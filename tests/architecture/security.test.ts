/** docs/security.md says of every requirement where it is met: it must name all of them, and nothing that is not there. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)
const text = readFileSync(new URL('docs/security.md', root), 'utf8')

/** OWASP ASVS 5.0.0: how many requirements of levels 1 and 2 each section has; they are numbered from one. */
const sections: Readonly<Record<string, readonly number[]>> = {
  1: [2, 9, 11, 3, 2],
  2: [3, 3, 4, 1],
  3: [0, 2, 4, 6, 5, 0, 2],
  4: [3, 1, 2, 4],
  5: [1, 3, 2, 3],
  6: [3, 12, 4, 4, 5, 3, 0, 4],
  7: [3, 4, 2, 5, 2, 2],
  8: [2, 3, 1, 1],
  9: [3, 4],
  10: [2, 2, 4, 11, 5, 2, 3],
  11: [2, 3, 3, 4, 1, 1],
  12: [3, 2, 4],
  13: [1, 5, 2, 5],
  14: [2, 4, 3],
  15: [3, 3, 7],
  16: [1, 5, 4, 3, 3],
  17: [1, 4, 2],
}
const wanted = Object.entries(sections).flatMap(([chapter, counts]) =>
  counts.flatMap((count, section) =>
    Array.from({ length: count }, (_, index) => `${chapter}.${section + 1}.${index + 1}`),
  ),
)
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, id = '', , state = '', where = '']) => ({ id, state, where }),
)
const open = rows.filter(({ state }) => state === '**open**')

test('every requirement has its row, with a state and a place or a reason', () => {
  expect(rows.map(({ id }) => id)).toEqual(wanted)
  for (const { state, where } of rows) {
    expect(['met', 'n/a', '**open**']).toContain(state)
    expect(where.length).toBeGreaterThan(3)
  }
})

test('nothing is open in authentication, sessions and authorization, and little elsewhere, each with its reason', () => {
  expect(open.filter(({ id }) => /^[678]\./.test(id))).toEqual([])
  expect(open.length).toBeLessThanOrEqual(10)
  expect(open.filter(({ where }) => where.length < 100)).toEqual([])
  const counted = /Of (\d+): (\d+) met, (\d+) not applicable, (\d+) open/.exec(text)?.slice(1).map(Number)
  const count = (state: string) => rows.filter((row) => row.state === state).length
  expect(counted).toEqual([rows.length, count('met'), count('n/a'), open.length])
})

test('every file and every test that is named is there', () => {
  const gone: string[] = []
  for (const [, path = '', , said = ''] of text.matchAll(/`((?:src|tests|deploy|demo|docs)\/[^`]*)`( \(([^)]*)\))?/g)) {
    if (!existsSync(new URL(path, root))) gone.push(path)
    else if (path.includes('.test.')) {
      const source = readFileSync(new URL(path, root), 'utf8')
      for (const [, name = ''] of said.matchAll(/"([^"]+)"/g)) if (!source.includes(name)) gone.push(`${path}: ${name}`)
    }
  }
  for (const [, path = ''] of text.matchAll(/\]\(([^):#]+)\)/g))
    if (!existsSync(new URL(path, new URL('docs/', root)))) gone.push(path)
  expect(gone).toEqual([])
})
