import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { type Sheet, table } from '../sheet.ts'
import { audit, type Candidate } from './audit.ts'
import type { LinkedCell } from './cells.ts'
import type { Declaration } from './declaration.ts'
import { guard } from './guard.ts'
import type { Cell, GuardedTable } from './guarded.ts'

/**
 * What the audit is for, on one table: the text that this test makes stands in docs/disclosure.md, word for word. Counts of
 * hand-overs that were declined, by reason and part of the district.
 */
const reasons = ['noCapacity', 'missingDocument', 'notResponsible']
const parts = ['north', 'middle', 'south']
const counts = [
  [14, 9, 12],
  [8, 2, 11],
  [17, 6, 7],
]
const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)

const declared: Readonly<Record<string, Declaration>> = Object.fromEntries(
  ['cells', 'reasons', 'parts', 'all'].map((name) => [
    name,
    { rule: 'suppress', population: 'declined', base: 'handOvers', show: ['handOvers'] },
  ]),
)

const sheet: Sheet = {
  name: 'toy',
  source: {
    question: '',
    period: { from: day('2025-11-01'), to: day('2026-10-31') },
    asOf: day('2026-10-31'),
    population: total(counts.flat()),
    simulated: true,
    scope: {},
  },
  tables: {
    cells: table(
      { reason: 'kind', part: 'kind', handOvers: 'count' },
      reasons.flatMap((reason, at) => parts.map((part, other) => ({ reason, part, handOvers: counts[at]![other]! }))),
    ),
    reasons: table(
      { reason: 'kind', handOvers: 'count' },
      reasons.map((reason, at) => ({ reason, handOvers: total(counts[at]!) })),
    ),
    parts: table(
      { part: 'kind', handOvers: 'count' },
      parts.map((part, at) => ({ part, handOvers: total(counts.map((row) => row[at]!)) })),
    ),
    all: table({ handOvers: 'count' }, [{ handOvers: total(counts.flat()) }]),
  },
}

const say = (cell: Cell | undefined): string =>
  !cell ? '' : 'value' in cell ? String(cell.value) : cell.withheld === 'few' ? 'under 5' : 'protected'

function drawn(tables: Readonly<Record<string, GuardedTable | undefined>>): string {
  const figures = (name: string) => tables[name]!.rows.map((row) => say(row.handOvers as Cell))
  const inner = figures('cells')
  const lines = [
    ['', ...parts, 'together'],
    ...reasons.map((reason, at) => [reason, ...inner.slice(at * 3, at * 3 + 3), figures('reasons')[at]!]),
    ['together', ...figures('parts'), ...figures('all')],
  ]
  return lines
    .map((line) =>
      line
        .map((text, at) => (at === 0 ? text.padEnd(16) : text.padStart(10)))
        .join('')
        .trimEnd(),
    )
    .join('\n')
}

/** The table as it would be if only small figures were withheld. */
function withoutAudit(): Readonly<Record<string, GuardedTable>> {
  return Object.fromEntries(
    Object.entries(sheet.tables).map(([name, { columns, rows }]) => [
      name,
      {
        rule: 'suppress',
        columns,
        rows: rows.map((row) => ({
          handOvers: (row.handOvers as number) < 5 ? { withheld: 'few', below: 5 } : { value: row.handOvers },
        })),
      },
    ]),
  )
}

test('a table that would leak without the audit', () => {
  const after = guard(sheet, declared, undefined, 5)
  const before = drawn(withoutAudit())
  // The attacker by hand: the row is known but for one figure.
  const follows = total(counts[1]!) - counts[1]![0]! - counts[1]![2]!
  expect(follows).toBe(2)
  const { proof } = after
  const said = [
    'Without the audit (only what is under 5 withheld)',
    '',
    before,
    '',
    `The attacker: ${total(counts[1]!)} − ${counts[1]![0]} − ${counts[1]![2]} = ${follows}. He knows the figure.`,
    '',
    'With the audit',
    '',
    drawn(after.tables),
    '',
    `Checked: ${proof.cells} figures, ${proof.attacked} attacked, ${proof.equations} exact sums known to the attacker;`,
    `${proof.suppressedFew} withheld for being few, ${proof.suppressedToProtect} to protect it. The attacker finds nothing.`,
  ].join('\n')
  expect(readFileSync(new URL('../../../../docs/disclosure.md', import.meta.url), 'utf8')).toContain(said)
})

test('the audit alone says what it withholds', () => {
  const cell = (where: LinkedCell['where'], value: number): Candidate => ({
    linked: {
      population: 'declined',
      measure: 'handOvers',
      where,
      listed: ['part'],
      ...sheet.source.period,
      asOf: sheet.source.asOf,
      least: value < 5 ? null : value,
      most: value < 5 ? null : value,
      guarded: value < 5,
    },
    value,
    alone: undefined,
  })
  const row = [...parts.map((part, at) => cell({ part: [part] }, counts[1]![at]!)), cell({}, total(counts[1]!))]
  const { withheld, attacked } = audit(row, [], 5)
  expect([...withheld]).toEqual([0])
  expect(attacked).toBe(1)
})
