import { expect, test } from 'vitest'
import { ANY } from '../../../../engine/index.ts'
import { lifeDomains } from '../../../../platform/codelists/index.ts'
import { createTranslate, readCatalogues } from '../../../../platform/i18n/index.ts'
import { rules } from '../rules.ts'
import { cellText, columnTitle, type Names, type Place } from './words.ts'

const catalogues = await readCatalogues([new URL('../../', import.meta.url)])
const shipped = { description: null, from: null, until: null, into: null, origin: 'program' } as const
const topics = lifeDomains.shipped.map((entry) => ({ ...entry, ...shipped }))

function wordsIn(locale: 'de' | 'en') {
  const t = createTranslate(locale, catalogues)
  const names: Names = { directory: { towns: new Map() } as never, reasons: [], topics, t }
  const say = (value: string | null, column: string, table = 'gap') =>
    cellText({ value }, { table, column, kind: 'kind' } satisfies Place, names)
  return { t, say }
}

test.each([
  ['de', 'hat geholfen', 'Ziele erreicht', 'größtenteils', 'jede Sprache'],
  ['en', 'helped', 'goals reached', 'mostly', 'any language'],
] as const)('keys of a released table are called by name: %s', (locale, helped, reached, mostly, any) => {
  const { say } = wordsIn(locale)
  expect(say('helped', 'verdict', 'effect')).toBe(helped)
  expect(say('goalsReached', 'key', 'closures')).toBe(reached)
  expect(say('3', 'key', 'attainments')).toBe(mostly)
  expect(say(ANY, 'language')).toBe(any)
  expect(say('ar', 'language')).not.toBe('ar')
  expect(say('housing', 'topic')).toBe(locale === 'de' ? 'Wohnen' : 'Housing')
  // The same key is called otherwise in another table.
  expect(say('declined', 'key', 'caseload')).not.toBe('declined')
  expect(say('other', 'key', 'access')).not.toBe(say('other', 'key', 'closures'))
  // Target groups of a district are their own words.
  expect(say('Familien', 'key', 'groups')).toBe('Familien')
})

test('a figure that cannot be computed is a dash, never nothing', () => {
  const { t } = wordsIn('de')
  const names: Names = { directory: { towns: new Map() } as never, reasons: [], topics, t }
  for (const kind of ['share', 'day', 'quantile', 'given', 'count'] as const)
    expect(cellText({ value: null }, { table: 'effect', column: 'ratio', kind }, names)).toBe('–')
})

test.each(['de', 'en'] as const)('every column that leaves has a title: %s', (locale) => {
  const { t } = wordsIn(locale)
  const shown = Object.values(rules).flatMap((tables) =>
    Object.values(tables).flatMap((one) =>
      one === 'internal' ? [] : [...one.show, ...(one.labels ?? []), ...(one.asked ?? [])],
    ),
  )
  for (const column of new Set([...shown, 'key', 'group', 'reason', 'town', 'interface', 'month'])) {
    const title = columnTitle(column, t)
    expect(title, column).not.toBe(column)
  }
})
