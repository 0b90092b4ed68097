import { Conflict } from '../../../../kernel/errors.ts'
import { demand } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { refuseTraces, tellOrigins } from '../../topics/index.ts'
import { mayFollow } from '../domain/states.ts'
import { frozenReading, type Told } from '../figures.ts'
import type { Check } from '../queries/checks.ts'
import { changeCheck, type Setting, type Writer, writerId } from '../recording.ts'

/**
 * Records the verdict that frozen figures give; an earlier one stays in the history and in its release. Throws Conflict
 * (`steering-effect-not-from-here`), ChangedMeanwhile, Forbidden.
 */
export async function tellVerdict(
  tx: Tx,
  actor: Writer,
  { today }: Setting,
  check: Check,
  { verdict, release, open }: Told,
  note?: string,
): Promise<void> {
  if (actor !== 'system') demand(actor, 'steering.prepare')
  refuseTraces({ note }, 'record')
  if (!mayFollow(check.state, 'told')) throw new Conflict('steering-effect-not-from-here')
  await changeCheck(
    tx,
    actor,
    check,
    {
      state: 'told',
      verdict,
      release_id: release.id,
      public_release_id: open?.id ?? null,
      told_on: today,
      told_by: writerId(actor),
      confirmed_on: null,
      confirmed_by: null,
      note: note ?? null,
    },
    { event: 'told', note },
  )
}

/**
 * Finds a verdict right, as a second person, and tells those whose findings led to the measure. What becomes of the topic
 * is decided by a person, on its page. Throws Conflict (`steering-effect-second-person`, `steering-effect-not-from-here`),
 * ChangedMeanwhile, Forbidden.
 */
export async function confirmVerdict(tx: Tx, actor: Writer, { today }: Setting, check: Check): Promise<void> {
  if (actor !== 'system') demand(actor, 'steering.confirm')
  if (check.state !== 'told' || check.verdict === null || check.confirmedOn !== null)
    throw new Conflict('steering-effect-not-from-here')
  if (actor === 'system' || actor.userId === check.toldBy) throw new Conflict('steering-effect-second-person')
  await changeCheck(tx, actor, check, { confirmed_on: today, confirmed_by: actor.userId }, { event: 'confirmed' })
  if (check.topicId === null) return
  const row = (await frozenReading(tx, actor, check.releaseId))?.row
  await tellOrigins(tx, actor, check.topicId, {
    kind: check.verdict,
    on: today,
    title: check.title,
    ...(row?.medianBefore !== undefined && { before: Math.round(row.medianBefore) }),
    ...(row?.medianAfter !== undefined && { after: Math.round(row.medianAfter) }),
  })
}
