import { createHash } from 'node:crypto'
import { Conflict, Invalid } from '../../../../../kernel/errors.ts'
import { type Id, newPublicId } from '../../../../../kernel/ids.ts'
import { actAsPublic, asPlatform } from '../../../../../platform/access/acting.ts'
import { actAsLink } from '../../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../../platform/database/index.ts'
import type { Locale } from '../../../../../platform/i18n/index.ts'
import { traceIn } from '../../domain/traces.ts'
import { presentDay } from '../../recording.ts'
import { type Ballot, ballotIssue, mostCards, takesCards } from '../domain/voting.ts'
import { type Conference, clustersOf, countCards } from '../queries.ts'
import { tables } from '../tables.ts'

/**
 * Adds a card, in the transaction of the public: a text in the language of the page, and nothing else. Throws Invalid for a text that tells, or seems to
 * tell, who somebody is, Conflict when collecting is over or the board is full.
 */
export async function addCard(tx: Tx, conference: Conference, body: string, locale: Locale): Promise<void> {
  const trace = traceIn(body, 'card')
  if (trace) throw new Invalid([{ field: 'body', code: 'steering-card-tells', values: { found: trace.text } }])
  if (!takesCards(conference.heldOn, await presentDay(tx))) throw new Conflict('steering-conference-not-today')
  // Guests see no cards, so the program counts them; whoever sends at the same time, or goes on to sorting, waits.
  const { state, cards } = await asPlatform(tx, async () => {
    const { rows } = await sql<{ state: string }>`
      SELECT state FROM conference WHERE id = ${conference.id} FOR UPDATE
    `.execute(tx)
    return { state: rows[0]?.state, cards: await countCards(tx, conference.id) }
  })
  await actAsPublic(tx)
  if (state !== 'collecting') throw new Conflict('steering-conference-over')
  if (cards >= mostCards) throw new Conflict('steering-conference-full')
  await tables(tx)
    .insertInto('conference_card')
    .values({ id: newPublicId<'card'>(), conference_id: conference.id, cluster_id: null, body, locale })
    .execute()
}

/** What the database keeps of a browser: nothing that leads back to it, nor from one conference to another. */
const deviceHash = (conference: Id<'conference'>, browser: string): Buffer =>
  createHash('sha256').update(`conference ${conference} ${browser}`).digest()

/**
 * Gives the points of one browser, instead of those that it gave before. The transaction goes on as this browser. Throws
 * Invalid, Conflict when voting is over.
 */
export async function vote(tx: Tx, conference: Conference, browser: string, ballot: Ballot): Promise<void> {
  if (conference.state !== 'voting') throw new Conflict('steering-conference-over')
  const clusters = await clustersOf(tx, conference.id)
  const issue = ballotIssue(
    ballot,
    clusters.map(({ id }) => id),
    conference.pointsEach,
  )
  if (issue)
    throw new Invalid([{ field: '', code: `steering-ballot-${issue}`, values: { points: conference.pointsEach } }])
  // Whoever ends the vote waits for this lock, and this vote for them: none is kept that is not counted.
  const { rows } = await asPlatform(tx, () =>
    sql<{ state: string }>`SELECT state FROM conference WHERE id = ${conference.id} FOR SHARE`.execute(tx),
  )
  const device = deviceHash(conference.id, browser)
  await actAsLink(tx, device)
  if (rows[0]?.state !== 'voting') throw new Conflict('steering-conference-over')
  const given = [...ballot].flatMap(([cluster, points]) => Array<Id<'cluster'>>(points).fill(cluster as Id<'cluster'>))
  await tables(tx)
    .insertInto('conference_ballot')
    .values({ conference_id: conference.id, device, points_each: conference.pointsEach, given })
    .onConflict((conflict) => conflict.constraint('conference_ballot_key_once').doUpdateSet({ given }))
    .execute()
}

/** What this browser gave; the transaction goes on as this browser. */
export async function ownBallot(tx: Tx, conference: Conference, browser: string | undefined): Promise<Ballot> {
  if (browser === undefined || conference.state !== 'voting') return new Map()
  const device = deviceHash(conference.id, browser)
  await actAsLink(tx, device)
  const ballot = await tables(tx)
    .selectFrom('conference_ballot')
    .select('given')
    .where('conference_id', '=', conference.id)
    .where('device', '=', device)
    .executeTakeFirst()
  const points = new Map<string, number>()
  for (const cluster of ballot?.given ?? []) points.set(cluster, (points.get(cluster) ?? 0) + 1)
  return points
}
