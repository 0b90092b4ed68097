import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { type Answer, needsObstacle, standingOf } from '../domain/answers.ts'
import { isOpen } from '../domain/steps.ts'
import { type Asked, getItem, type Item, itemsOf } from '../queries/asked.ts'
import type { Setting } from '../setting.ts'
import { tables } from '../tables.ts'

/** Who answers: a signed-in person, or whoever came by the unit's link. */
export type Answering = Actor | 'link'

/**
 * Keeps what a unit says of one measure, to be changed until it is sent. Throws Conflict when the answer was approved
 * meanwhile, Invalid when the reason of a standstill is missing, NotFound for a measure of another unit.
 */
export async function saveAnswer(
  tx: Tx,
  who: Answering,
  { now }: Setting,
  asked: Asked,
  itemId: string,
  answer: Answer,
): Promise<Item> {
  await holdOpen(tx, asked)
  const item = await getItem(tx, asked.id, itemId)
  if (item.state === 'approved') throw new Conflict('measures-answer-approved')
  if (needsObstacle(answer.choice, item.asked) && answer.obstacle === null)
    throw new Invalid([{ field: 'obstacle', code: 'measures-obstacle-needed' }])
  await sql`
    INSERT INTO campaign_answer (item_id, content, saved_at)
    VALUES (${item.id}, ${JSON.stringify(answer)}::jsonb, ${new Date(now)})
    ON CONFLICT (item_id) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at
  `.execute(tx)
  await record(tx, acting(who), {
    event: 'measures.answer-saved',
    subject: item.measureId,
    subjectKind: 'measures.measure',
    details: { request: asked.id },
  })
  return item
}

/**
 * Sends everything that is saved: each answer becomes a report that nobody can change any more. What was sent before and is
 * not decided is replaced by it. Returns how many went and how many measures are still open. Throws Invalid when nothing is
 * saved.
 */
export async function sendAnswers(
  tx: Tx,
  who: Answering,
  setting: Setting,
  asked: Asked,
  label: string,
): Promise<{ sent: number; open: number }> {
  await holdOpen(tx, asked)
  const items = await itemsOf(tx, asked.id)
  const saved = items.filter((item) => item.answer !== null && item.state !== 'approved')
  if (saved.length === 0) throw new Invalid([{ field: '', code: 'measures-nothing-saved' }])
  for (const item of saved) await send(tx, who, setting, asked, item, label)
  await tables(tx)
    .updateTable('campaign_request')
    .set({ sent_at: new Date(setting.now), sent_by_label: label })
    .where('id', '=', asked.id)
    .execute()
  await record(tx, acting(who), {
    event: 'measures.answers-sent',
    subject: asked.campaignId,
    subjectKind: 'measures.campaign',
    details: { request: asked.id, reports: saved.length },
  })
  const sent = new Set(saved.map((item) => item.id))
  return { sent: saved.length, open: items.filter((item) => isOpen(item.state) && !sent.has(item.id)).length }
}

async function send(
  tx: Tx,
  who: Answering,
  { now, demo }: Setting,
  asked: Asked,
  item: Item,
  label: string,
): Promise<void> {
  const answer = item.answer as Answer
  const standing = standingOf(answer.choice, item.asked)
  const id = newId<'status-report'>()
  const { rows } = await sql<{ report_id: Id<'status-report'> | null }>`
    SELECT report_id FROM campaign_item WHERE id = ${item.id} FOR UPDATE
  `.execute(tx)
  await tables(tx)
    .insertInto('status_report')
    .values({
      id,
      measure_id: item.measureId,
      campaign_id: asked.campaignId,
      request_id: asked.id,
      as_of: asked.referenceDay,
      measure_state: standing.state,
      stalled: standing.stalled,
      unchanged: answer.choice === 'unchanged',
      done_text: answer.done,
      obstacle_text: answer.obstacle,
      next_text: answer.next,
      public_text: answer.publicText,
      author_label: label,
      via: who === 'link' ? 'link' : 'member',
      replaces_id: rows[0]?.report_id ?? null,
      submitted_at: new Date(now),
      submitted_by: who === 'link' ? null : who.userId,
      state: 'submitted',
      decided_at: null,
      decided_by: null,
      decision_note: null,
      simulated: demo,
    })
    .execute()
  await tables(tx).updateTable('campaign_item').set({ report_id: id }).where('id', '=', item.id).execute()
  await tables(tx).deleteFrom('campaign_answer').where('item_id', '=', item.id).execute()
}

/**
 * Holds the request until the transaction ends: of two people of one office who send at the same time the second finds
 * nothing left to send, and closing waits. Throws Conflict when the campaign was closed or the link revoked meanwhile.
 */
async function holdOpen(tx: Tx, asked: Asked): Promise<void> {
  const { rows: held } = await sql`SELECT id FROM campaign_request WHERE id = ${asked.id} FOR UPDATE`.execute(tx)
  const { rows } = await sql<{ state: string }>`SELECT state FROM campaign WHERE id = ${asked.campaignId}`.execute(tx)
  if (held.length === 0 || rows[0]?.state !== 'asking') throw new Conflict('measures-campaign-not-answer')
}

/** Who came by a link has not shown who they are. */
const acting = (who: Answering) => (who === 'link' ? 'unknown' : who)
