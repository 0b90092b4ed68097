import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { type Cell, type FrozenRelease, frozenRelease } from '../../../insight/index.ts'
import { comingRound } from '../domain/states.ts'
import { evidenceByRound, type Proposal } from './proposals.ts'

/** A figure of a frozen release: a number, or withheld below the least that the audience may see. */
export type EvidenceFigure = { readonly value: number } | { readonly below: number } | undefined

/** What the head of a decision sheet shows of the evidence. A figure is undefined where the release does not have it. */
export interface EvidenceFigures {
  /** What was counted: hand-overs at an interface, or needs without an offer. */
  readonly kind: 'interface' | 'gap' | 'other'
  readonly people: EvidenceFigure
  readonly days: EvidenceFigure
  readonly median: EvidenceFigure
  readonly target: EvidenceFigure
}

/** What a round of a proposal rests on. */
export interface RoundEvidence {
  readonly round: number
  readonly release: FrozenRelease
}

/** The frozen releases that the rounds of a proposal rest on, as far as the actor may read them, the newest first. */
export async function evidenceOf(tx: Tx, actor: Actor, id: Proposal['id']): Promise<RoundEvidence[]> {
  const known: RoundEvidence[] = []
  for (const { round, releaseId } of await evidenceByRound(tx, id)) {
    const release = await frozenRelease(tx, actor, releaseId)
    if (release) known.push({ round, release })
  }
  return known
}

/**
 * What is laid before the group in a round: its own figures, else those of the round before, which still hold. What was
 * frozen for a round to come is none of it.
 */
export const evidenceIn = (known: readonly RoundEvidence[], round: number): FrozenRelease[] =>
  known
    .filter((one) => one.round <= round)
    .slice(0, 1)
    .map(({ release }) => release)

/** What the proposal rests on now: while it is deferred, what it will come again with. */
export const evidenceNow = (known: readonly RoundEvidence[], proposal: Pick<Proposal, 'state' | 'round'>) =>
  evidenceIn(known, comingRound(proposal))

/** The figures of a release that count for a decision: its first row of hurdles, or the sums of its needs. */
export function figuresOf(release: Pick<FrozenRelease, 'tables'> | undefined): EvidenceFigures {
  const none = { people: undefined, days: undefined, median: undefined, target: undefined }
  const hurdle = release?.tables['hurdle']?.rows[0]
  if (hurdle)
    return {
      kind: 'interface',
      people: figure(hurdle['handOvers']),
      days: figure(hurdle['lostDays']),
      median: figure(hurdle['median']),
      target: figure(hurdle['target']),
    }
  const gap = (release?.tables['gaps'] ?? release?.tables['gap'] ?? release?.tables['district'])?.rows[0]
  if (gap && 'unmetDays' in gap)
    return { ...none, kind: 'gap', people: figure(gap['needs'] ?? gap['people']), days: figure(gap['unmetDays']) }
  return { ...none, kind: 'other' }
}

function figure(cell: Cell | undefined): EvidenceFigure {
  if (!cell) return undefined
  if ('withheld' in cell) return { below: cell.below }
  return typeof cell.value === 'number' ? { value: cell.value } : undefined
}
