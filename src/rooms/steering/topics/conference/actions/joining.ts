import { createHash } from 'node:crypto'
import { Conflict, Invalid } from '../../../../../kernel/errors.ts'
import { type Id, newPublicId } from '../../../../../kernel/ids.ts'
import { actAsLink } from '../../../../../platform/access/index.ts'
import type { Tx } from '../../../../../platform/database/index.ts'
import { findTraces, isRefused } from '../../../../../platform/redaction/index.ts'
import { presentDay } from '../../recording.ts'
import { type Ballot, ballotIssue, takesCards } from '../domain/voting.ts'
import { type Conference, clustersOf } from '../queries.ts'
import { tables } from '../tables.ts'

/** Suspicions that a card must not raise: nobody reads it before everybody sees it on the projector. */
const refusedOnCards: readonly string[] = ['nameLike', 'address', 'number']

/**
 * Adds a card, in the transaction of the public: a text and nothing else. Throws Invalid for a text that tells, or seems to
 * tell, who somebody is, Conflict when collecting is over.
 */
export async function addCard(tx: Tx, conference: Conference, body: string): Promise<void> {
  const trace = findTraces(body).find((hit) => isRefused(hit.trace) || refusedOnCards.includes(hit.trace))
  if (trace) throw new Invalid([{ field: 'body', code: 'steering-card-tells', values: { found: trace.text } }])
  if (conference.state !== 'collecting') throw new Conflict('steering-conference-over')
  if (!takesCards(conference.heldOn, await presentDay(tx))) throw new Conflict('steering-conference-not-today')
  await tables(tx)
    .insertInto('conference_card')
    .values({ id: newPublicId<'card'>(), conference_id: conference.id, cluster_id: null, body })
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
  const device = deviceHash(conference.id, browser)
  await actAsLink(tx, device)
  await tables(tx)
    .deleteFrom('conference_ballot')
    .where('conference_id', '=', conference.id)
    .where('device', '=', device)
    .execute()
  await tables(tx)
    .insertInto('conference_ballot')
    .values(
      [...ballot]
        .filter(([, points]) => points > 0)
        .map(([cluster, points]) => ({
          conference_id: conference.id,
          device,
          cluster_id: cluster as Id<'cluster'>,
          points,
        })),
    )
    .execute()
}

/** What this browser gave; the transaction goes on as this browser. */
export async function ownBallot(tx: Tx, conference: Conference, browser: string | undefined): Promise<Ballot> {
  if (browser === undefined || conference.state !== 'voting') return new Map()
  const device = deviceHash(conference.id, browser)
  await actAsLink(tx, device)
  const rows = await tables(tx)
    .selectFrom('conference_ballot')
    .select(['cluster_id', 'points'])
    .where('conference_id', '=', conference.id)
    .where('device', '=', device)
    .limit(100)
    .execute()
  return new Map(rows.map(({ cluster_id, points }) => [cluster_id, points]))
}
