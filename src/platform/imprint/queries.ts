import { NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../database/index.ts'
import { readSetting } from '../settings/index.ts'
import { factsSetting } from './facts.ts'
import { type FeedbackState, tables } from './tables.ts'
import type { TextLocale, TextPage } from './texts.ts'

/** A page as the district decided it; version 0: it has not. */
export interface TextVersion {
  readonly version: number
  readonly body: string | null
  readonly easyLanguage: string | null
  readonly signLanguage: string | null
  readonly changedAt: Date | null
  readonly changedBy: string | null
}

const undecided: TextVersion = {
  version: 0,
  body: null,
  easyLanguage: null,
  signLanguage: null,
  changedAt: null,
  changedBy: null,
}

/** What holds now. */
export async function readText(tx: Tx, page: TextPage, locale: TextLocale): Promise<TextVersion> {
  const [latest] = await textVersions(tx, page, locale, 1)
  return latest ?? undecided
}

/** All versions, newest first. Who decided is not told to the public, whose transaction sees no members. */
export async function textVersions(tx: Tx, page: TextPage, locale: TextLocale, limit = 50): Promise<TextVersion[]> {
  const rows = await tables(tx)
    .withTables<{ membership: { id: Id<'user'>; name: string } }>()
    .selectFrom('public_text')
    .leftJoin('membership', 'membership.id', 'public_text.changed_by')
    .selectAll('public_text')
    .select('membership.name')
    .where('public_text.page', '=', page)
    .where('public_text.locale', '=', locale)
    .orderBy('public_text.version', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    version: row.version,
    body: row.body,
    easyLanguage: row.easy_language,
    signLanguage: row.sign_language,
    changedAt: row.changed_at,
    changedBy: row.name,
  }))
}

/** When each page was last decided. */
export async function decidedTexts(tx: Tx): Promise<ReadonlyMap<`${TextPage}.${TextLocale}`, TextVersion>> {
  const rows = await tables(tx)
    .selectFrom('public_text')
    .distinctOn(['page', 'locale'])
    .selectAll()
    .orderBy('page')
    .orderBy('locale')
    .orderBy('version', 'desc')
    .execute()
  return new Map(
    rows.map((row) => [
      `${row.page}.${row.locale}`,
      {
        version: row.version,
        body: row.body,
        easyLanguage: row.easy_language,
        signLanguage: row.sign_language,
        changedAt: row.changed_at,
        changedBy: null,
      },
    ]),
  )
}

export const readFacts = (tx: Tx) => readSetting(tx, factsSetting)

export interface Feedback {
  readonly id: Id<'feedback'>
  readonly message: string
  /** Which page it is about. */
  readonly about: string | null
  readonly contact: string | null
  readonly locale: string
  readonly receivedAt: Date
  readonly state: FeedbackState
  readonly note: string | null
  readonly handledAt: Date | null
  readonly version: number
}

export const feedbackPerPage = 50

/** One page of what was reported, newest first, and how many there are (counted up to 10,000). `page` counts from 1. */
export async function listFeedback(
  tx: Tx,
  state: FeedbackState | undefined,
  page: number,
): Promise<{ readonly rows: readonly Feedback[]; readonly total: number }> {
  const query = tables(tx)
    .selectFrom('accessibility_feedback')
    .$if(state !== undefined, (all) => all.where('state', '=', state as FeedbackState))
  const counted = await query.select('id').limit(10_000).execute()
  const rows = await query
    .selectAll()
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(feedbackPerPage)
    .offset((page - 1) * feedbackPerPage)
    .execute()
  return { rows: rows.map(toFeedback), total: counted.length }
}

/** Throws NotFound. */
export async function getFeedback(tx: Tx, id: Id<'feedback'>): Promise<Feedback> {
  const row = await tables(tx).selectFrom('accessibility_feedback').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('feedback')
  return toFeedback(row)
}

function toFeedback(row: {
  readonly id: Id<'feedback'>
  readonly message: string
  readonly about: string | null
  readonly contact: string | null
  readonly locale: string
  readonly received_at: Date
  readonly state: FeedbackState
  readonly note: string | null
  readonly handled_at: Date | null
  readonly version: number
}): Feedback {
  const { id, message, about, contact, locale, state, note, version } = row
  return {
    id,
    message,
    about,
    contact,
    locale,
    state,
    note,
    version,
    receivedAt: row.received_at,
    handledAt: row.handled_at,
  }
}

/** How many reports came before an instant and are not answered or closed; at most 1,000. */
export async function feedbackWaitingSince(tx: Tx, before: Date): Promise<number> {
  const rows = await tables(tx)
    .selectFrom('accessibility_feedback')
    .select('id')
    .where('state', 'in', ['new', 'inProgress'])
    .where('received_at', '<', before)
    .limit(1000)
    .execute()
  return rows.length
}
