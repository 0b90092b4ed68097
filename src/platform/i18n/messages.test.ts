import { globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { flatten } from './catalogues.ts'
import { referenceLocale, staffLocales, tagOf } from './locales.ts'
import type { Messages } from './translate.ts'

const source = fileURLToPath(new URL('../../', import.meta.url))
const folders = globSync('**/messages/de.json', { cwd: source }).map(dirname).sort()

/** All texts of a folder in one language; a large room has several files: `de.json`, `de.public.json`. */
const read = (folder: string, locale: string): Map<string, string> =>
  new Map(
    globSync(`{${locale},${locale}.*}.json`, { cwd: `${source}${folder}` })
      .sort()
      .flatMap((name) => flatten(JSON.parse(readFileSync(`${source}${folder}/${name}`, 'utf8')) as Messages)),
  )

type Ast = ReturnType<IntlMessageFormat['getAst']>

/** Names that a text needs: its placeholders, and its tags in angle brackets. */
function needsOf(ast: Ast): string[] {
  return ast.flatMap((element) => {
    if (!('value' in element) || element.type === 0) return []
    const inner = 'options' in element ? Object.values(element.options).flatMap((option) => needsOf(option.value)) : []
    return 'children' in element ? [`<${element.value}>`, ...needsOf(element.children)] : [element.value, ...inner]
  })
}

const needs = (text: string, locale: 'de' | 'en') =>
  [...new Set(needsOf(new IntlMessageFormat(text, tagOf(locale)).getAst()))].sort()

test('there are texts to check', () => expect(folders).toContain('platform/ui/messages'))

describe.each(folders)('%s', (folder) => {
  test('has the same keys in every language of the staff', () => {
    const reference = [...read(folder, referenceLocale).keys()].sort()
    for (const locale of staffLocales) expect([...read(folder, locale).keys()].sort(), locale).toEqual(reference)
  })

  test('is valid, and each text needs the same in every language', () => {
    const english = read(folder, 'en')
    for (const [key, text] of read(folder, 'de'))
      expect(needs(english.get(key) ?? '', 'en'), key).toEqual(needs(text, 'de'))
  })

  test('keeps to the typography of ui.md', () => {
    for (const [key, text] of read(folder, 'de')) {
      expect(text, `${key}: straight quotes, three dots or an exclamation mark`).not.toMatch(/"|\.\.\.|!/)
      expect(text, `${key}: a blank before the percent sign must be narrow and must not break`).not.toMatch(
        /[ \u00a0]%/,
      )
    }
  })
})

describe('keys in code', () => {
  const known = new Set(folders.flatMap((folder) => [...read(folder, referenceLocale).keys()]))
  const files = globSync('**/*.{ts,tsx}', { cwd: source }).filter((file) => !/\.test\.tsx?$/.test(file))

  /** What stands in the first argument of `t(…)`, `t.text(…)`, `t.parts(…)`, and in `k="…"` of the component T. */
  const calls =
    /\bt(?:\.(?:text|parts))?\(\s*([^()]*?(?:\([^()]*\)[^()]*?)*)(?:,\s*\{|\)|,\s*\w)|\bk=(?:"([^"]+)"|\{([^}]+)\})/g
  const used = files.flatMap((file) =>
    [...readFileSync(source + file, 'utf8').matchAll(calls)].map((match) => ({
      file,
      argument: match[1] ?? (match[2] ? `'${match[2]}'` : (match[3] ?? '')),
    })),
  )

  test('are found at all', () => expect(used.length).toBeGreaterThan(20))

  test('each exists', () => {
    const missing = used.flatMap(({ file, argument }) => {
      const whole = [...argument.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/gi)]
        .map((match) => match[1] ?? '')
        .filter((key) => !known.has(key))
      const begun = [...argument.matchAll(/`([a-z][\w-]*(?:\.[\w-]+)*[.-]?)\$\{/gi)]
        .map((match) => match[1] ?? '')
        .filter((start) => ![...known].some((key) => key.startsWith(start)))
      return [...whole, ...begun.map((start) => `${start}…`)].map((key) => `${file}: ${key}`)
    })
    expect(missing).toEqual([])
  })
})
