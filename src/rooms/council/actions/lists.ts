import { Conflict } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { getMeeting } from '../../network/index.ts'
import { tables } from '../access.ts'
import { checksumOf } from '../domain/content.ts'
import { type FollowUpContent, inListOrder } from '../domain/followup.ts'
import { followUpRows, inWords, issuedLists } from '../queries/followup.ts'
import { listObligations } from '../queries/obligations.ts'
import { asCouncilSees } from '../queries/publicly.ts'
import type { Setting } from '../recording.ts'
import { step } from './steps.ts'

/**
 * Lays the follow-up list of a body before one of its meetings: what it says now is frozen, as a public and a full list.
 * What is done and stands in it has thereby been shown once and goes into the archive. Returns the id of the full list.
 * Throws Conflict for a cancelled meeting and for one that has its list.
 */
export async function issueList(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  meetingId: string,
): Promise<Id<'followUpList'>> {
  const meeting = await getMeeting(tx, actor, meetingId)
  if (meeting.cancelledOn !== null) throw new Conflict('council-meeting-cancelled')
  // The body's obligations queue here, so that none is changed between reading and freezing them.
  await tables(tx)
    .selectFrom('obligation')
    .innerJoin('resolution', 'resolution.id', 'obligation.resolution_id')
    .select('obligation.id')
    .where('resolution.body_id', '=', meeting.bodyId)
    .where('obligation.state', '<>', 'doneReported')
    .orderBy('obligation.id')
    .forUpdate('obligation')
    .execute()
  if ((await issuedLists(tx, actor, { meetingId, isPublic: false })).length > 0)
    throw new Conflict('council-list-issued')
  const { rows: obligations } = await listObligations(tx, actor, setting, { bodyId: meeting.bodyId })
  const rows = inListOrder(await inWords(tx, actor, setting, obligations))
  // Read anew as the body's members read: leaving rows out would not keep back what else the full list tells.
  const open = await asCouncilSees(tx, actor, (reader) =>
    followUpRows(tx, reader, setting, { bodyId: meeting.bodyId, isPublic: true }),
  )
  const full = newId<'followUpList'>()
  for (const isPublic of [true, false]) {
    const content: FollowUpContent = {
      body: meeting.bodyName,
      meetingOn: meeting.heldOn,
      issuedOn: setting.today,
      rows: isPublic ? open.rows : rows,
    }
    await tables(tx)
      .insertInto('followup_list')
      .values({
        id: isPublic ? newId<'followUpList'>() : full,
        body_id: meeting.bodyId,
        meeting_id: meeting.id,
        is_public: isPublic,
        issued_on: setting.today,
        content: JSON.stringify(content),
        checksum: checksumOf(content),
        simulated: setting.demo,
        issued_at: sql<Date>`now()`,
        issued_by: actor.userId,
      })
      .execute()
  }
  for (const one of obligations.filter(({ state }) => state === 'done'))
    await step(tx, actor, one, 'reported', {
      state: 'doneReported',
      reason: null,
      note: null,
      nextReportOn: null,
      on: setting.today,
      version: one.version,
      listId: full,
    })
  await record(tx, actor, {
    event: 'council.list-issued',
    subject: full,
    subjectKind: 'council.followUpList',
    details: { meeting: meeting.id, rows: rows.length },
  })
  return full
}
