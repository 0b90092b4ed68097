import {
  analyseInterface,
  analysePassages,
  type HurdleQuestion,
  type Passages,
  passageRecords,
} from '../../engine/index.ts'
import { type Day, daysBetween } from '../../kernel/day.ts'
import { addWorkingDays } from '../../kernel/workingdays.ts'
import { currentKey, type Entry, hurdles, readList } from '../../platform/codelists/index.ts'
import { inTenant } from '../../platform/database/index.ts'
import type { PageRequest } from '../../platform/http/index.ts'
import { type Directory, interfacesOf, type TargetEntry } from './directory.ts'
import { type Filter, printFilter, readFilter, type Unused } from './domain/filter.ts'
import { type Span, spanOf } from './domain/span.ts'
import { interfaceSheet } from './figures/interface.ts'
import { reasonFigures, reasonIn } from './figures/reasons.ts'
import { situationSheet } from './figures/situation.ts'
import { interfaceBasis, type Records, situationBasis } from './gate/handovers.ts'
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
  /** The district's codelist of hurdles: how reasons are called, and which have become one. */
  readonly reasons: readonly Entry[]
}

/** Reads names and, when they changed, the hand-overs as the role of insight, and understands the address. */
export async function readQuestion({
  db,
  tx,
  tenant,
  actor,
  clock,
  query,
}: Pick<PageRequest, 'db' | 'tx' | 'tenant' | 'actor' | 'clock' | 'query'>): Promise<Question> {
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
  const reasons = (await readList(tx, hurdles)).entries
  return { directory, load, filter, unused, span, groups, reasons }
}

/** The figures of the start page, behind the gate. */
export function situationFigures(question: Question, land: HurdleQuestion['land']) {
  const { load, directory } = question
  const passages = passagesFor(question, land)
  const situation = analysePassages(passages, asked(question, land))
  const sheet = situationSheet(situation, {
    source: sourceOf(question),
    residents: new Map(
      [...directory.towns.values()].flatMap(({ key, residents }) => (residents === null ? [] : [[key, residents]])),
    ),
    recordsFrom: load.recordsFrom ?? question.span.asOf,
  })
  return withhold(sheet, () => situationBasis(sheet, recordsOf(question, passages, asked(question, land))))
}

/** The figures of one interface, behind the gate; undefined when the journeys know none of this key. */
export function interfaceFigures(question: Question, land: HurdleQuestion['land'], key: string) {
  const passages = passagesFor(question, land)
  const hurdle = asked({ ...question, filter: { ...question.filter, jurisdiction: null } }, land)
  const detail = analyseInterface(passages, key, hurdle)
  if (!detail) return undefined
  const source = sourceOf(question)
  const reasonOf = reasonIn(question.load, (reason) => currentKey(question.reasons, reason))
  const sheet = interfaceSheet(detail, {
    source: { ...source, scope: { ...source.scope, interfaces: [key] } },
    recordsFrom: question.load.recordsFrom ?? question.span.asOf,
    reasons: reasonFigures(passages, key, hurdle, reasonOf),
  })
  return withhold(sheet, () => {
    const only = { ...hurdle, filter: { ...hurdle.filter, interfaces: [key] } }
    return interfaceBasis(sheet, recordsOf(question, passages, only), key, reasonOf)
  })
}

/** What a rule of disclosure must know of the hand-overs behind the figures. */
function recordsOf({ load, directory }: Question, passages: Passages, hurdle: HurdleQuestion): Records {
  const regions = [...directory.towns.values()].flatMap(({ key, region }) =>
    region ? [[key, region.key] as const] : [],
  )
  return { load, passages, records: passageRecords(passages, hurdle), regions: new Map(regions) }
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

function sourceOf({ filter, span, load, directory }: Question) {
  return {
    question: printFilter(filter),
    period: span.period,
    asOf: span.asOf,
    simulated: load.simulated,
    scope: {
      towns: filter.towns,
      groups: filter.group === null ? [] : [filter.group],
      interfaces: filter.jurisdiction === null ? [] : interfacesOf(directory, filter.jurisdiction),
    },
  }
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
function targetOn(targets: readonly TargetEntry[], on: Day, land: HurdleQuestion['land']): number | null {
  const target = targets.findLast(({ from }) => from <= on)
  if (!target || target.days === null) return null
  return target.unit === 'calendarDays' ? target.days : daysBetween(on, addWorkingDays(on, target.days, land))
}
