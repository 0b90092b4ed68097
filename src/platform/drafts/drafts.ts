import { type Id, newId } from '../../kernel/ids.ts'
import { sql, type Tx } from '../database/index.ts'

/** What was typed into a form, by the name of the field. */
export type Content = Readonly<Record<string, string | readonly string[]>>

export interface Draft {
  readonly id: Id<'draft'>
  readonly content: Content
  readonly savedAt: Date
}

/** A form, as one person sees it: its route and the address it stands at (they differ where the route has parameters). */
export interface FormAt {
  readonly route: string
  /** Below the tenant, without query. */
  readonly address: string
}

type DraftTables = {
  draft: {
    id: Id<'draft'>
    user_id: string
    route: string
    address: string
    content: unknown
    created_at: Date
    updated_at: Date
    expires_at: Date
  }
}

const keptMs = 7 * 86_400_000

/**
 * Keeps what the person of this transaction typed into a form; an earlier draft of the same form is replaced. Nobody else
 * ever sees it (row-level security), and it goes after a week.
 */
export async function saveDraft(
  tx: Tx,
  userId: Id<'user'>,
  form: FormAt,
  content: Content,
  now: number,
): Promise<Id<'draft'>> {
  await discardDrafts(tx, userId, form)
  const id = newId<'draft'>(now)
  await tx
    .withTables<DraftTables>()
    .insertInto('draft')
    .values({
      id,
      user_id: userId,
      route: form.route,
      address: form.address,
      content: JSON.stringify(content),
      created_at: new Date(now),
      updated_at: new Date(now),
      expires_at: new Date(now + keptMs),
    })
    .execute()
  return id
}

/** The person's draft of this form, unless it has expired. */
export async function findDraft(tx: Tx, userId: Id<'user'>, form: FormAt, now: number): Promise<Draft | undefined> {
  const row = await tx
    .withTables<DraftTables>()
    .selectFrom('draft')
    .select(['id', 'content', 'updated_at'])
    .where('user_id', '=', userId)
    .where('route', '=', form.route)
    .where('address', '=', form.address)
    .where('expires_at', '>', new Date(now))
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { id: row.id, content: row.content as Content, savedAt: row.updated_at }
}

/** One of several drafts of a form that is kept once for each thing it is about. */
export interface ListedDraft extends Draft {
  readonly address: string
}

/** Drafts that a page lists. */
const mostListed = 50

/** The person's drafts of a form at all addresses that begin so, the latest first. */
export async function listDrafts(
  tx: Tx,
  userId: Id<'user'>,
  { route, address }: FormAt,
  now: number,
): Promise<readonly ListedDraft[]> {
  const rows = await tx
    .withTables<DraftTables>()
    .selectFrom('draft')
    .select(['id', 'address', 'content', 'updated_at'])
    .where('user_id', '=', userId)
    .where('route', '=', route)
    .where('expires_at', '>', new Date(now))
    .where(sql<boolean>`starts_with(address, ${address})`)
    .orderBy('updated_at', 'desc')
    .limit(mostListed)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    address: row.address,
    content: row.content as Content,
    savedAt: row.updated_at,
  }))
}

/** After the form was sent, or when the person does not want it any more. */
export async function discardDrafts(tx: Tx, userId: Id<'user'>, form: FormAt): Promise<void> {
  await tx
    .withTables<DraftTables>()
    .deleteFrom('draft')
    .where('user_id', '=', userId)
    .where('route', '=', form.route)
    .where('address', '=', form.address)
    .execute()
}

/** Discards one draft of the person; returns the address of its form, undefined when it is gone already. */
export async function discardDraft(tx: Tx, userId: Id<'user'>, id: Id<'draft'>): Promise<string | undefined> {
  const row = await tx
    .withTables<DraftTables>()
    .deleteFrom('draft')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returning('address')
    .executeTakeFirst()
  return row?.address
}
