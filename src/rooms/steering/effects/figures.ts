import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import {
  type Cell,
  type CoverageSheet,
  coverageFigures,
  type EffectAsked,
  type EffectSheet,
  effectFigures,
  type FrozenRelease,
  freeze,
  frozenRelease,
  type NeedPowerSheet,
  NotReleased,
  needPowerFigures,
  type PowerSheet,
  powerFigures,
  readGaps,
  release,
  type Withheld,
} from '../../insight/index.ts'
import { choosableInterfaces } from '../../network/index.ts'
import { questionOf } from '../gaps/evidence.ts'
import { getGap } from '../gaps/index.ts'
import { readGapWords } from '../gaps/words.ts'
import { type Coverage, coverageOf } from './domain/coverage.ts'
import { type Verdict, verdicts } from './domain/states.ts'
import type { Check } from './queries/checks.ts'

/** What asking insight needs of a request; a demonstration has it too. */
export type Asking = Pick<PageRequest, 'db' | 'tx' | 'tenant' | 'actor' | 'clock'>

export type EffectMonths = EffectSheet['tables']['months']['rows']
export type EffectRow = EffectSheet['tables']['effect']['rows'][number]

/** A figure of a release: undefined where it is withheld or has no value. */
export type Known<Row> = { readonly [Name in keyof Row]?: NonNullable<Row[Name]> | undefined }

/** What the figures say of a measure, as far as the reader may see them. `months` only for coordination and lead. */
interface Reading {
  readonly row: Known<EffectRow>
  readonly months: EffectMonths
}

interface ReadingOfPower<S extends PowerSheet | NeedPowerSheet> {
  readonly row: Known<S['tables']['power']['rows'][number]>
  readonly byMonth: S['tables']['byMonth']['rows']
}
export type PowerReading = ReadingOfPower<PowerSheet>
export type NeedPowerReading = ReadingOfPower<NeedPowerSheet>

/** The key of the interface that a check is about; undefined for gaps, and where the interface has ended. */
export async function interfaceOf(
  tx: Tx,
  actor: Actor,
  check: Pick<Check, 'interfaceId'>,
  today: Day,
): Promise<{ readonly key: string; readonly name: string } | undefined> {
  if (check.interfaceId === null) return undefined
  return (await choosableInterfaces(tx, actor, today)).find(({ id }) => id === check.interfaceId)
}

const askedOf = (check: Check, interfaceKey: string): EffectAsked => ({
  interfaceKey,
  startsOn: check.startsOn,
  ...(check.towns.length > 0 && { towns: check.towns }),
  ...(check.comparisonTowns.length > 0 && { comparison: { towns: check.comparisonTowns } }),
})

/** What the figures of today say; undefined where nobody passes the interface, or nothing may be shown. */
export async function readingOf(request: Asking, check: Check, interfaceKey: string): Promise<Reading | undefined> {
  const { tx, actor } = request
  const figures = await effectFigures(request, askedOf(check, interfaceKey))
  if (!figures) return undefined
  if (may(actor, 'insight.read')) {
    const { table } = await release(figures, { kind: 'coordinator', tx, actor, event: 'insight.effect-seen' })
    const [row] = table.tables.effect.rows
    return row && row.handOvers > 0 ? { row: present(row), months: table.tables.months.rows } : undefined
  }
  try {
    const { tables } = await release(figures, { kind: 'steering', tx, actor, event: 'steering.effect-figures' })
    const row = opened<EffectRow>(tables.effect?.rows[0])
    return row.handOvers ? { row, months: [] } : undefined
  } catch (error) {
    if (error instanceof NotReleased) return undefined
    throw error
  }
}

/** What the measure will be able to show; undefined where the past is too short. */
export async function powerReadingOf(
  request: Asking,
  check: Check,
  interfaceKey: string,
): Promise<PowerReading | undefined> {
  const figures = await powerFigures(request, askedOf(check, interfaceKey))
  return figures && (await powerIn(request, figures))
}

/** Power as far as the reader may see it: the months only for coordination and lead; undefined where nothing may be shown. */
async function powerIn<S extends PowerSheet | NeedPowerSheet>(
  { tx, actor }: Asking,
  figures: Withheld<S>,
): Promise<ReadingOfPower<S> | undefined> {
  type Row = S['tables']['power']['rows'][number]
  type Months = S['tables']['byMonth']['rows']
  if (may(actor, 'insight.read')) {
    const { table } = await release(figures, { kind: 'coordinator', tx, actor, event: 'insight.effect-seen' })
    return { row: present<Row>(table.tables.power.rows[0]), byMonth: table.tables.byMonth.rows as Months }
  }
  try {
    const { tables } = await release(figures, { kind: 'steering', tx, actor, event: 'steering.effect-figures' })
    return { row: opened<Row>(tables['power']?.rows[0] as never), byMonth: [] as unknown as Months }
  } catch (error) {
    if (error instanceof NotReleased) return undefined
    throw error
  }
}

/** As `powerReadingOf`, for a check of a gap; undefined where nothing was met before. */
export async function needPowerReadingOf(
  request: Asking & Pick<PageRequest, 'locale'>,
  check: Check,
): Promise<NeedPowerReading | undefined> {
  const { tx, actor, clock, locale } = request
  if (check.gapId === null) return undefined
  const gap = await getGap(tx, actor, check.gapId)
  const asked = questionOf(gap, await readGapWords(tx, actor, locale, clock.today()))
  const [town, group, language] = ['town', 'group', 'language'].map((name) => asked.get(name))
  const towns = check.towns.length > 0 ? check.towns : town ? [town] : []
  const figures = await needPowerFigures(request, {
    topic: gap.topic,
    startsOn: check.startsOn,
    towns,
    ...(group && { group }),
    ...(language && { language }),
    ...(check.comparisonTowns.length > 0 && { comparison: { towns: check.comparisonTowns } }),
  })
  return figures && (await powerIn(request, figures))
}

export type NeedMonth = CoverageSheet['tables']['months']['rows'][number]
type CoverageRow = CoverageSheet['tables']['coverage']['rows'][number]

/** How much of a gap was covered before and since; undefined for those who must not see months, and without needs. */
export async function coverageReadingOf(
  request: Asking & Pick<PageRequest, 'locale'>,
  check: Check,
): Promise<{ readonly coverage: Coverage; readonly months: readonly NeedMonth[] } | undefined> {
  const { tx, actor } = request
  if (!may(actor, 'insight.read')) return undefined
  const figures = await coverageAsked(request, check)
  if (!figures) return undefined
  const { table } = await release(figures, { kind: 'coordinator', tx, actor, event: 'insight.effect-seen' })
  const coverage = coverageIn(present(table.tables.coverage.rows[0]))
  return coverage && { coverage, months: table.tables.months.rows }
}

async function coverageAsked(request: Asking & Pick<PageRequest, 'locale'>, check: Check) {
  const { tx, actor, clock, locale } = request
  if (check.gapId === null) return undefined
  const gap = await getGap(tx, actor, check.gapId)
  const query = questionOf(gap, await readGapWords(tx, actor, locale, clock.today()))
  query.set('period', '24-months')
  return coverageFigures(await readGaps({ ...request, query }), gap.topic, check.startsOn)
}

/** What the counts of a row say; undefined where one of them is withheld. */
function coverageIn(row: Known<CoverageRow>): Coverage | undefined {
  const { arisenBefore, metBefore, arisenAfter, metAfter, monthsBefore = 0, monthsAfter = 0 } = row
  if (arisenBefore === undefined || metBefore === undefined || arisenAfter === undefined || metAfter === undefined)
    return undefined
  return coverageOf({
    before: { months: monthsBefore, arisen: arisenBefore, met: metBefore },
    after: { months: monthsAfter, arisen: arisenAfter, met: metAfter },
  })
}

/** What the frozen figures of a gap say, for whoever may read the release; undefined for one of an interface. */
export const frozenCoverage = (frozen: Pick<FrozenRelease, 'tables'> | undefined): Coverage | undefined =>
  coverageIn(opened<CoverageRow>(frozen?.tables['coverage']?.rows[0]))

/** Frozen figures with the verdict that they give. */
export interface Told {
  readonly verdict: Verdict
  readonly release: FrozenRelease
  /** The same for everybody, where the attacker's audit lets it go. */
  readonly open: FrozenRelease | undefined
}

/**
 * Freezes the figures of a check for the steering group, and for everybody where they may. Undefined where there are none.
 * Throws NotReleased, Forbidden.
 */
export async function freezeVerdict(
  request: Asking & Pick<PageRequest, 'locale'>,
  check: Check,
): Promise<Told | undefined> {
  const { tx, actor, clock } = request
  const event = 'steering.effect-figures'
  if (check.gapId !== null) {
    const figures = await coverageAsked(request, check)
    if (!figures) return undefined
    const frozen = await freeze(tx, actor, await release(figures, { kind: 'steering', tx, actor, event }), clock)
    // The verdict is what the frozen counts say, nothing else: whoever reads them can work it out again.
    const coverage = frozenCoverage(frozen)
    if (!coverage) return undefined
    const open = await freezeForAll(request, () => release(figures, { kind: 'public', tx, actor, event }))
    return { verdict: coverage.verdict, release: frozen, open }
  }
  const target = await interfaceOf(tx, actor, check, clock.today())
  const figures = target && (await effectFigures(request, askedOf(check, target.key)))
  if (!figures) return undefined
  const released = await release(figures, { kind: 'steering', tx, actor, event })
  // So few that even their number is withheld, or none: a verdict on them would say something about somebody.
  if (!opened<EffectRow>(released.tables.effect?.rows[0]).handOvers) return undefined
  const frozen = await freeze(tx, actor, released, clock)
  const verdict = rowOf(frozen).verdict
  const known = verdicts.find((one) => one === verdict)
  if (!known) return undefined
  const open = await freezeForAll(request, () => release(figures, { kind: 'public', tx, actor, event }))
  return { verdict: known, release: frozen, open }
}

/** The same for everybody, where the attacker's audit lets it go. */
async function freezeForAll(
  { tx, actor, clock }: Asking,
  released: () => Promise<Parameters<typeof freeze>[2]>,
): Promise<FrozenRelease | undefined> {
  try {
    return await freeze(tx, actor, await released(), clock)
  } catch (error) {
    if (error instanceof NotReleased) return undefined
    throw error
  }
}

/** The frozen figures of a verdict, as far as the actor may read the release. */
export async function frozenReading(
  tx: Tx,
  actor: Actor,
  releaseId: string | null,
): Promise<{ readonly release: FrozenRelease; readonly row: Known<EffectRow> } | undefined> {
  const frozen = releaseId === null ? undefined : await frozenRelease(tx, actor, releaseId)
  return frozen && { release: frozen, row: rowOf(frozen) }
}

/** The row of an effect in a frozen release. */
export const rowOf = (frozen: Pick<FrozenRelease, 'tables'>): Known<EffectRow> =>
  opened<EffectRow>(frozen.tables['effect']?.rows[0])

/** Cells of a guarded row as values. */
function opened<Row>(row: { readonly [Name in keyof Row]?: Cell<Row[Name]> } | undefined): Known<Row> {
  const cells = Object.entries(row ?? {}) as [string, Cell | undefined][]
  return Object.fromEntries(
    cells.flatMap(([name, cell]) => (cell && 'value' in cell && cell.value !== null ? [[name, cell.value]] : [])),
  ) as Known<Row>
}

function present<Row extends object>(row: Row | undefined): Known<Row> {
  return Object.fromEntries(Object.entries(row ?? {}).filter(([, value]) => value !== null)) as Known<Row>
}
