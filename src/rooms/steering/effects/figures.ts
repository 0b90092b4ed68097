import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import {
  type Cell,
  type EffectAsked,
  type EffectSheet,
  effectFigures,
  type FrozenRelease,
  freeze,
  frozenRelease,
  type NeedEffectAsked,
  type NeedEffectSheet,
  type NeedPowerSheet,
  NotReleased,
  needEffectFigures,
  needPowerFigures,
  type PowerSheet,
  powerFigures,
  release,
  type Withheld,
} from '../../insight/index.ts'
import { choosableInterfaces } from '../../network/index.ts'
import { questionOf } from '../gaps/evidence.ts'
import { getGap } from '../gaps/index.ts'
import { readGapWords } from '../gaps/words.ts'
import { type Verdict, verdicts } from './domain/states.ts'
import type { Check } from './queries/checks.ts'

/** What asking insight needs of a request; a demonstration has it too. */
export type Asking = Pick<PageRequest, 'db' | 'tx' | 'tenant' | 'actor' | 'clock'>

export type EffectMonths = EffectSheet['tables']['months']['rows']
export type EffectRow = EffectSheet['tables']['effect']['rows'][number]
export type NeedMonths = NeedEffectSheet['tables']['months']['rows']
export type NeedEffectRow = NeedEffectSheet['tables']['effect']['rows'][number]

/** A figure of a release: undefined where it is withheld or has no value. */
export type Known<Row> = { readonly [Name in keyof Row]?: NonNullable<Row[Name]> | undefined }

/** What the figures say of a measure, as far as the reader may see them. `months` only for coordination and lead. */
interface ReadingOf<S extends EffectSheet | NeedEffectSheet> {
  readonly row: Known<S['tables']['effect']['rows'][number]>
  readonly months: S['tables']['months']['rows']
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
export async function readingOf(
  request: Asking,
  check: Check,
  interfaceKey: string,
): Promise<ReadingOf<EffectSheet> | undefined> {
  const figures = await effectFigures(request, askedOf(check, interfaceKey))
  const found = figures && (await effectIn(request, figures))
  return found?.row.handOvers ? found : undefined
}

/** The same of a gap; undefined where nobody needs it, or where one of the counts may not be shown. */
export async function needReadingOf(
  request: Asking & Pick<PageRequest, 'locale'>,
  check: Check,
): Promise<ReadingOf<NeedEffectSheet> | undefined> {
  const asked = await needAskedOf(request, check)
  const figures = asked && (await needEffectFigures(request, asked))
  const found = figures && (await effectIn(request, figures))
  return found && isCounted(found.row) ? found : undefined
}

/** Figures as far as the reader may see them: the months only for coordination and lead. */
async function effectIn<S extends EffectSheet | NeedEffectSheet>(
  { tx, actor }: Asking,
  figures: Withheld<S>,
): Promise<ReadingOf<S> | undefined> {
  type Row = S['tables']['effect']['rows'][number]
  if (may(actor, 'insight.read')) {
    const { table } = await release(figures, { kind: 'coordinator', tx, actor, event: 'insight.effect-seen' })
    return { row: present<Row>(table.tables.effect.rows[0]), months: table.tables.months.rows }
  }
  try {
    const { tables } = await release(figures, { kind: 'steering', tx, actor, event: 'steering.effect-figures' })
    return { row: opened<Row>(tables['effect']?.rows[0] as never), months: [] }
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
  const asked = await needAskedOf(request, check)
  const figures = asked && (await needPowerFigures(request, asked))
  return figures && (await powerIn(request, figures))
}

/** The question of a check about a gap: where it is and whom it concerns, narrowed to where the measure acts. */
async function needAskedOf(
  { tx, actor, clock, locale }: Asking & Pick<PageRequest, 'locale'>,
  check: Check,
): Promise<NeedEffectAsked | undefined> {
  if (check.gapId === null) return undefined
  const gap = await getGap(tx, actor, check.gapId)
  const asked = questionOf(gap, await readGapWords(tx, actor, locale, clock.today()))
  const [town, group, language] = ['town', 'group', 'language'].map((name) => asked.get(name))
  return {
    topic: gap.topic,
    startsOn: check.startsOn,
    towns: check.towns.length > 0 ? check.towns : town ? [town] : [],
    ...(group && { group }),
    ...(language && { language }),
    ...(check.comparisonTowns.length > 0 && { comparison: { towns: check.comparisonTowns } }),
  }
}

/** A verdict on counts that nobody may see would say something about somebody. */
const isCounted = ({ arisenBefore, metBefore, arisenAfter, metAfter }: Known<NeedEffectRow>): boolean =>
  [arisenBefore, metBefore, arisenAfter, metAfter].every((count) => count !== undefined)

/**
 * The row of a gap in a frozen release, for whoever may read it; undefined for one of an interface. Releases of before the
 * comparison series have counts only.
 */
export function needRowOf(
  frozen: Pick<FrozenRelease, 'name' | 'tables'> | undefined,
): Known<NeedEffectRow> | undefined {
  const table = frozen?.name === 'need-effect' ? 'effect' : frozen?.name === 'coverage' ? 'coverage' : undefined
  return table && opened<NeedEffectRow>(frozen?.tables[table]?.rows[0])
}

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
  const target = await interfaceOf(tx, actor, check, clock.today())
  const asked = await needAskedOf(request, check)
  const figures: Withheld<EffectSheet> | Withheld<NeedEffectSheet> | undefined = asked
    ? await needEffectFigures(request, asked)
    : target && (await effectFigures(request, askedOf(check, target.key)))
  if (!figures) return undefined
  const released = await release<EffectSheet | NeedEffectSheet>(figures as never, {
    kind: 'steering',
    tx,
    actor,
    event,
  })
  const row = opened<NeedEffectRow & EffectRow>(released.tables['effect']?.rows[0])
  // So few that even their number is withheld, or none: a verdict on them would say something about somebody.
  if (asked ? !isCounted(row) : !row.handOvers) return undefined
  const verdict = verdicts.find((one) => one === row.verdict)
  if (!verdict) return undefined
  const frozen = await freeze(tx, actor, released, clock)
  const open = await freezeForAll(request, () =>
    release<EffectSheet | NeedEffectSheet>(figures as never, { kind: 'public', tx, actor, event }),
  )
  return { verdict, release: frozen, open }
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

export interface FrozenReading {
  readonly release: FrozenRelease
  readonly row: Known<EffectRow>
  /** Of a check about a gap. */
  readonly needs: Known<NeedEffectRow> | undefined
}

/** The frozen figures of a verdict, as far as the actor may read the release. */
export async function frozenReading(
  tx: Tx,
  actor: Actor,
  releaseId: string | null,
): Promise<FrozenReading | undefined> {
  const frozen = releaseId === null ? undefined : await frozenRelease(tx, actor, releaseId)
  return frozen && { release: frozen, row: rowOf(frozen), needs: needRowOf(frozen) }
}

/** The row of an effect at an interface in a frozen release; nothing in one of a gap. */
export const rowOf = (frozen: Pick<FrozenRelease, 'name' | 'tables'>): Known<EffectRow> =>
  opened<EffectRow>(frozen.name === 'effect' ? frozen.tables['effect']?.rows[0] : undefined)

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
