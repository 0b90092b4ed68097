import { addDays } from '../../../kernel/day.ts'
import { Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { managersOf, teamManagers, teamsOf } from '../queries/caseload.ts'
import { getCaseToWrite } from '../queries.ts'
import { advanced, demandWritten } from '../recording.ts'
import type { Moment } from './phase.ts'

export interface Move {
  readonly organisationId: Id<'organisation'>
  /** Who leads it there; nobody yet where it is left out. */
  readonly managerId?: Id<'user'> | undefined
  /** How many days the giving team may still read, and on which legal basis. */
  readonly afterDays: number
  readonly afterNorm: string
  readonly version: number
}

/** The longest time a team may read on, in days. */
export const longestAfterDays = 180

/**
 * Gives a file to another team of the same controller. The giving team reads on until the agreed day, and no longer; it
 * writes no more from this moment. To another controller a file goes as a hand-over, with a copy of what is shared.
 * Throws NotFound, Forbidden, Invalid, ChangedMeanwhile.
 */
export async function moveCase(tx: Tx, actor: Actor, id: string, move: Move, { today, now }: Moment): Promise<void> {
  const file = await getCaseToWrite(tx, actor, id)
  if (move.organisationId === file.organisationId)
    throw new Invalid([{ field: 'organisation', code: 'cases-same-team' }])
  if (!(await teamsOf(tx, file.controllerId)).includes(move.organisationId))
    throw new Invalid([{ field: 'organisation', code: 'not-an-option' }])
  const managers = await managersOf(tx, move.organisationId)
  if (move.managerId && !managers.some((one) => one.id === move.managerId))
    throw new Invalid([{ field: 'manager', code: 'not-an-option' }])
  const { numUpdatedRows } = await tables(tx)
    .updateTable('case_file')
    .set({
      organisation_id: move.organisationId,
      manager_id: move.managerId ?? null,
      reach: 'team',
      former_organisation_id: file.organisationId,
      after_until: addDays(today, move.afterDays),
      after_norm: move.afterNorm,
      last_activity_on: today,
      ...advanced(actor, move.version, now),
    })
    .where('id', '=', file.id)
    .where('version', '=', move.version)
    .executeTakeFirst()
  await demandWritten(tx, file.id, numUpdatedRows)
  await record(tx, actor, {
    event: 'cases.moved',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { from: file.organisationId, to: move.organisationId, reads: move.afterDays, norm: move.afterNorm },
  })
}

/** Gives files to another case manager of the team. Returns how many. Throws Invalid, NotFound. */
export async function assignCases(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  managerId: Id<'user'>,
  { now }: Moment,
): Promise<number> {
  if (!(await teamManagers(tx, actor)).some((one) => one.id === managerId))
    throw new Invalid([{ field: 'manager', code: 'not-an-option' }])
  for (const id of ids) {
    const file = await getCaseToWrite(tx, actor, id)
    await tables(tx)
      .updateTable('case_file')
      .set({ manager_id: managerId, ...advanced(actor, file.version, now) })
      .where('id', '=', file.id)
      .execute()
    await record(tx, actor, {
      event: 'cases.assigned',
      subject: file.id,
      subjectKind: 'cases.file',
      details: { before: file.managerId, after: managerId },
    })
  }
  return ids.length
}
