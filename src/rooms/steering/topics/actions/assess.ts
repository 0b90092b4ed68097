import type { Day } from '../../../../kernel/day.ts'
import { Invalid } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { type Actor, demand } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { Frequency, Level, Severity } from '../domain/kinds.ts'
import { mayFollow } from '../domain/states.ts'
import { municipalitiesOf } from '../queries/parts.ts'
import type { Topic } from '../queries/topics.ts'
import { changeTopic, keepWords, refuseTraces, type Setting, type Writer } from '../recording.ts'
import { type FieldChange, tables } from '../tables.ts'
import { tellName } from './tell.ts'

export interface Assessment {
  readonly frequency: Frequency
  readonly severity: Severity
  readonly levels: readonly Level[]
  /** Reach: all municipalities, or those named. */
  readonly districtWide: boolean
  readonly municipalities: readonly Id<'municipality'>[]
  readonly text?: string | undefined
}

/**
 * Assesses a topic: how often, how far, how severe, who can change it. What was clustered is assessed from then on; later
 * assessments leave the state. Throws Invalid without reach, ChangedMeanwhile, Forbidden.
 */
export async function assessTopic(
  tx: Tx,
  actor: Writer,
  setting: Setting,
  topic: Topic,
  given: Assessment,
): Promise<void> {
  if (actor !== 'system') demand(actor, 'steering.prepare')
  if (!given.districtWide && given.municipalities.length === 0)
    throw new Invalid([{ field: 'municipalities', code: 'steering-reach' }])
  refuseTraces({ assessment: given.text })
  const towns = given.districtWide ? [] : given.municipalities
  const before = await municipalitiesOf(tx, topic.id)
  const moves = topic.assessedOn === null && mayFollow(topic.state, 'assessed')
  await changeTopic(
    tx,
    actor,
    topic,
    {
      frequency: given.frequency,
      severity: given.severity,
      levels: [...given.levels],
      district_wide: given.districtWide,
      assessment: given.text ?? null,
      assessed_on: setting.today,
      ...(moves && { state: 'assessed', state_since: setting.today }),
    },
    {
      kind: 'assessed',
      on: setting.today,
      changes: differences([
        ['frequency', topic.frequency, given.frequency],
        ['severity', topic.severity, given.severity],
        ['levels', topic.levels, given.levels],
        ['municipalities', topic.districtWide ? ['*'] : before, given.districtWide ? ['*'] : towns],
        ['assessment', topic.assessment, given.text ?? null],
      ]),
    },
  )
  await tables(tx).deleteFrom('topic_municipality').where('topic_id', '=', topic.id).execute()
  if (towns.length > 0)
    await tables(tx)
      .insertInto('topic_municipality')
      .values(towns.map((town) => ({ topic_id: topic.id, municipality_id: town })))
      .execute()
}

export interface Assignment {
  readonly bodyId: Id<'body'>
  readonly responsibleId: Id<'organisation'>
  readonly dueOn: Day
}

/**
 * Gives a topic to a working or project group, with who answers for it until when. Throws Invalid where the day has passed,
 * ChangedMeanwhile, Forbidden.
 */
export async function assignTopic(
  tx: Tx,
  actor: Writer,
  setting: Setting,
  topic: Topic,
  given: Assignment,
): Promise<void> {
  if (actor !== 'system') demand(actor, 'steering.prepare')
  if (actor !== 'system' && given.dueOn <= setting.today)
    throw new Invalid([{ field: 'dueOn', code: 'steering-not-ahead' }])
  const moves = mayFollow(topic.state, 'assigned') && topic.state !== 'proposalDrafted'
  await changeTopic(
    tx,
    actor,
    topic,
    {
      body_id: given.bodyId,
      responsible_id: given.responsibleId,
      due_on: given.dueOn,
      assigned_on: setting.today,
      ...(moves && { state: 'assigned', state_since: setting.today }),
    },
    {
      kind: 'assigned',
      on: setting.today,
      changes: differences([
        ['body', topic.bodyId, given.bodyId],
        ['responsible', topic.responsibleId, given.responsibleId],
        ['dueOn', topic.dueOn, given.dueOn],
      ]),
    },
  )
  await tellName(tx, topic.id)
}

/** Changes what a topic is called and what it says. Throws ChangedMeanwhile, Forbidden. */
export async function describeTopic(
  tx: Tx,
  actor: Actor,
  topic: Topic,
  { title, description }: { readonly title: string; readonly description?: string | undefined },
): Promise<void> {
  demand(actor, 'steering.prepare')
  refuseTraces({ title, description })
  const changes = differences([
    ['title', topic.title, title],
    ['description', topic.description, description ?? null],
  ])
  if (changes.length === 0) return
  await changeTopic(tx, actor, topic, { title, description: description ?? null }, { kind: 'described', changes })
  await keepWords(tx, { id: topic.id, title, description: description ?? null })
  if (title !== topic.title) await tellName(tx, topic.id)
}

type Value = FieldChange['before']

/** Those fields that are not what they were. */
function differences(fields: readonly (readonly [string, Value, Value])[]): readonly FieldChange[] {
  return fields
    .filter(([, before, after]) => JSON.stringify(before) !== JSON.stringify(after))
    .map(([field, before, after]) => ({ field, before, after }))
}
