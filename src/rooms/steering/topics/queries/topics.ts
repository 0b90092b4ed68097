import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { type Id, isId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { found } from '../../../../platform/search/index.ts'
import { visibleTopics } from '../access.ts'
import type { Frequency, Level, Severity } from '../domain/kinds.ts'
import { restingStates, type TopicState } from '../domain/states.ts'
import { tables } from '../tables.ts'

/** A topic (generatives Thema). */
export interface Topic {
  readonly id: Id<'topic'>
  /** What people call it by; stands in its address. */
  readonly number: number
  readonly title: string
  readonly description: string | null
  readonly state: TopicState
  readonly stateSince: Day
  readonly frequency: Frequency | null
  readonly severity: Severity | null
  /** Who can change it; empty while it is not assessed. */
  readonly levels: readonly Level[]
  /** Reaches all municipalities; else those of `municipalitiesOf`. */
  readonly districtWide: boolean
  readonly assessment: string | null
  readonly assessedOn: Day | null
  /** The working or project group, a body of the network. */
  readonly bodyId: Id<'body'> | null
  readonly responsibleId: Id<'organisation'> | null
  readonly dueOn: Day | null
  readonly mergedInto: Id<'topic'> | null
  readonly splitFrom: Id<'topic'> | null
  readonly simulated: boolean
  readonly version: number
}

const columns = [
  'topic.id',
  'topic.number',
  'topic.title',
  'topic.description',
  'topic.state',
  'topic.state_since as stateSince',
  'topic.frequency',
  'topic.severity',
  'topic.levels',
  'topic.district_wide as districtWide',
  'topic.assessment',
  'topic.assessed_on as assessedOn',
  'topic.body_id as bodyId',
  'topic.responsible_id as responsibleId',
  'topic.due_on as dueOn',
  'topic.merged_into as mergedInto',
  'topic.split_from as splitFrom',
  'topic.simulated',
  'topic.version',
] as const

/** Throws NotFound, Forbidden. */
export async function getTopic(tx: Tx, actor: Actor, id: Id<'topic'>): Promise<Topic> {
  const topic = await visibleTopics(tx, actor).select(columns).where('topic.id', '=', id).executeTakeFirst()
  if (!topic) throw new NotFound(`no topic ${id}`)
  return topic
}

/** A topic as the program sees it, for loading. Throws NotFound. */
export async function getTopicRow(tx: Tx, id: Id<'topic'>): Promise<Topic> {
  const topic = await tables(tx).selectFrom('topic').select(columns).where('topic.id', '=', id).executeTakeFirst()
  if (!topic) throw new NotFound(`no topic ${id}`)
  return topic
}

/** The topic of an address: by its number, or by its id. Throws NotFound, Forbidden. */
export async function getTopicAt(tx: Tx, actor: Actor, numberOrId: string): Promise<Topic> {
  if (isId(numberOrId)) return await getTopic(tx, actor, numberOrId as Id<'topic'>)
  if (!/^[1-9]\d{0,8}$/.test(numberOrId)) throw new NotFound(`no topic ${numberOrId}`)
  const topic = await visibleTopics(tx, actor)
    .select(columns)
    .where('topic.number', '=', Number(numberOrId))
    .executeTakeFirst()
  if (!topic) throw new NotFound(`no topic ${numberOrId}`)
  return topic
}

export interface TopicListing {
  readonly states?: readonly TopicState[]
  /** Only those about which somebody has something to do. */
  readonly open?: boolean
  /** Words of title and description. */
  readonly text?: string
  readonly bodyId?: Id<'body'>
  readonly interfaceId?: Id<'interface'>
  /** Only those whose date lies before. */
  readonly dueBefore?: Day
  readonly limit: number
  readonly offset?: number
}

/** Topics that were not merged into another one, with a total: those with a date first, by date; then the newest. */
export async function listTopics(
  tx: Tx,
  actor: Actor,
  listing: TopicListing,
): Promise<{ readonly total: number; readonly rows: readonly Topic[] }> {
  const matching = topicsOf(tx, actor, listing)
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .select(columns)
    .orderBy(sql`topic.state = ANY (${[...restingStates]}::text[])`)
    .orderBy('topic.due_on', (order) => order.asc().nullsLast())
    .orderBy('topic.number', 'desc')
    .limit(listing.limit)
    .offset(listing.offset ?? 0)
    .execute()
  return { total, rows }
}

function topicsOf(tx: Tx, actor: Actor, { states, open, text, bodyId, interfaceId, dueBefore }: TopicListing) {
  return visibleTopics(tx, actor)
    .where('topic.merged_into', 'is', null)
    .$if(states !== undefined, (query) => query.where('topic.state', 'in', states ?? []))
    .$if(open === true, (query) => query.where('topic.state', 'not in', restingStates))
    .$if(bodyId !== undefined, (query) => query.where('topic.body_id', '=', bodyId ?? null))
    .$if(dueBefore !== undefined, (query) => query.where('topic.due_on', '<', dueBefore ?? null))
    .$if(interfaceId !== undefined, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('topic_cell')
            .select('topic_cell.topic_id')
            .whereRef('topic_cell.topic_id', '=', 'topic.id')
            .where('topic_cell.interface_id', '=', interfaceId ?? null),
        ),
      ),
    )
    .where((eb) => eb.and(found('topic_word', 'topic', 'topic.id', text)))
}
