import { analyseInterface, analysePassages, type HurdleQuestion, type Passages } from '../../engine/index.ts'
import { type Day, daysBetween } from '../../kernel/day.ts'
import { addWorkingDays } from '../../kernel/workingdays.ts'
import { inTenant } from '../../platform/database/index.ts'
import type { PageRequest } from '../../platform/http/index.ts'
import { type Directory, interfacesOf, type TargetEntry } from './directory.ts'
import { type Filter, printFilter, readFilter, type Unused } from './domain/filter.ts'
import { type Span, spanOf } from './domain/span.ts'
import { interfaceSheet, type ReasonFigures } from './figures/interface.ts'
import { situationSheet } from './figures/situation.ts'
import { type Load, readPassages, readRevision } from './passages.ts'
import { readDirectory } from './queries.ts'
import { withhold } from './release.ts'
import { Residents } from './resident.ts'

const residents = new Residents()

/** A question as the address asks it, with the hand-overs to answer it from. */
export interface Question {
  readonly directory: Directory
  readonly load: Load
  readonly filter: Filter
  readonly unused: readonly Unused[]
  readonly span: Span
  readonly groups: ReadonlyMap<string, string>
}

/** Reads names and, when they changed, the hand-overs as the role of insight, and understands the address. */
export async function readQuestion({ db, tenant, actor, clock, query }: PageRequest): Promise<Question> {
  const { directory, load } = await inTenant(
    db,
    tenant,
    actor,
    async (tx) => {
      const directory = await readDirectory(tx, tenant.name)
      const revision = await readRevision(tx)
      const load = await residents.get(tenant.schema, revision, () => readPassages(tx, revision))
      return { directory, load }
    },
    { role: 'insight', readOnly: true, snapshot: true },
  )
  const groups = new Map(load.passages.groups.map((group) => [group, group]))
  const { filter, unused } = readFilter(query, {
    towns: new Set(directory.towns.keys()),
    groups: new Set(groups.keys()),
    jurisdictions: new Set(directory.jurisdictions.keys()),
  })
  const span = spanOf(filter.period, clock.today(), tenant.demo ? load.simulatedUntil : null)
  return { directory, load, filter, unused, span, groups }
}

/** The figures of the start page, behind the gate. */
export function situationFigures(question: Question, land: HurdleQuestion['land']) {
  const { load, directory } = question
  const situation = analysePassages(passagesFor(question, land), asked(question, land))
  return withhold(
    situationSheet(situation, {
      source: sourceOf(question),
      residents: new Map(
        [...directory.towns.values()].flatMap(({ key, residents }) => (residents === null ? [] : [[key, residents]])),
      ),
      recordsFrom: load.recordsFrom ?? question.span.asOf,
    }),
  )
}

/** The figures of one interface, behind the gate; undefined when the journeys know none of this key. */
export function interfaceFigures(question: Question, land: HurdleQuestion['land'], key: string) {
  const passages = passagesFor(question, land)
  const hurdle = asked({ ...question, filter: { ...question.filter, jurisdiction: null } }, land)
  const detail = analyseInterface(passages, key, hurdle)
  if (!detail) return undefined
  return withhold(
    interfaceSheet(detail, {
      source: sourceOf(question),
      recordsFrom: question.load.recordsFrom ?? question.span.asOf,
      reasons: reasonFigures(question.load, passages, key, hurdle),
    }),
  )
}

/** Lost days by reason: sums over disjoint parts of the same population, so each part is asked for alone. */
function reasonFigures(
  load: Load,
  passages: Passages,
  key: string,
  question: HurdleQuestion,
): readonly ReasonFigures[] {
  const wanted = passages.interfaces.findIndex((one) => one.key === key)
  const rowsOf = Map.groupBy(
    passages.interfaceOf.keys().filter((row) => passages.interfaceOf[row] === wanted),
    (row) => load.reasonOf[row] as number,
  )
  return [...rowsOf]
    .map(([reason, rows]) => {
      const figures = analyseInterface(rowsOnly(passages, Int32Array.from(rows)), key, {
        ...question,
        draws: 1,
        seriesMonths: 1,
      })
      return {
        reason: load.reasons[reason] ?? null,
        handOvers: figures?.figures.counts.passages ?? 0,
        lostDays: figures?.figures.lost.total ?? 0,
      }
    })
    .filter(({ lostDays }) => lostDays > 0)
    .sort((a, b) => b.lostDays - a.lostDays || (a.reason ?? '').localeCompare(b.reason ?? ''))
}

function rowsOnly(passages: Passages, rows: Int32Array): Passages {
  const of = (column: Int32Array) => rows.map((row) => column[row] as number)
  return {
    ...passages,
    size: rows.length,
    interfaceOf: of(passages.interfaceOf),
    targetDays: Float64Array.from(rows, (row) => passages.targetDays[row] as number),
    placeOf: of(passages.placeOf),
    groupOf: of(passages.groupOf),
    caseOf: of(passages.caseOf),
    offeredOn: of(passages.offeredOn),
    answeredOn: of(passages.answeredOn),
    firstOn: of(passages.firstOn),
    state: Uint8Array.from(rows, (row) => passages.state[row] as number),
    lastEventOn: of(passages.lastEventOn),
    sides: Uint8Array.from(rows, (row) => passages.sides[row] as number),
    recordedLagDays: of(passages.recordedLagDays),
  }
}

function asked({ directory, filter, span }: Question, land: HurdleQuestion['land']): HurdleQuestion {
  return {
    period: span.period,
    asOf: span.asOf,
    land,
    filter: {
      ...(filter.towns.length > 0 && { places: filter.towns }),
      ...(filter.group !== null && { groups: [filter.group] }),
      ...(filter.jurisdiction !== null && { interfaces: interfacesOf(directory, filter.jurisdiction) }),
    },
  }
}

function sourceOf({ filter, span, load }: Question) {
  return { question: printFilter(filter), period: span.period, asOf: span.asOf, simulated: load.simulated }
}

/**
 * The columns with what the network says on the reference date, which may change without a hand-over: the targets, and
 * interfaces that nobody has passed yet.
 */
function passagesFor({ load, directory, span }: Question, land: HurdleQuestion['land']): Passages {
  const keys = new Set([...load.passages.interfaces.map(({ key }) => key), ...directory.interfaces.keys()])
  return {
    ...load.passages,
    interfaces: [...keys].map((key) => ({
      key,
      targetDays: targetOn(directory.interfaces.get(key)?.targets ?? [], span.asOf, land),
    })),
  }
}

/** The target of a day in calendar days; null when none holds. */
export function targetOn(targets: readonly TargetEntry[], on: Day, land: HurdleQuestion['land']): number | null {
  const target = targets.findLast(({ from }) => from <= on)
  if (!target || target.days === null) return null
  return target.unit === 'calendarDays' ? target.days : daysBetween(on, addWorkingDays(on, target.days, land))
}
