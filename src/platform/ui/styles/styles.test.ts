import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readKern } from '../assets/stylesheet.ts'

const source = fileURLToPath(new URL('../../../', import.meta.url))
const styles = globSync('*.css', { cwd: import.meta.dirname })
  .map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'))
  .join('\n')
const rules = styles.replace(/\/\*[\s\S]*?\*\//g, '')
const code = globSync('**/*.tsx', { cwd: source })
  .filter((file) => !file.endsWith('.test.tsx'))
  .map((file) => ({ file, text: readFileSync(source + file, 'utf8') }))

const classesIn = (text: string): Set<string> =>
  new Set([...text.matchAll(/(?<![\w-])(?:nl|kern)-{1,2}[a-z0-9]+(?:[-_]+[a-z0-9]+)*/g)].map(([name]) => name))

/** Classes in strings of the code, without custom properties and file names. */
const used = new Set(
  code.flatMap(({ text }) =>
    [...text.matchAll(/(['"`])((?:(?!\1)[^\\\n])*)\1/g)].flatMap((match) => [...classesIn(match[2] ?? '')]),
  ),
)
const defined = new Set([...rules.matchAll(/\.((?:nl|kern)-[\w-]+)/g)].map((match) => match[1] ?? ''))

test('every class of ours in a page has a rule', async () => {
  const kern = await readKern()
  const known = (name: string) => defined.has(name) || kern.includes(`.${name}`)
  expect([...used].filter((name) => !known(name))).toEqual([])
})

test('every rule of ours has a page', () => {
  const dead = [...defined].filter((name) => name.startsWith('nl-') && !used.has(name))
  expect(dead).toEqual([])
})

test('no edge is physical: one stylesheet serves both directions', () => {
  const physical = rules.match(
    /(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|float|clear|text-align:\s*(?:left|right)|(?:min-|max-)?(?:width|height))\s*:/g,
  )
  const inQueries = (rules.match(/@media[^{]*(?:width|height)\s*:/g) ?? []).length
  expect((physical ?? []).filter((found) => !/width|height/.test(found))).toEqual([])
  expect((rules.match(/(?:^|[\s;{])(?:min-|max-)?(?:width|height)\s*:/g) ?? []).length).toBe(0)
  expect(inQueries).toBeGreaterThan(0)
})

test('no page carries styles or scripts inside', () => {
  const inline = code.filter(
    ({ file, text }) => /\bstyle=\{|\bon[A-Z][a-z]+=\{|<script>/.test(text) && !file.startsWith('islands/'),
  )
  expect(inline.map(({ file }) => file)).toEqual([])
})
