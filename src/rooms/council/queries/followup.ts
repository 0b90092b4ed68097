import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { listContacts } from '../../network/index.ts'
import { type Reader, seesInternal, visibleLists } from '../access.ts'
import { type FollowUpContent, type FollowUpRow, inListOrder } from '../domain/followup.ts'
import { longestList } from './listing.ts'
import { namesOn } from './names.ts'
import { listObligations, type Obligation, type ObligationListing, type On } from './obligations.ts'

/** The rows of a follow-up list as it is on a day: open ones by their due days, then what is done and not yet shown. */
export async function followUpRows(
  tx: Tx,
  actor: Actor,
  on: On,
  listing: ObligationListing,
): Promise<{ readonly rows: readonly FollowUpRow[]; readonly total: number }> {
  const { rows, total } = await listObligations(tx, actor, on, listing)
  const shown = await inWords(tx, actor, on, rows)
  return { rows: listing.view === 'archive' ? shown : inListOrder(shown), total }
}

/** Obligations with the names of the day instead of ids. */
export async function inWords(
  tx: Tx,
  actor: Actor,
  on: On,
  obligations: readonly Obligation[],
): Promise<FollowUpRow[]> {
  const names = await namesOn(tx, actor, on.today)
  const contacts = await contactsByOrganisation(tx, actor, on.today)
  return obligations.map((one) => ({
    obligationId: one.id,
    resolutionId: one.resolutionId,
    paperId: one.paperId,
    paperNumber: one.paperNumber,
    title: one.title,
    bodyName: names.body(one.bodyId) ?? '',
    decidedOn: one.decidedOn,
    kind: one.kind,
    wording: one.wording,
    originator: names.partyGroup(one.originatorId),
    responsible: names.organisation(one.responsibleId),
    contact: contacts.get(names.organisationKey(one.responsibleId) ?? '') ?? null,
    dueKind: one.dueKind,
    due: one.due,
    state: one.state,
    since: one.since,
    reason: one.reason,
    lastReportOn: one.lastReportOn,
    lastReport: one.lastReport,
    nextReportOn: one.nextReportOn,
    isPublic: one.isPublic,
  }))
}

/** Function and number of the first contact of each organisation that is not for the offices among themselves only. */
async function contactsByOrganisation(tx: Tx, actor: Actor, today: Day): Promise<ReadonlyMap<string, string>> {
  const { rows } = await listContacts(tx, actor, { limit: longestList }, today)
  const contacts = new Map<string, string>()
  for (const { organisationKey, office, phone, email, internal } of rows)
    if (!internal && !contacts.has(organisationKey))
      contacts.set(organisationKey, [office, phone ?? email].filter(Boolean).join(', '))
  return contacts
}

export interface IssuedList {
  readonly id: Id<'followUpList'>
  readonly bodyId: Id<'body'>
  readonly meetingId: Id<'meeting'>
  readonly isPublic: boolean
  readonly issuedOn: Day
  readonly content: FollowUpContent
  readonly checksum: string
  readonly simulated: boolean
}

const columns = [
  'id',
  'body_id as bodyId',
  'meeting_id as meetingId',
  'is_public as isPublic',
  'issued_on as issuedOn',
  'content',
  'checksum',
  'simulated',
] as const

/** Throws NotFound, also for a list that the reader may not see. */
export async function getIssuedList(tx: Tx, reader: Reader, id: string): Promise<IssuedList> {
  const list = await visibleLists(tx, reader)
    .select(columns)
    .where('id', '=', id as Id<'followUpList'>)
    .executeTakeFirst()
  if (!list) throw new NotFound(`there is no list ${id}`)
  return list
}

/** Lists as they were issued, latest first; staff get the full ones, everybody else the public ones. */
export function issuedLists(
  tx: Tx,
  reader: Reader,
  filter: { readonly bodyId?: string; readonly meetingId?: string; readonly isPublic?: boolean },
): Promise<IssuedList[]> {
  return visibleLists(tx, reader)
    .select(columns)
    .where((eb) =>
      eb.and([
        ...(filter.bodyId ? [eb('body_id', '=', filter.bodyId as Id<'body'>)] : []),
        ...(filter.meetingId ? [eb('meeting_id', '=', filter.meetingId as Id<'meeting'>)] : []),
        eb('is_public', '=', filter.isPublic ?? !seesInternal(reader)),
      ]),
    )
    .orderBy('issued_on', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
}
