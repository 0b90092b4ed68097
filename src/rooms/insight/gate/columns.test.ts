import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ANY } from '../../../engine/index.ts'
import { day } from '../../../kernel/day.ts'
import { type Sheet, table } from '../sheet.ts'
import { BreaksRule, type Earlier, guard } from './guard.ts'
import type { Cell } from './guarded.ts'
import { rules } from './rules.ts'

/**
 * The attacker who tries every district, over the real rule of one gap with all its columns: needs in one language and in
 * others, met, open or given up, from 0 to 6 each, are 117,649 districts. Asked for all languages, then for one. The true ones
 * have 3 each at most: a limit that the attacker made up himself must tell him nothing.
 */

const least = 3
const most = 6
type District = readonly number[]
const parts = ['met', 'open', 'givenUp'] as const

const countOf = (district: District, language: string, column: string): number => {
  const at = (part: number) => (district[part] as number) + (language === ANY ? (district[part + 3] as number) : 0)
  if (column === 'needs') return at(0) + at(1) + at(2)
  if (column === 'unmet') return at(1) + at(2)
  return at(parts.indexOf(column as 'met'))
}
const columns = ['needs', 'met', 'open', 'givenUp', 'unmet'] as const

function sheetOf(district: District, language: string): Sheet {
  const count = (column: string) => countOf(district, language, column)
  const [needs, met, open, givenUp, unmet] = columns.map(count) as [number, number, number, number, number]
  return {
    name: 'gap',
    source: {
      question: '',
      period: { from: day('2025-11-01'), to: day('2026-10-31') },
      asOf: day('2026-10-31'),
      population: needs,
      simulated: true,
      scope: { ...(language !== ANY && { languages: [language] }) },
    },
    tables: {
      gap: table(
        {
          topic: 'kind',
          language: 'kind',
          needs: 'count',
          met: 'count',
          open: 'count',
          givenUp: 'count',
          unmet: 'count',
          unmetDays: 'days',
          unmetShare: 'share',
          median: 'quantile',
        },
        [
          {
            topic: 'courses',
            language,
            needs,
            met,
            open,
            givenUp,
            unmet,
            unmetDays: 0,
            unmetShare: needs === 0 ? null : unmet / needs,
            median: null,
          },
        ],
      ),
    },
  }
}

interface Shown {
  readonly cell: Cell
  readonly language: string
  readonly column: string
}

/** The releases of a district for these languages, one after the other; those that are refused show nothing. */
function shownOf(district: District, languages: readonly string[]): readonly Shown[] {
  const earlier: Earlier[] = []
  return languages.flatMap((language, at) => {
    try {
      const { tables, cells } = guard(sheetOf(district, language), rules.gap, undefined, least, earlier)
      earlier.push({ id: String(at), cells })
      const [row] = tables.gap?.rows ?? []
      return columns.map((column) => ({ cell: row?.[column] as Cell, language, column }))
    } catch (error) {
      if (error instanceof BreaksRule) return []
      throw error
    }
  })
}

const every: readonly District[] = Array.from({ length: (most + 1) ** 6 }, (_, number) =>
  Array.from({ length: 6 }, (_, place) => Math.floor(number / (most + 1) ** place) % (most + 1)),
)

const isSmall = (count: number) => count > 0 && count < least

/** Who knows the rules knows that "few" is said of few people, and of all but few of the row. */
function fits({ cell, language, column }: Shown, district: District): boolean {
  const count = countOf(district, language, column)
  if ('value' in cell) return cell.value === count
  if (cell.withheld !== 'few') return true
  return isSmall(count) || (count > 0 && isSmall(countOf(district, language, 'needs') - count))
}

/** Withheld figures that are small, and that all districts which fit agree on. */
function won(district: District, shown: readonly Shown[]): readonly string[] {
  const left = every.filter((one) => shown.every((figure) => fits(figure, one)))
  return shown.flatMap(({ cell, language, column }) =>
    'withheld' in cell &&
    isSmall(countOf(district, language, column)) &&
    new Set(left.map((one) => countOf(one, language, column))).size === 1
      ? [`${language} ${column}`]
      : [],
  )
}

/** Columns in which all languages less one are few. */
const differences = (shown: readonly Shown[]) =>
  columns.filter((column) => {
    const [one, other] = shown.filter((figure) => figure.column === column).map(({ cell }) => cell)
    if (!one || !other || !('value' in one) || !('value' in other)) return false
    return isSmall(Math.abs((one.value as number) - (other.value as number)))
  })

test('who gave up does not follow from needs, met, open and unmet', () => {
  const [needs, met, open, givenUp, unmet] = shownOf([20, 8, 2, 0, 0, 0], [ANY])
  const value = (shown: Shown | undefined) => shown && 'value' in shown.cell
  expect(givenUp?.cell).toEqual({ withheld: 'few', below: 3 })
  expect(value(needs)).toBe(true)
  expect(value(open) && value(unmet)).toBe(false)
  expect(value(open) && value(met)).toBe(false)
})

test('all languages, then one of them: the one person who speaks another is not told', () => {
  expect(differences(shownOf([10, 10, 9, 0, 0, 1], [ANY, 'ar']))).toEqual([])
  expect(differences(shownOf([10, 10, 9, 0, 0, 1], ['ar', ANY]))).toEqual([])
})

test('he never wins over all columns, for all languages and one', () => {
  let shownValues = 0
  fc.assert(
    fc.property(
      fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }),
      fc.constantFrom([ANY], ['ar'], [ANY, 'ar'], ['ar', ANY]),
      (district, languages) => {
        const shown = shownOf(district, languages)
        shownValues += shown.filter(({ cell }) => 'value' in cell && cell.value !== 0).length
        expect(won(district, shown)).toEqual([])
        expect(differences(shown)).toEqual([])
      },
    ),
    { numRuns: 40 },
  )
  // A gate that withholds everything would pass, too.
  expect(shownValues).toBeGreaterThan(50)
})
