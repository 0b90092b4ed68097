import { ANY } from '../../../engine/index.ts'
import { daysOfMonth, type Month } from '../../../kernel/period.ts'
import type { Kind, Sheet, Source } from '../sheet.ts'
import { audit, CannotProtect } from './audit.ts'
import type { Basis } from './basis.ts'
import { type LinkedCell, partAxis } from './cells.ts'
import type { Declaration } from './declaration.ts'
import { behindFew, countFigure, daysFigure, derivedFigure, type Figure } from './figures.ts'
import type { Cell, GuardedTable, GuardProof } from './guarded.ts'
import { columnsOut, peopleOf, recordsOf, sumOf, type WorkRow, type WorkTable, workTable } from './rows.ts'

/** Figures that break the rule of the audience. */
export class BreaksRule extends Error {
  override name = 'BreaksRule'
}

export interface Guarding {
  readonly tables: Readonly<Record<string, GuardedTable>>
  readonly proof: GuardProof
  /** What the ledger keeps for the attacker of later releases. */
  readonly cells: readonly LinkedCell[]
}

/** What went out before and counts the same people, by id of the release. */
export interface Earlier {
  readonly id: string
  /** Fewest people of a cell that it shows; those of the audience unless told. */
  readonly least?: number
  readonly cells: readonly LinkedCell[]
}

/** Others who read the release, too, may see smaller cells and hold more: the steering group reads what is public. */
export interface Holders {
  readonly least: number
  readonly earlier: readonly Earlier[]
}

/**
 * Applies the declared rule of every table, then lets the attacker try the whole, with what went out before, and withholds
 * until he fails; then once more as those who hold more, for what these must not know. Values in, values out.
 * @throws BreaksRule
 */
export function guard(
  sheet: Sheet,
  declarations: Readonly<Record<string, Declaration>> | undefined,
  basis: Basis | undefined,
  least: number,
  earlier: readonly Earlier[] = [],
  holders?: Holders,
): Guarding {
  const tables = Object.entries(sheet.tables).flatMap(([name, table]) => {
    const declaration = declarations?.[name]
    if (!declaration) throw new BreaksRule(`${sheet.name}.${name}: no rule is declared`)
    if (declaration === 'internal') return []
    if (declaration.rule === 'cell-key' && !(basis?.keys && basis.tables[name]))
      throw new BreaksRule(`${sheet.name}.${name}: cell keys need the records`)
    return [workTable(name, table, declaration, basis, least)]
  })
  if (tables.length === 0) throw new BreaksRule(`${sheet.name}: no table is for others`)
  const entries = tables.flatMap((table) => figuresOf(table, sheet.source, basis, least))
  const zeros = tables.flatMap((table) => notListed(table, sheet.source))
  const audits = attackAll(entries, zeros, earlier, least)
  withholdAll(entries, audits.withheld, least)
  if (holders) {
    const theirs = tables.flatMap((table) => figuresOf(table, sheet.source, basis, holders.least))
    const seen = entries.map((entry, at) => asHolders(entry, theirs[at] as Entry))
    const more = attackAll(seen, zeros, holders.earlier, holders.least, true)
    const withheld = more.withheld.flatMap((entry) => entries[seen.indexOf(entry)] as Entry)
    withholdAll(entries, withheld, least)
    audits.withheld.push(...withheld)
    audits.attacked += more.attacked
    audits.equations = Math.max(audits.equations, more.equations)
    audits.closed += more.closed
  }
  const out = Object.fromEntries(
    tables.map((table) => [
      table.name,
      finished(
        table,
        entries.filter((entry) => entry.table === table),
        basis,
        least,
      ),
    ]),
  )
  return {
    tables: out,
    cells: [...entries.map((entry) => keptOf(entry, least)), ...zeros],
    proof: {
      least,
      cells: entries.length,
      suppressedFew: countOf(out, 'few'),
      suppressedToProtect: audits.withheld.length,
      dominated: countOf(out, 'dominated'),
      mergedRows: tables.flatMap(({ rows }) => rows).filter(({ merged }) => merged).length,
      changed: entries.filter(({ figure }) => figure.changed).length,
      attacked: audits.attacked,
      equations: audits.equations,
      leaksClosed: audits.closed,
      linked: [...new Set([...earlier, ...(holders?.earlier ?? [])].map(({ id }) => id))],
    },
  }
}

function withholdAll(entries: readonly Entry[], withheld: readonly Entry[], least: number): void {
  for (const entry of withheld)
    entry.figure = {
      cell: { withheld: 'protects', below: least },
      behind: null,
      guarded: entry.figure.guarded,
      changed: false,
    }
  for (const { row, column, table } of withheld)
    if (column === table.declaration.base)
      for (const other of entries) if (other.row === row && other.column !== column) other.figure = hiddenFigure(least)
}

/** A figure as it leaves, before those who may see smaller ones: what they may know is no secret before them. */
function asHolders(entry: Entry, theirs: Entry): Entry {
  const isSecret = theirs.figure.guarded && !('value' in entry.figure.cell)
  return { ...entry, figure: { ...entry.figure, guarded: isSecret } }
}

/** Exact, as a norm prescribes it: that table only. @throws BreaksRule where none of the sheet is prescribed. */
export function guardPrescribed(
  sheet: Sheet,
  declarations: Readonly<Record<string, Declaration>> | undefined,
): Guarding {
  const tables = Object.entries(sheet.tables).flatMap(([name, table]): [string, GuardedTable][] => {
    const declaration = declarations?.[name]
    if (!declaration || declaration === 'internal' || !declaration.norm) return []
    const columns = columnsOut(workTable(name, table, { ...declaration, hierarchy: {} }, undefined, 0))
    const rows = (table.rows as readonly Readonly<Record<string, unknown>>[]).map((row) =>
      Object.fromEntries(Object.keys(columns).map((column): [string, Cell] => [column, { value: row[column] }])),
    )
    return [[name, { rule: 'prescribed', columns, rows }]]
  })
  if (tables.length === 0) throw new BreaksRule(`${sheet.name}: no norm prescribes a table of it`)
  const none = { suppressedFew: 0, suppressedToProtect: 0, dominated: 0, mergedRows: 0, changed: 0 }
  const cells = tables.reduce((sum, [, { rows, columns }]) => sum + rows.length * Object.keys(columns).length, 0)
  return {
    tables: Object.fromEntries(tables),
    cells: [],
    proof: { least: 0, cells, ...none, attacked: 0, equations: 0, leaksClosed: 0, linked: [] },
  }
}

/** A count or a sum of days with its figure, which the audit may still take away. */
interface Entry {
  readonly table: WorkTable
  readonly row: WorkRow
  readonly column: string
  readonly linked: Omit<LinkedCell, 'least' | 'most' | 'guarded'>
  readonly value: number
  readonly alone: number | undefined
  figure: Figure
}

function figuresOf(table: WorkTable, source: Source, basis: Basis | undefined, least: number): readonly Entry[] {
  const columns = Object.entries(columnsOut(table)).filter(([, kind]) => kind === 'count' || kind === 'days')
  return table.rows.flatMap((row) => {
    // Where the base does not show, nothing says why: few, or a key that made it nothing.
    const hidden = 'withheld' in countFigure(row, table.declaration.base, table, basis, least).cell
    return columns.map(([column, kind]) => {
      const people = peopleOf(row, kind === 'days' ? table.declaration.base : column, table, basis)
      const own = (kind === 'count' ? countFigure : daysFigure)(row, column, table, basis, least)
      const figure = hidden && column !== table.declaration.base ? hiddenFigure(least) : own
      return {
        table,
        row,
        column,
        linked: coordinatesOf(table, row, column, source),
        value: sumOf(row, column),
        alone: people === 1 && basis ? basis.people[recordsOf(row, column, table)?.[0] as number] : undefined,
        figure,
      }
    })
  })
}

function hiddenFigure(least: number): Figure {
  return { cell: { withheld: 'base', below: least }, behind: null, guarded: true, changed: false }
}

/** Whom a figure counts: the dimensions of its row, and for the others what the question named. */
function coordinatesOf(table: WorkTable, row: WorkRow, column: string, source: Source): Entry['linked'] {
  const where: Record<string, readonly string[]> = {}
  const { interfaces, towns, groups, languages } = source.scope ?? {}
  if (interfaces?.length) where.interface = interfaces
  if (towns?.length) where.municipality = towns
  if (groups?.length) where.group = groups
  if (languages?.length) where.language = languages
  // A question that nobody put into keys is compared with itself only.
  if (!source.scope && source.question !== '') where.question = [source.question]
  const { population, base, parts, asked, labels } = table.declaration
  const listed: string[] = []
  let { from, to } = source.period
  for (const [name, values] of Object.entries(row.values)) {
    const kind = table.columns[name] as Kind
    // All of them, or what was found of them, narrows nobody.
    if (labels?.includes(name) || values.includes(ANY)) continue
    if (kind === 'month') {
      const months = values.map(String).sort() as Month[]
      from = daysOfMonth(months[0] as Month).from
      to = daysOfMonth(months.at(-1) as Month).to
    } else {
      const axis = kind === 'interface' || kind === 'municipality' ? kind : name
      const all = values.map((value) => String(value ?? '-'))
      // A row of a town that the question leaves out counts nobody, and says nothing of that town.
      const wanted = where[axis] ? all.filter((value) => where[axis]?.includes(value)) : all
      where[axis] = wanted.length > 0 ? wanted : [`outside:${all.join()}`]
      if (!asked?.includes(name)) listed.push(axis)
    }
  }
  const own = parts?.[column]
  if (own) {
    where[partAxis] = own
    listed.push(partAxis)
  }
  return { population, measure: own ? base : column, where, listed, from, to, asOf: source.asOf }
}

function linkedOf({ linked, figure }: Entry): LinkedCell {
  const [low, high] = figure.behind ?? [null, null]
  return { ...linked, least: low, most: high, guarded: figure.guarded }
}

/** The same for the ledger: all that are few look alike there, as they do in the table. */
function keptOf(entry: Entry, least: number): LinkedCell {
  const { cell } = entry.figure
  if (!('withheld' in cell) || cell.withheld !== 'few' || entry.table.columns[entry.column] !== 'count')
    return linkedOf(entry)
  const [low, high] = behindFew(entry.table.declaration.rule, least)
  return { ...linkedOf(entry), least: low, most: high }
}

/** A row that a table does not list counts nobody, and whoever reads the table knows it. */
function notListed(table: WorkTable, source: Source): readonly LinkedCell[] {
  const [first] = table.rows
  const names = first ? Object.keys(first.names) : []
  if (!first || names.length < 2) return []
  const listed = new Set(table.rows.flatMap(({ values }) => combinations(names.map((name) => values[name] ?? []))))
  const all = combinations(
    names.map((name) => [...new Set(table.rows.flatMap(({ values }) => values[name] ?? []))]),
  ).filter((combination) => !listed.has(combination))
  const measures = Object.entries(columnsOut(table)).filter(([, kind]) => kind === 'count' || kind === 'days')
  return all.flatMap((combination) => {
    const values = (JSON.parse(combination) as (string | number | null)[]).map((value) => [value])
    const row = { ...first, values: Object.fromEntries(names.map((name, at) => [name, values[at] ?? []])) }
    return measures.map(([column]) => ({
      ...coordinatesOf(table, row, column, source),
      least: 0,
      most: 0,
      guarded: false,
    }))
  })
}

/** Every way to take one value of each list, as text. */
function combinations(lists: readonly (readonly unknown[])[]): readonly string[] {
  return lists
    .reduce<readonly (readonly unknown[])[]>(
      (all, list) => all.flatMap((one) => list.map((value) => [...one, value])),
      [[]],
    )
    .map((one) => JSON.stringify(one))
}

/**
 * Every measure of every population is attacked by itself, columns that are sums of the same parts together: nobody can take
 * days off hand-overs.
 */
function attackAll(
  entries: readonly Entry[],
  zeros: readonly LinkedCell[],
  earlier: readonly Earlier[],
  least: number,
  ofHolders = false,
) {
  const withheld: Entry[] = []
  let [attacked, equations, closed] = [0, 0, 0]
  const keyOf = ({ population, measure }: Pick<LinkedCell, 'population' | 'measure'>) => `${population}.${measure}`
  const before = Map.groupBy([...zeros, ...earlierCells(entries, earlier, least)], keyOf)
  for (const [key, group] of Map.groupBy(entries, ({ linked }) => keyOf(linked))) {
    try {
      const result = audit(
        group.map((entry) => ({ linked: linkedOf(entry), value: entry.value, alone: entry.alone })),
        before.get(key) ?? [],
        least,
        ofHolders,
      )
      withheld.push(...[...result.withheld].map((at) => group[at] as Entry))
      attacked += result.attacked
      equations += result.equations
      closed += result.closed.length
    } catch (error) {
      if (error instanceof CannotProtect || error instanceof RangeError)
        throw new BreaksRule(`${key}: ${error.message}`)
      throw error
    }
  }
  return { withheld, attacked, equations, closed }
}

/**
 * The figures of earlier releases, each once. What was withheld from those who may see less is secret only as far as nobody
 * told: not where the same figure was shown to these readers, or is now.
 */
function earlierCells(entries: readonly Entry[], earlier: readonly Earlier[], least: number): readonly LinkedCell[] {
  const keyOf = ({ population, measure, where, from, to }: Entry['linked']) =>
    JSON.stringify([population, measure, Object.entries(where).sort(), from, to])
  const told = new Set(entries.filter(({ figure }) => !figure.guarded).map(({ linked }) => keyOf(linked)))
  for (const { cells, least: own = least } of earlier)
    if (own <= least) for (const cell of cells) if (!cell.guarded && cell.least !== null) told.add(keyOf(cell))
  const once = new Map<string, LinkedCell>()
  for (const { cells, least: own = least } of earlier)
    for (const cell of cells) {
      const key = keyOf(cell)
      const isOthers = cell.guarded && own > least
      const now: LinkedCell = isOthers ? { ...cell, guarded: !told.has(key), forOthers: true } : cell
      once.set(JSON.stringify([key, cell.asOf, now.least, now.most, now.guarded, now.forOthers]), now)
    }
  return [...once.values()]
}

/** The table as it leaves. A row whose base is withheld shows nothing that was measured. */
function finished(table: WorkTable, entries: readonly Entry[], basis: Basis | undefined, least: number): GuardedTable {
  const columns = columnsOut(table)
  const of = Map.groupBy(entries, ({ row }) => row)
  return {
    rule: table.declaration.rule,
    columns,
    rows: table.rows.map((row) => {
      const counted = Object.fromEntries((of.get(row) ?? []).map(({ column, figure }) => [column, figure.cell]))
      const base = counted[table.declaration.base] as Cell
      const hidden = 'withheld' in base
      return Object.fromEntries(
        Object.entries(columns).map(([column, kind]): [string, Cell] => {
          if (column in row.names) return [column, { value: row.names[column] }]
          if (kind === 'given') return [column, derivedFigure(row, column, kind, table, basis, least, counted)]
          const own = counted[column]
          if (hidden && !own) return [column, { withheld: 'base', below: least }]
          return [column, own ?? derivedFigure(row, column, kind, table, basis, least, counted)]
        }),
      )
    }),
  }
}

function countOf(tables: Readonly<Record<string, GuardedTable>>, why: string): number {
  return Object.values(tables)
    .flatMap(({ rows }) => rows.flatMap((row) => Object.values(row)))
    .filter((cell) => cell && 'withheld' in cell && cell.withheld === why).length
}
