import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { type Actor, demand } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { Locale } from '../../../../platform/i18n/index.ts'
import { type ConferenceState, mostCards, mostClusters } from './domain/voting.ts'
import { tables } from './tables.ts'

export interface Conference {
  readonly id: Id<'conference'>
  readonly code: string
  readonly title: string
  readonly municipalityId: Id<'municipality'> | null
  readonly heldOn: Day
  readonly state: ConferenceState
  readonly pointsEach: number
  readonly version: number
}

export interface Cluster {
  readonly id: Id<'cluster'>
  readonly position: number
  readonly title: string
  readonly hurdle: string
  readonly interfaceId: Id<'interface'> | null
  readonly points: number
  readonly topicId: Id<'topic'> | null
}

export interface Card {
  readonly id: Id<'card'>
  readonly clusterId: Id<'cluster'> | null
  readonly body: string
  /** The language of the page that it was written on. */
  readonly locale: Locale
}

/** Conferences that the job finishes in one night. */
const mostLeftOpen = 100

const columns = [
  'id',
  'code',
  'title',
  'municipality_id as municipalityId',
  'held_on as heldOn',
  'state',
  'points_each as pointsEach',
  'version',
] as const

/** Conferences, the latest first. Throws Forbidden. */
export function listConferences(tx: Tx, actor: Actor, limit: number): Promise<Conference[]> {
  demand(actor, 'steering.prepare')
  return tables(tx)
    .selectFrom('conference')
    .select(columns)
    .orderBy('held_on', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Throws NotFound, Forbidden. */
export async function getConference(tx: Tx, actor: Actor, id: string): Promise<Conference> {
  demand(actor, 'steering.prepare')
  const conference = await tables(tx)
    .selectFrom('conference')
    .select(columns)
    .where('id', '=', id as Id<'conference'>)
    .executeTakeFirst()
  if (!conference) throw new NotFound(`no conference ${id}`)
  return conference
}

/** Conferences of this day and before that nobody finished. */
export function leftOpen(tx: Tx, until: Day): Promise<Conference[]> {
  return tables(tx)
    .selectFrom('conference')
    .select(columns)
    .where('held_on', '<=', until)
    .where('state', '<>', 'finished')
    .orderBy('held_on')
    .limit(mostLeftOpen)
    .execute()
}

/** The conference with this code, as everybody may know it while it lasts. */
export async function findConference(tx: Tx, code: string | undefined): Promise<Conference | undefined> {
  if (code === undefined) return undefined
  return await tables(tx)
    .selectFrom('conference')
    .select(columns)
    .where('code', '=', code)
    .where('state', '<>', 'finished')
    .executeTakeFirst()
}

/** The same. Throws NotFound. */
export async function conferenceWithCode(tx: Tx, code: string | undefined): Promise<Conference> {
  const conference = await findConference(tx, code)
  if (!conference) throw new NotFound('no conference has this code')
  return conference
}

/** What the cards have in common, in the order of the board; points where they have been counted. */
export async function clustersOf(tx: Tx, id: Id<'conference'>): Promise<Cluster[]> {
  const rows = await tables(tx)
    .selectFrom('conference_cluster')
    .select(['id', 'position', 'title', 'hurdle', 'interface_id as interfaceId', 'points', 'topic_id as topicId'])
    .where('conference_id', '=', id)
    .orderBy('position')
    .limit(mostClusters)
    .execute()
  return rows.map((row) => ({ ...row, points: row.points ?? 0 }))
}

/** Cards in the order of their ids, which tells nothing: not who wrote when. */
export function cardsOf(tx: Tx, id: Id<'conference'>): Promise<Card[]> {
  return tables(tx)
    .selectFrom('conference_card')
    .select(['id', 'cluster_id as clusterId', 'body', 'locale'])
    .where('conference_id', '=', id)
    .orderBy('id')
    .limit(mostCards)
    .execute()
}

/** How many cards there are, for those who may read them. */
export async function countCards(tx: Tx, id: Id<'conference'>): Promise<number> {
  const { count } = await tables(tx)
    .selectFrom('conference_card')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('conference_id', '=', id)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** How many browsers have voted. */
export async function countBallots(tx: Tx, id: Id<'conference'>): Promise<number> {
  const { count } = await tables(tx)
    .selectFrom('conference_ballot')
    .select((eb) => eb.fn.count<number>('device').as('count'))
    .where('conference_id', '=', id)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** A card that became part of a topic. */
export interface ConferenceFinding {
  readonly conference: string
  readonly heldOn: Day
  readonly municipalityId: Id<'municipality'> | null
  readonly cluster: string
  readonly points: number
  readonly body: string
  readonly locale: Locale
}

/** What conferences said of a topic, and of those that were merged into it. */
export function conferenceFindings(tx: Tx, topicId: Id<'topic'>): Promise<ConferenceFinding[]> {
  return tables(tx)
    .selectFrom('conference_finding')
    .innerJoin('conference', 'conference.id', 'conference_finding.conference_id')
    .select([
      'conference.title as conference',
      'conference.held_on as heldOn',
      'conference.municipality_id as municipalityId',
      'conference_finding.cluster_title as cluster',
      'conference_finding.points',
      'conference_finding.body',
      'conference_finding.locale',
    ])
    .where(
      sql<boolean>`conference_finding.topic_id IN (
        WITH RECURSIVE whole (id) AS (
          SELECT ${topicId}::uuid UNION SELECT topic.id FROM topic JOIN whole ON topic.merged_into = whole.id
        ) SELECT id FROM whole
      )`,
    )
    .orderBy('conference.held_on', 'desc')
    .orderBy('conference_finding.id')
    .limit(mostCards)
    .execute()
}
