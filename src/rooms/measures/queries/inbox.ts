import { addDays, type Day } from '../../../kernel/day.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import type { InboxItem } from '../../../platform/room.ts'
import { conceptAge } from '../domain/conceptage.ts'
import { finalStates } from '../domain/states.ts'
import { listConcepts } from './concepts.ts'

/** Measures that one look names; the register's view has them all. */
const fewMeasures = 5

/** After how many days without an approved report somebody should ask. */
const silentAfterDays = 730

/**
 * What the register itself lays before lead and coordination: an integration concept that is too old for the rule of the
 * funding, and measures that go on and were last reported two years ago. Neither has a day by which it is late.
 */
export async function registerInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<InboxItem[]> {
  if (!may(actor, 'measures.edit') || limit <= 0) return []
  const concepts = (await listConcepts(tx, actor)).filter(
    (concept) => concept.kind === 'integrationReport' && conceptAge(concept, today).state === 'too-old',
  )
  const { rows } = await sql<{ id: string; number: string; title: string }>`
    SELECT measure.id, measure.number, measure.title FROM measure
    WHERE measure.withdrawn_on IS NULL AND NOT measure.state = ANY(${[...finalStates]}::text[])
      AND (
        SELECT max(status_report.as_of) FROM status_report
        WHERE status_report.measure_id = measure.id AND status_report.state = 'approved'
      ) < ${addDays(today, -silentAfterDays)}::date
    ORDER BY measure.number_order LIMIT ${fewMeasures}
  `.execute(tx)
  return [
    ...concepts.map((concept) => ({
      title: concept.shortTitle ?? concept.title,
      path: `/measures/concepts/${concept.key}`,
      kind: 'measures.register-inbox.concept',
      due: null,
    })),
    ...rows.map((measure) => ({
      title: `${measure.number} ${measure.title}`,
      path: `/measures/${measure.id}`,
      kind: 'measures.register-inbox.silent',
      due: null,
    })),
  ].slice(0, limit)
}
