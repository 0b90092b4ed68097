import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { demand } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { getMeasure } from '../../../measures/index.ts'
import { getOffer } from '../../../offers/index.ts'
import { refuseTraces } from '../../topics/index.ts'
import { type GapState, mayFollow, needsReason, type Priority } from '../domain/states.ts'
import { isShown } from '../evidence.ts'
import type { Gap } from '../queries/gaps.ts'
import { changeGap, type Setting, type Writer, writerId } from '../recording.ts'
import type { CloserKind } from '../tables.ts'

/** What a state asks for besides itself. */
export interface Move {
  readonly to: GapState
  /** For `prioritised`. */
  readonly priority?: Priority | undefined
  readonly dueOn?: Day | undefined
  /** For `closing`: what closes it. */
  readonly closer?: { readonly kind: CloserKind; readonly id: string } | undefined
  readonly note?: string | undefined
}

const open = { closed_by_kind: null, closed_by_id: null, closing_on: null, closing_by: null }

/**
 * Moves a gap on. A gap is confirmed by evidence, and closed by a second person: whoever said that it is closed cannot
 * find so as well. Throws Conflict (`steering-gap-not-from-here`, `steering-gap-second-person`), Invalid where evidence,
 * priority, closer or reason is missing, ChangedMeanwhile, Forbidden.
 */
export async function moveGap(tx: Tx, actor: Writer, { today }: Setting, gap: Gap, move: Move): Promise<void> {
  const { to, note: said } = move
  if (actor !== 'system') demand(actor, to === 'closed' ? 'steering.confirm' : 'steering.prepare')
  refuseTraces({ note: said }, 'record')
  if (!mayFollow(gap.state, to)) throw new Conflict('steering-gap-not-from-here')
  if (needsReason(gap.state, to) && !said) throw new Invalid([{ field: 'note', code: 'required' }])
  const base = { state: to, state_since: to === gap.state ? gap.stateSince : today }
  const change = { event: 'moved', note: said } as const
  switch (to) {
    case 'confirmed':
      if (actor === 'system' || !(await isShown(tx, actor, gap)))
        throw new Invalid([{ field: 'to', code: 'steering-gap-no-evidence' }])
      return await changeGap(
        tx,
        actor,
        gap,
        { ...base, ...open, reason: null, closed_on: null, verified_by: null },
        change,
      )
    case 'prioritised':
      if (!move.priority) throw new Invalid([{ field: 'priority', code: 'choose' }])
      return await changeGap(
        tx,
        actor,
        gap,
        { ...base, ...open, priority: move.priority, due_on: move.dueOn ?? null },
        change,
      )
    case 'closing':
      if (!move.closer) throw new Invalid([{ field: 'closer', code: 'choose' }])
      await demandCloser(tx, actor, move.closer)
      return await changeGap(
        tx,
        actor,
        gap,
        {
          ...base,
          closed_by_kind: move.closer.kind,
          closed_by_id: move.closer.id,
          closing_on: today,
          closing_by: writerId(actor),
        },
        change,
      )
    case 'closed':
      if (writerId(actor) === gap.closingBy) throw new Conflict('steering-gap-second-person')
      return await changeGap(tx, actor, gap, { ...base, closed_on: today, verified_by: writerId(actor) }, change)
    case 'notClosable':
    case 'rejected':
      return await changeGap(tx, actor, gap, { ...base, ...open, reason: said ?? null }, change)
    case 'suspected':
      return await changeGap(tx, actor, gap, { ...base, reason: null }, change)
  }
}

/** Throws NotFound where there is no such offer or measure that the actor may see. */
async function demandCloser(tx: Tx, actor: Writer, { kind, id }: NonNullable<Move['closer']>): Promise<void> {
  if (actor === 'system') return
  if (kind === 'offer') await getOffer(tx, actor, id)
  else await getMeasure(tx, actor, id as Id<'measure'>)
}
