import type { Day } from '../../../../kernel/day.ts'
import { type Actor, may } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { JobHandler } from '../../../../platform/jobs/index.ts'
import { sendMail } from '../../../../platform/mail/index.ts'
import type { InboxItem } from '../../../../platform/room.ts'
import { ownersOf, visibleCases } from '../../access.ts'
import { filePath } from '../part.tsx'
import { workTables } from '../tables.ts'
import { listDue } from './queries.ts'

/** What is due today or late, of the actor's own: in the Postkorb until it is done or put off. */
export async function dueInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<InboxItem[]> {
  if (!may(actor, 'cases.edit') || actor.organisationId === null) return []
  const due = await listDue(tx, actor, { whose: 'own', stretch: null, today, size: limit })
  return due
    .filter((task) => task.dueOn <= today)
    .map((task) => ({
      title: `${task.reference}: ${task.title}`,
      path: `${filePath(task.caseId)}/tasks/${task.id}`,
      kind: 'cases.task.inbox',
      due: task.dueOn,
    }))
}

/** How much dueInbox would list, without reading it: this stands on every page. */
export async function countDue(tx: Tx, actor: Actor, today: Day, limit: number): Promise<number> {
  if (!may(actor, 'cases.edit') || actor.organisationId === null) return 0
  const own = ownersOf(actor)
  const due = (files: ReturnType<typeof visibleCases>) =>
    workTables(tx)
      .selectFrom('case_task')
      .innerJoin(files.select('case_file.id').as('file'), 'file.id', 'case_task.case_id')
      .select('case_task.id')
      // Written out, not a value: a plan for any value does not know that the index of open ones will do.
      .where(sql<boolean>`case_task.state = 'open'`)
      // The day in a subquery, of which the planner assumes the same for every day: it then plans once, not on every page.
      .where(sql<boolean>`case_task.due_on <= (SELECT ${today}::date)`)
      .limit(limit)
  // Two questions with an index each, which one with OR would not have.
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM (
      (${due(visibleCases(tx, actor)).where('case_task.assignee_id', 'in', own)})
      UNION ALL
      (${due(visibleCases(tx, actor).where('case_file.manager_id', 'in', own)).where('case_task.assignee_id', 'is', null)})
    ) AS due
  `.execute(tx)
  return Math.min(rows[0]?.n ?? 0, limit)
}

/** Members to whom one run writes. */
const most = 500

/**
 * Writes to each member, in the morning, how many follow-ups became due since the last time: a number and a link, no case. To
 * the one they are given to, else to who leads the file; twice on a day sends nothing twice.
 */
export const remindOfDue: JobHandler = async ({ tx, clock }) => {
  const today = clock.today()
  const { rows } = await sql<{ id: string; email: string; ids: string[] }>`
    SELECT m.id, m.email, array_agg(task.id) AS ids
    FROM case_task AS task JOIN case_file AS file ON file.id = task.case_id
      JOIN membership AS m ON m.id = coalesce(task.assignee_id, file.manager_id)
    WHERE task.state = 'open' AND task.due_on <= ${today} AND task.reminded_on IS NULL
      AND file.closed_on IS NULL AND m.deactivated_at IS NULL AND m.email IS NOT NULL
    GROUP BY m.id, m.email ORDER BY m.id LIMIT ${most}
  `.execute(tx)
  for (const { id, email, ids } of rows) {
    await sql`UPDATE case_task SET reminded_on = ${today} WHERE id = ANY (${ids}::uuid[])`.execute(tx)
    await sendMail(
      tx,
      {
        to: email,
        template: 'cases.follow-ups-due',
        locale: 'de',
        speaksReceiver: true,
        values: { count: ids.length },
        links: { link: '/follow-ups' },
        about: { kind: 'cases.member', id },
      },
      clock.now(),
    )
  }
  if (rows.length > 0) await record(tx, 'system', { event: 'cases.due-reminded', details: { members: rows.length } })
}
