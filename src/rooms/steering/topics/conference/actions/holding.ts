import { addDays, type Day } from '../../../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../../kernel/ids.ts'
import { type Actor, demand } from '../../../../../platform/access/index.ts'
import { record } from '../../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../../../platform/http/changed.ts'
import type { JobHandler } from '../../../../../platform/jobs/index.ts'
import { formTopic } from '../../actions/form.ts'
import { getTopic } from '../../queries/topics.ts'
import { refuseTraces, type Setting, type Writer, writerId } from '../../recording.ts'
import { newConferenceCode } from '../domain/code.ts'
import { mayStay } from '../domain/staying.ts'
import { type ConferenceState, freePosition, mayStep } from '../domain/voting.ts'
import { type Cluster, type Conference, cardsOf, clustersOf, leftOpen } from '../queries.ts'
import { tables } from '../tables.ts'

export interface NewConference {
  readonly title: string
  readonly municipalityId: Id<'municipality'> | undefined
  readonly heldOn: Day
  readonly pointsEach: number
}

/** Opens a conference for collecting; returns its id. Throws Forbidden. */
export async function openConference(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  given: NewConference,
): Promise<Id<'conference'>> {
  demand(actor, 'steering.prepare')
  const id = newId<'conference'>()
  await tables(tx)
    .insertInto('conference')
    .values({
      id,
      code: newConferenceCode(),
      title: given.title,
      municipality_id: given.municipalityId ?? null,
      held_on: given.heldOn,
      state: 'collecting',
      points_each: given.pointsEach,
      simulated: setting.demo,
      version: 1,
      changed_at: sql<Date>`now()`,
      changed_by: actor.userId,
    })
    .execute()
  await noted(tx, actor, id, 'opened', {})
  return id
}

/**
 * Goes on to another part of the conference. Voting needs clusters; with the result the points are counted and the ballots
 * go; at the end the cards go that became no topic. Throws Conflict, ChangedMeanwhile, Forbidden.
 */
export async function stepConference(tx: Tx, actor: Actor, conference: Conference, to: ConferenceState): Promise<void> {
  demand(actor, 'steering.prepare')
  if (!mayStep(conference.state, to)) throw new Conflict('steering-conference-not-from-here')
  if (to === 'voting' && (await clustersOf(tx, conference.id)).length === 0)
    throw new Conflict('steering-conference-no-clusters')
  await goOn(tx, actor, conference, to)
}

/** How long a conference waits for somebody to finish it, in days after it was held. */
const daysUntilFinished = 3

/** Finishes conferences that nobody finished, so that no card is kept for ever. Running twice finishes once. */
export const finishConferences: JobHandler = async ({ tx, clock }) => {
  for (const conference of await leftOpen(tx, addDays(clock.today(), -daysUntilFinished)))
    await goOn(tx, 'system', conference, 'finished')
}

async function goOn(tx: Tx, actor: Writer, conference: Conference, to: ConferenceState): Promise<void> {
  await touch(tx, actor, conference, to)
  const ofConference = (table: 'conference_ballot' | 'conference_card') =>
    tables(tx)
      .deleteFrom(table as 'conference_card')
      .where('conference_id', '=', conference.id)
      .execute()
  if (conference.state === 'voting' && to !== 'clustering') {
    await sql`
      UPDATE conference_cluster SET points = coalesce(
        (SELECT count(*) FROM conference_ballot AS ballot, unnest(ballot.given) AS point (cluster_id)
          WHERE ballot.conference_id = conference_cluster.conference_id AND point.cluster_id = conference_cluster.id), 0
      ) WHERE conference_id = ${conference.id}
    `.execute(tx)
  }
  if (conference.state === 'voting' || to === 'voting' || to === 'finished') await ofConference('conference_ballot')
  if (to === 'finished') await ofConference('conference_card')
  await noted(tx, actor, conference.id, 'stepped', { state: to })
}

export interface Sorting {
  readonly cards: readonly Id<'card'>[]
  /** An existing cluster, `none` back to the unsorted, `drop` away for good; undefined: a new one. */
  readonly into: Id<'cluster'> | 'none' | 'drop' | undefined
  readonly title?: string | undefined
  readonly hurdle?: string | undefined
  readonly interfaceId?: Id<'interface'> | undefined
}

/** Sorts cards into a cluster, a new one or out again. Throws Conflict outside of sorting, Invalid, Forbidden. */
export async function sortCards(
  tx: Tx,
  actor: Actor,
  conference: Conference,
  { cards, into, title, hurdle, interfaceId }: Sorting,
): Promise<void> {
  demand(actor, 'steering.prepare')
  if (conference.state !== 'clustering') throw new Conflict('steering-conference-not-from-here')
  const known = new Set((await cardsOf(tx, conference.id)).map(({ id }) => id))
  if (!cards.every((card) => known.has(card))) throw new Invalid([{ field: 'cards', code: 'not-an-option' }])
  const clusters = await clustersOf(tx, conference.id)
  await touch(tx, actor, conference, conference.state)
  const chosen = tables(tx)
  if (into === 'drop') {
    await chosen
      .deleteFrom('conference_card')
      .where('id', 'in', [...cards])
      .execute()
  } else {
    let cluster: Id<'cluster'> | null = null
    if (into === undefined) {
      const position = freePosition(clusters.map((one) => one.position))
      if (position === undefined) throw new Conflict('steering-conference-many-clusters')
      refuseTraces({ title })
      cluster = newId<'cluster'>()
      await chosen
        .insertInto('conference_cluster')
        .values({
          id: cluster,
          conference_id: conference.id,
          position,
          title: title ?? '',
          hurdle: hurdle ?? 'other',
          interface_id: interfaceId ?? null,
          points: null,
          topic_id: null,
        })
        .execute()
    } else if (into !== 'none') {
      if (!clusters.some(({ id }) => id === into)) throw new Invalid([{ field: 'into', code: 'not-an-option' }])
      cluster = into
    }
    await chosen
      .updateTable('conference_card')
      .set({ cluster_id: cluster })
      .where('id', 'in', [...cards])
      .execute()
  }
  // A cluster without cards is none.
  await sql`
    DELETE FROM conference_cluster WHERE conference_id = ${conference.id}
      AND NOT EXISTS (SELECT FROM conference_card WHERE conference_card.cluster_id = conference_cluster.id)
  `.execute(tx)
  await noted(tx, actor, conference.id, 'sorted', { cards: cards.length })
}

export interface Taken {
  /** Number of the topic. */
  readonly number: number
  /** Cards whose text may not stay. */
  readonly leftOut: number
}

/**
 * Makes a cluster a topic, or findings of one that is there: its cards stay as findings of source `network`, which are no case
 * in any count. A text that tells who somebody is does not stay. Throws Conflict, Forbidden, NotFound.
 */
export async function takeCluster(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  conference: Conference,
  cluster: Cluster,
  into: Id<'topic'> | undefined,
): Promise<Taken> {
  demand(actor, 'steering.prepare')
  if (conference.state !== 'result' || cluster.topicId !== null) throw new Conflict('steering-conference-not-from-here')
  const topic =
    into === undefined
      ? await formTopic(tx, actor, setting, { title: cluster.title, cells: [] })
      : await getTopic(tx, actor, into)
  const written = (await cardsOf(tx, conference.id)).filter(({ clusterId }) => clusterId === cluster.id)
  const cards = written.filter(({ body }) => mayStay(body))
  const leftOut = written.length - cards.length
  await touch(tx, actor, conference, conference.state)
  await tables(tx).updateTable('conference_cluster').set({ topic_id: topic.id }).where('id', '=', cluster.id).execute()
  if (cards.length > 0)
    await tables(tx)
      .insertInto('conference_finding')
      .values(
        cards.map(({ body, locale }) => ({
          id: newId(),
          topic_id: topic.id,
          conference_id: conference.id,
          cluster_title: cluster.title,
          points: cluster.points,
          body,
          locale,
        })),
      )
      .execute()
  await noted(tx, actor, conference.id, 'taken', { topic: topic.id, cards: cards.length, leftOut })
  return { number: topic.number, leftOut }
}

/** Moves the version on, so that two on the same board see each other. */
async function touch(tx: Tx, actor: Writer, conference: Conference, state: ConferenceState): Promise<void> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('conference')
    .set({ state, version: conference.version + 1, changed_at: sql<Date>`now()`, changed_by: writerId(actor) })
    .where('id', '=', conference.id)
    .where('version', '=', conference.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile('', new Date())
}

async function noted(tx: Tx, actor: Writer, id: string, what: string, details: Readonly<Record<string, unknown>>) {
  await record(tx, actor, {
    event: `steering.conference-${what}`,
    subject: id,
    subjectKind: 'steering.conference',
    details,
  })
}
