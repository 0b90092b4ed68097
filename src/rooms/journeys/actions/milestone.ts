import type { Day } from '../../../kernel/day.ts'
import { Forbidden, Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { type Actor, demand } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { Setting } from '../adding.ts'
import type { Certainty } from '../domain.ts'

export interface NewMilestone {
  /** Lower case, digits, hyphens: a milestone of a pathway (`language-a2`) or a district's own. */
  readonly key: string
  readonly occurredOn: Day
  /** `day` unless told. */
  readonly certainty?: Certainty
}

const keyForm = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Writes into the journey what was reached without a hand-over. Throws Forbidden; Invalid for a day ahead or no key. */
export async function addMilestone(
  tx: Tx,
  actor: Actor,
  journey: Id<'journey'>,
  { key, occurredOn, certainty = 'day' }: NewMilestone,
  { clock }: Setting,
): Promise<void> {
  demand(actor, 'journeys.hand-over')
  const { organisationId, controllerId } = actor
  if (organisationId === null || controllerId === null) throw new Forbidden('journeys.hand-over')
  const issues = [
    ...(occurredOn > clock.today() ? [{ field: 'occurredOn', code: 'journeys-day-ahead' }] : []),
    ...(keyForm.test(key) && key.length <= 60 ? [] : [{ field: 'milestone', code: 'invalid' }]),
  ]
  if (issues.length > 0) throw new Invalid(issues)
  const id = newId<'step'>(clock.now())
  await tables(tx)
    .insertInto('journey_step')
    .values({
      id,
      controller_id: controllerId,
      person_key: journey,
      handover_id: null,
      kind: 'milestone',
      milestone: key,
      occurred_on: occurredOn,
      certainty,
      recorded_at: new Date(clock.now()),
      source: 'sender',
      organisation_id: organisationId,
      reason: null,
      recorded_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: 'journeys.milestone-added',
    subject: id,
    subjectKind: 'journeys.step',
    details: { milestone: key },
  })
}
