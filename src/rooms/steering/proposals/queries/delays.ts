import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { type FrozenRelease, latestRelease } from '../../../insight/index.ts'
import { listMeasures, type MeasureState } from '../../../measures/index.ts'
import { choosableInterfaces } from '../../../network/index.ts'
import { workingStates } from '../../topics/domain/states.ts'
import { listTopics, type Topic } from '../../topics/index.ts'
import { type MonthMedian, type Slower, slowerInterfaces } from '../domain/slower.ts'
import { type Decision, type DecisionEffect, decisionsThatHold, effectsOf } from './decisions.ts'

/** What of each kind a panel shows. */
const most = 8

/** What is late: for the group to ask about. */
export interface Delays {
  readonly decisions: readonly Decision[]
  readonly topics: readonly Topic[]
  readonly interfaces: readonly (Slower & { readonly name: string })[]
  /** Where the waits come from; undefined while nothing was released for the group. */
  readonly release: FrozenRelease | undefined
}

/** States in which a measure was carried out, or is no longer to be. */
const doneStates: readonly MeasureState[] = ['established', 'completed', 'adapted', 'discontinued']

/**
 * Whether a decision is overdue: its date has passed, and a measure that it set going is not done, or it set nothing going.
 * `states`: of the measures, by id.
 */
export function isOverdue(
  { dueOn, kind, proposalId, round }: Decision,
  effects: readonly DecisionEffect[],
  states: ReadonlyMap<string, MeasureState>,
  today: Day,
): boolean {
  if (dueOn === null || dueOn >= today || (kind !== 'accepted' && kind !== 'changed')) return false
  const own = effects.filter((one) => one.proposalId === proposalId && one.round === round)
  const measures = own.filter((one) => one.kind === 'measure' || one.kind === 'measureChanged')
  return own.length === 0 || measures.some(({ subject }) => !doneStates.includes(states.get(subject) as MeasureState))
}

/** States of the measures that decisions set going, by id. */
export async function statesOfMeasures(
  tx: Tx,
  actor: Actor,
  effects: readonly DecisionEffect[],
  today: Day,
): Promise<ReadonlyMap<string, MeasureState>> {
  const ids = effects.flatMap(({ kind, subject }) =>
    kind === 'measure' || kind === 'measureChanged' ? [subject as Id<'measure'>] : [],
  )
  if (ids.length === 0) return new Map()
  const { rows } = await listMeasures(tx, actor, { ids }, { limit: 500 }, today)
  return new Map(rows.map(({ id, state }) => [id, state]))
}

/** Decisions overdue, topics past their date without a decision, interfaces that got slower as the group may see them. */
export async function readDelays(tx: Tx, actor: Actor, today: Day): Promise<Delays> {
  const decided = await decisionsThatHold(tx, { limit: 200 })
  const effects = await effectsOf(
    tx,
    decided.map(({ proposalId }) => proposalId),
  )
  const states = await statesOfMeasures(tx, actor, effects, today)
  const release = await latestRelease(tx, 'situation', 'steering', today)
  const names = new Map((await choosableInterfaces(tx, actor, today)).map(({ key, name }) => [key, name]))
  return {
    decisions: decided.filter((one) => isOverdue(one, effects, states, today)).slice(0, most),
    topics: (await listTopics(tx, actor, { states: workingStates, dueBefore: today, limit: most })).rows,
    interfaces: slowerInterfaces(mediansOf(release), release?.source.period.to ?? today)
      .slice(0, most)
      .map((one) => ({ ...one, name: names.get(one.interface) ?? one.interface })),
    release,
  }
}

/** The released middles by interface and month; those that were put together to quarters have none. */
function mediansOf(release: FrozenRelease | undefined): readonly MonthMedian[] {
  return (release?.tables['months']?.rows ?? []).flatMap((row) => {
    const value = (name: string) => {
      const cell = row[name]
      return cell && 'value' in cell ? cell.value : undefined
    }
    const [key, month, median] = [value('interface'), value('month'), value('median')]
    return typeof key === 'string' &&
      typeof month === 'string' &&
      /^\d{4}-\d{2}$/.test(month) &&
      typeof median === 'number'
      ? [{ interface: key, month, median }]
      : []
  })
}
