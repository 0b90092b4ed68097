import { addDays } from '../../../kernel/day.ts'
import type { PaperSectionRequest } from '../../../platform/documents/index.ts'
import { type Cell, type FrozenRelease, frozenRelease, latestRelease } from '../../insight/index.ts'
import { getMeasure } from '../../measures/index.ts'
import { choosableInterfaces } from '../../network/index.ts'
import { needRowOf, rowOf } from '../effects/figures.ts'
import { lateChangesOf, listChecks } from '../effects/queries/checks.ts'
import { isOpen } from '../gaps/domain/states.ts'
import { getGap, listGaps } from '../gaps/index.ts'
import { decisionsThatHold, effectsOf } from '../proposals/queries/decisions.ts'
import { listTopics } from '../topics/index.ts'
import { german as t } from './german.ts'
import type { ReportDecision, ReportEffect, ReportFigure, ReportHurdle, ReportMaterial } from './material.ts'

/** Hurdles that a report names. */
const mostHurdles = 5
/** A district has fewer topics, gaps and checks; more are not counted. */
const most = 1000
const mostDecisions = 200

/**
 * Reads what the section says: figures only from releases for the audience of the paper, the newest of the reference day.
 * Nothing is computed and nothing new is released, so a report says what everybody can look up in the ledger.
 */
export async function gatherReport({
  tx,
  actor,
  referenceDay,
  audience,
}: Pick<PaperSectionRequest, 'tx' | 'actor' | 'referenceDay' | 'audience'>): Promise<ReportMaterial> {
  const since = addDays(referenceDay, -365)
  const names = new Map((await choosableInterfaces(tx, actor, referenceDay)).map((one) => [one.key, one]))
  const situation = await latestRelease(tx, 'situation', audience, referenceDay)
  const topics = (await listTopics(tx, actor, { limit: most })).rows
  const gaps = (await listGaps(tx, actor, { limit: most })).rows
  const open = audience === 'public' ? [] : gaps.filter(({ state }) => isOpen(state)).map(({ title }) => title)
  return {
    audience,
    referenceDay,
    since,
    situation,
    hurdles: situation ? hurdlesOf(situation, (key) => names.get(key)?.name ?? key) : [],
    topics: countBy(topics.map(({ state }) => state)),
    gaps: countBy(gaps.map(({ state }) => state)),
    openGaps: open,
    decisions: await decisionsOf({ tx, referenceDay }, since),
    effects: await effectsFor({ tx, actor, referenceDay, audience }, [...names.values()]),
  }
}

function hurdlesOf(situation: FrozenRelease, name: (key: string) => string): readonly ReportHurdle[] {
  const rows = situation.tables['hurdles']?.rows ?? []
  const key = (row: (typeof rows)[number]) => {
    const cell = row['interface']
    return cell && 'value' in cell ? String(cell.value) : ''
  }
  return rows
    .map((row) => ({
      name: name(key(row)),
      handOvers: figure(row['handOvers']),
      lostDays: figure(row['lostDays']),
      median: figure(row['median']),
    }))
    .filter(({ lostDays }) => lostDays !== undefined)
    .sort((one, other) => days(other) - days(one))
    .slice(0, mostHurdles)
}

const days = ({ lostDays }: ReportHurdle): number => (lostDays && 'value' in lostDays ? lostDays.value : -1)

function figure(cell: Cell | undefined): ReportFigure {
  if (!cell) return undefined
  if ('withheld' in cell) return { below: cell.below }
  return typeof cell.value === 'number' ? { value: cell.value } : undefined
}

const countBy = <State extends string>(states: readonly State[]): ReadonlyMap<State, number> =>
  states.reduce((counts, state) => counts.set(state, (counts.get(state) ?? 0) + 1), new Map<State, number>())

async function decisionsOf(
  { tx, referenceDay }: Pick<PaperSectionRequest, 'tx' | 'referenceDay'>,
  since: ReportMaterial['since'],
): Promise<readonly ReportDecision[]> {
  const held = (await decisionsThatHold(tx, { since, limit: mostDecisions })).filter(
    ({ decidedOn }) => decidedOn <= referenceDay,
  )
  const going = await effectsOf(
    tx,
    held.map(({ proposalId }) => proposalId),
  )
  return held.map(({ proposalId, round, title, kind, decidedOn }) => ({
    title,
    kind,
    on: decidedOn,
    became: going
      .filter((one) => one.proposalId === proposalId && one.round === round)
      .map(({ kind: begun, label }) =>
        t('steering.report.became', { what: t(`steering.report.began.${begun}`), label }),
      ),
  }))
}

async function effectsFor(
  { tx, actor, referenceDay, audience }: Pick<PaperSectionRequest, 'tx' | 'actor' | 'referenceDay' | 'audience'>,
  interfaces: readonly { readonly id: string; readonly name: string }[],
): Promise<readonly ReportEffect[]> {
  const { rows } = await listChecks(tx, actor, { states: ['told'], limit: most })
  const told: ReportEffect[] = []
  for (const check of rows) {
    const { verdict, toldOn } = check
    const releaseId = audience === 'public' ? check.publicReleaseId : check.releaseId
    if (verdict === null || toldOn === null || toldOn > referenceDay || releaseId === null) continue
    const release = await frozenRelease(tx, actor, releaseId)
    const { title, isPublic } = await getMeasure(tx, actor, check.measureId, referenceDay)
    if (!release || (audience === 'public' && !isPublic)) continue
    told.push({
      title,
      target: check.gapId
        ? (await getGap(tx, actor, check.gapId)).title
        : (interfaces.find(({ id }) => id === check.interfaceId)?.name ?? ''),
      verdict,
      startsOn: check.startsOn,
      late: (await lateChangesOf(tx, check.id)).map(({ reason }) => reason),
      confirmed: check.confirmedOn !== null,
      row: rowOf(release),
      needs: needRowOf(release),
      release,
    })
  }
  return told
}
