import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Invalid, NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { demand } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { mayFollow, mayGoBack, needsReason, type TopicState } from '../domain/states.ts'
import { changeTopic, presentDay, refuseTraces, type Writer } from '../recording.ts'
import { tables } from '../tables.ts'

/**
 * Moves a topic into another state, because of what was done: a proposal drafted, submitted, decided, carried out. A topic
 * that is there already stays as it is. `back`: the proposal on it was withdrawn. `version`: what the person saw. Throws NotFound, Forbidden, ChangedMeanwhile,
 * Conflict (`steering-topic-not-from-here`), Invalid where a reason is missing (`note`).
 */
export async function moveTopic(
  tx: Tx,
  actor: Writer,
  id: Id<'topic'>,
  state: TopicState,
  {
    on,
    note,
    version,
    back = false,
  }: { readonly on?: Day; readonly note?: string | undefined; readonly version?: number; readonly back?: boolean } = {},
): Promise<void> {
  if (actor !== 'system') demand(actor, 'steering.prepare')
  const topic = await tables(tx)
    .selectFrom('topic')
    .select(['id', 'state', 'version', 'merged_into'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!topic) throw new NotFound(`no topic ${id}`)
  if (topic.state === state) return
  const allowed = mayFollow(topic.state, state) || (back && mayGoBack(topic.state, state))
  if (topic.merged_into !== null || !allowed) throw new Conflict('steering-topic-not-from-here')
  if (needsReason(state) && !note) throw new Invalid([{ field: 'note', code: 'required' }])
  refuseTraces({ note }, 'record')
  await changeTopic(
    tx,
    actor,
    { id: topic.id, state: topic.state, version: version ?? topic.version },
    { state, state_since: on ?? (await presentDay(tx)) },
    { kind: 'moved', note, ...(on && { on }) },
  )
}
