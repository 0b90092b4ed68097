import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Forbidden, Invalid } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import { type Actor, may } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { organisationNamesOf } from '../../../network/index.ts'
import { refuseTraces } from '../../topics/index.ts'
import { tables } from '../access.ts'
import { getOwnParticipation, workingGroups } from '../queries/participation.ts'
import type { Proposal } from '../queries/proposals.ts'
import { note } from '../recording.ts'
import type { Setting } from '../setting.ts'

/** Says something to a proposal, for one's office. It stays as it was said. */
export async function addComment(
  tx: Tx,
  actor: Actor,
  proposal: Proposal,
  { text }: { readonly text: string },
): Promise<void> {
  refuseTraces({ text }, 'record')
  const id = newId()
  await tables(tx)
    .insertInto('proposal_comment')
    .values({
      id,
      proposal_id: proposal.id,
      text,
      organisation_id: actor.organisationId,
      given_at: sql<Date>`now()`,
      given_by: actor.userId,
    })
    .execute()
  await note(tx, actor, 'comment-added', proposal.id, { number: proposal.number, comment: id })
}

/**
 * Names the office of a member organisation that takes part in a working or project group: a function, never a person.
 * Who prepares does so for all organisations, others for their own. Throws Forbidden, Invalid.
 */
export async function nameOffice(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  input: {
    readonly body: Id<'body'>
    readonly organisation: Id<'organisation'>
    readonly office: string
    readonly since: Day
  },
): Promise<void> {
  demandOwn(actor, input.organisation)
  refuseTraces({ office: input.office }, 'record')
  const issues: { field: string; code: string }[] = []
  if (!(await workingGroups(tx, actor, setting.today)).some(({ id }) => id === input.body))
    issues.push({ field: 'body', code: 'not-an-option' })
  if (!(await organisationNamesOf(tx, [input.organisation], setting.today)).has(input.organisation))
    issues.push({ field: 'organisation', code: 'not-an-option' })
  const there = await tables(tx)
    .selectFrom('steering_participation')
    .select('id')
    .where('body_id', '=', input.body)
    .where('organisation_id', '=', input.organisation)
    .where('office', '=', input.office)
    .where('until', 'is', null)
    .executeTakeFirst()
  if (there) issues.push({ field: 'office', code: 'steering-office-named' })
  if (issues.length > 0) throw new Invalid(issues)
  const id = newId()
  await tables(tx)
    .insertInto('steering_participation')
    .values({
      id,
      body_id: input.body,
      organisation_id: input.organisation,
      office: input.office,
      since: input.since,
      until: null,
      named_by: actor.userId,
      named_at: sql<Date>`now()`,
      simulated: setting.demo,
    })
    .execute()
  await record(tx, actor, { event: 'steering.office-named', subject: id, subjectKind: 'steering.participation' })
}

/** Ends a participation today. Throws NotFound, Conflict when it is over. */
export async function endParticipation(tx: Tx, actor: Actor, { today }: Setting, id: string): Promise<void> {
  const row = await getOwnParticipation(tx, actor, id)
  if (row.until !== null) throw new Conflict('steering-participation-over')
  await tables(tx)
    .updateTable('steering_participation')
    .set({ until: row.since > today ? row.since : today })
    .where('id', '=', id)
    .where('until', 'is', null)
    .execute()
  await record(tx, actor, { event: 'steering.office-withdrawn', subject: id, subjectKind: 'steering.participation' })
}

function demandOwn(actor: Actor, organisation: Id<'organisation'>): void {
  if (!may(actor, 'steering.prepare') && actor.organisationId !== organisation) throw new Forbidden('steering.prepare')
}
