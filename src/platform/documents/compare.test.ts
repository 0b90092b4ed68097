import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareTexts } from './compare.ts'
import type { Run } from './model.ts'

const textOf = (runs: readonly Run[], ...kinds: Run['kind'][]) =>
  runs
    .filter((run) => kinds.includes(run.kind))
    .map((run) => run.text)
    .join('')

const shown = (before: string, after: string) =>
  compareTexts(before, after)
    .map(({ kind, text }) => (kind === 'kept' ? text : kind === 'deleted' ? `[-${text}-]` : `[+${text}+]`))
    .join('')

test.each([
  ['Das Konzept gilt.', 'Das Konzept gilt.', 'Das Konzept gilt.'],
  ['', 'Neu.', '[+Neu.+]'],
  ['Alt.', '', '[-Alt.-]'],
  ['', '', ''],
  [
    'Der Kreis bietet Sprachkurse an.',
    'Der Kreis bietet gemeinsam mit den Gemeinden Sprachkurse an.',
    'Der Kreis bietet [+gemeinsam mit den Gemeinden +]Sprachkurse an.',
  ],
  [
    'Migrantinnen und Migranten beraten',
    'Menschen mit Einwanderungsgeschichte beraten',
    '[-Migrantinnen und Migranten-][+Menschen mit Einwanderungsgeschichte+] beraten',
  ],
  ['bis 2010, dann', 'bis 2026, dann', 'bis [-2010-][+2026+], dann'],
  ['Deutsch-Sprachkurs', 'Deutsch-Intensivkurs', '[-Deutsch-Sprachkurs-][+Deutsch-Intensivkurs+]'],
])('%j → %j', (before, after, expected) => {
  expect(shown(before, after)).toBe(expected)
})

const words = fc
  .array(fc.constantFrom('Kurs', 'Kreis', ' ', ' ', '\n', ',', '.', 'Übergabe', '😀', 'e\u0301'), { maxLength: 60 })
  .map((list) => list.join(''))

test.each([
  ['texts of few words', words],
  ['any text', fc.string({ unit: 'binary', maxLength: 80 })],
])('kept and deleted are the old text, kept and inserted the new one: %s', (_, texts) => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const runs = compareTexts(before, after)
      expect(textOf(runs, 'kept', 'deleted')).toBe(before)
      expect(textOf(runs, 'kept', 'inserted')).toBe(after)
      expect(runs.every((run) => run.text !== '')).toBe(true)
      expect(runs.every((run, index) => run.kind !== runs[index - 1]?.kind)).toBe(true)
    }),
  )
})

test('keeps as many words as the longest common subsequence', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }),
      fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }),
      (one, other) => {
        const sign = (list: string[]) => list.map((word) => `${word}!`).join('')
        const kept = textOf(compareTexts(sign(one), sign(other)), 'kept')
        expect(kept.length).toBe(
          longestCommon(
            one.flatMap((word) => [word, '!']),
            other.flatMap((word) => [word, '!']),
          ),
        )
      },
    ),
  )
})

test('two long texts without a word in common end soon', () => {
  const long = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word}${index}`).join(' ')
  const began = performance.now()
  const runs = compareTexts(long('alt'), long('neu'))
  expect(performance.now() - began).toBeLessThan(1500)
  expect(textOf(runs, 'kept', 'deleted')).toBe(long('alt'))
})

function longestCommon(one: readonly string[], other: readonly string[]): number {
  const table = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0))
  for (let i = 1; i <= one.length; i++)
    for (let j = 1; j <= other.length; j++)
      table[i]![j] =
        one[i - 1] === other[j - 1] ? table[i - 1]![j - 1]! + 1 : Math.max(table[i - 1]![j]!, table[i]![j - 1]!)
  return table[one.length]![other.length]!
}
