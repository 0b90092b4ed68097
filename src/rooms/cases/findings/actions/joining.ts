import type { Day } from '../../../../kernel/day.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { FindingNews } from '../news.ts'
import { tables } from '../tables.ts'

/** Findings of one kind: what a topic is made of. Steering knows no single finding, so it names them by what left. */
export interface Cell {
  readonly interfaceId: Id<'interface'> | null
  readonly hurdle: string
  /** First day of the quarter. */
  readonly quarter: Day
  readonly regionKey: string | null
}

export interface JoinedTopic {
  readonly title: string
  readonly decisionOn: Day | null
}

/**
 * Notes that findings became part of a topic, or that their topic has another name or date now, so that their authors see
 * what became of them; as the system, in the job that steering enqueues. A cell belongs to one topic, so everything released
 * in it does. Returns how many findings changed.
 */
export async function joinTopic(tx: Tx, cells: readonly Cell[], topic: JoinedTopic): Promise<number> {
  let joined = 0
  for (const cell of cells) {
    const { numUpdatedRows } = await tables(tx)
      .updateTable('finding')
      .set((eb) => ({
        state: 'inTopic',
        topic_title: topic.title,
        topic_decision_on: topic.decisionOn,
        version: eb('version', '+', 1),
      }))
      .where((eb) =>
        eb.or([
          eb('state', '=', 'released'),
          eb.and([
            eb('state', '=', 'inTopic'),
            eb.or([
              eb('topic_title', '!=', topic.title),
              eb('topic_decision_on', 'is distinct from', topic.decisionOn),
            ]),
          ]),
        ]),
      )
      .where(inCell(cell))
      .executeTakeFirst()
    joined += Number(numUpdatedRows)
  }
  await record(tx, 'system', {
    event: 'cases.findings-joined-topic',
    subjectKind: 'cases.finding',
    details: { joined },
  })
  return joined
}

/**
 * Keeps what the findings of these cells led to; the same news twice is kept once, since a job may run again. What was decided
 * before a finding was reported did not come of it.
 */
export async function keepNews(tx: Tx, cells: readonly Cell[], news: FindingNews): Promise<void> {
  for (const cell of cells) {
    const findings = await tables(tx)
      .selectFrom('finding')
      .select('id')
      .where('state', '=', 'inTopic')
      .where(inCell(cell))
      .$if(news.kind !== 'topicFormed', (query) => query.where(notReportedAfter(news.on)))
      .execute()
    if (findings.length === 0) continue
    await tables(tx)
      .insertInto('finding_news')
      .values(
        findings.map(({ id }) => ({
          id: newId<'finding-news'>(),
          finding_id: id,
          kind: news.kind,
          said_on: news.on,
          title: news.title,
          before_days: news.before,
          after_days: news.after,
        })),
      )
      .onConflict((conflict) => conflict.constraint('finding_news_key_once').doNothing())
      .execute()
  }
}

const inCell = ({ interfaceId, hurdle, quarter, regionKey }: Cell) =>
  sql<boolean>`interface_id IS NOT DISTINCT FROM ${interfaceId}::uuid AND hurdle = ${hurdle}
    AND quarter = ${quarter}::date AND region_key IS NOT DISTINCT FROM ${regionKey}::text`

const notReportedAfter = (on: Day) =>
  sql<boolean>`NOT EXISTS (
    SELECT FROM finding_origin WHERE finding_origin.finding_id = finding.id AND finding_origin.reported_at >= ${on}::date + 1
  )`
