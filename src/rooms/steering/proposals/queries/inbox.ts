import type { Day } from '../../../../kernel/day.ts'
import { type Actor, may } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { Hit, InboxItem } from '../../../../platform/room.ts'
import { soughtWords } from '../../../../platform/search/index.ts'
import { tables, visibleProposals } from '../access.ts'
import { proposalPath } from '../paths.ts'
import { listProposals } from './proposals.ts'
import { seatsOf } from './seats.ts'

/**
 * What waits: of members the vote of each of their seats in a written procedure; of those who prepare a result that is counted and not recorded,
 * deferred proposals whose day has come, answers of the ministry that are late.
 */
export async function proposalInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<InboxItem[]> {
  if (!may(actor, 'steering.read') || limit <= 0) return []
  const items: InboxItem[] = []
  const seats = may(actor, 'steering.vote') ? (await seatsOf(tx, actor)).map(({ id }) => id) : []
  if (seats.length > 0) {
    const rows = await tables(tx)
      .selectFrom('written_procedure')
      .innerJoin('proposal', 'proposal.id', 'written_procedure.proposal_id')
      .select(['proposal.number', 'proposal.title', 'written_procedure.ends_on as due'])
      .where('written_procedure.state', '=', 'open')
      .where('written_procedure.ends_on', '>=', today)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('written_seat')
            .select('written_seat.seat_id')
            .whereRef('written_seat.procedure_id', '=', 'written_procedure.id')
            .where('written_seat.seat_id', 'in', seats)
            .where((one) =>
              one.not(
                one.exists(
                  one
                    .selectFrom('written_vote')
                    .select('written_vote.number')
                    .whereRef('written_vote.procedure_id', '=', 'written_seat.procedure_id')
                    .whereRef('written_vote.seat_id', '=', 'written_seat.seat_id'),
                ),
              ),
            ),
        ),
      )
      .orderBy('written_procedure.ends_on')
      .limit(limit)
      .execute()
    items.push(...rows.map((row) => itemOf(row, 'steering.inbox.vote')))
  }
  if (may(actor, 'steering.prepare')) {
    const counted = await visibleProposals(tx, actor)
      .innerJoin('written_procedure', 'written_procedure.proposal_id', 'proposal.id')
      .select(['proposal.number', 'proposal.title', 'written_procedure.counted_on as due'])
      .where('proposal.state', '=', 'submitted')
      .where('proposal.meeting_id', 'is', null)
      .where('written_procedure.state', '=', 'counted')
      .whereRef('written_procedure.round', '=', 'proposal.round')
      .whereRef('written_procedure.opened_on', '>=', 'proposal.submitted_on')
      .orderBy('written_procedure.counted_on')
      .limit(limit)
      .execute()
    const deferred = await visibleProposals(tx, actor)
      .innerJoin('steering_decision', (join) =>
        join
          .onRef('steering_decision.proposal_id', '=', 'proposal.id')
          .onRef('steering_decision.round', '=', 'proposal.round'),
      )
      .select(['proposal.number', 'proposal.title', 'steering_decision.deferred_until as due'])
      .distinctOn('proposal.number')
      .where('proposal.state', '=', 'deferred')
      .where('steering_decision.deferred_until', '<=', today)
      .orderBy('proposal.number')
      .orderBy('steering_decision.version', 'desc')
      .limit(limit)
      .execute()
    const answers = await visibleProposals(tx, actor)
      .innerJoin('ministry_report', 'ministry_report.proposal_id', 'proposal.id')
      .select(['proposal.number', 'proposal.title', 'ministry_report.answer_due_on as due'])
      .where('ministry_report.answered_on', 'is', null)
      .where('ministry_report.answer_due_on', '<=', today)
      .orderBy('ministry_report.answer_due_on')
      .limit(limit)
      .execute()
    items.push(
      ...counted.map((row) => itemOf(row, 'steering.inbox.counted')),
      ...deferred.map((row) => itemOf(row, 'steering.inbox.deferred')),
      ...answers.map((row) => itemOf(row, 'steering.inbox.answer')),
    )
  }
  return items.slice(0, limit)
}

const itemOf = (row: { number: number; title: string; due: Day | null }, kind: string): InboxItem => ({
  title: row.title,
  path: proposalPath(row.number),
  kind,
  due: row.due,
})

/** Hits of proposals for the search on every page. */
export async function searchProposals(tx: Tx, actor: Actor, text: string, limit: number): Promise<Hit[]> {
  if (!may(actor, 'steering.read') || soughtWords(text).length === 0 || limit <= 0) return []
  const { rows } = await listProposals(tx, actor, { text, limit })
  return rows.map((row) => ({
    title: row.title,
    path: proposalPath(row.number),
    kind: 'steering.proposals.one',
    detail: row.decisionText,
  }))
}
