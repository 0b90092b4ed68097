import { type Id, newId } from '../../kernel/ids.ts'
import { actAsPublic } from '../access/acting.ts'
import { inTenant, sql, type Tenant, type Tx } from '../database/index.ts'
import { type Catalogues, createTranslate, type Locale, staffLocales } from '../i18n/index.ts'
import { hashOf, newToken } from '../identity/tokens.ts'
import type { JobHandler, JobRun } from '../jobs/index.ts'
import { sendMail } from '../mail/index.ts'
import type { Topic, TopicNow } from '../room.ts'
import { askJob } from './actions.ts'
import { tellJob } from './news.ts'
import type { SubscriptionTables } from './tables.ts'
import { findTopic, type TopicRef } from './topics.ts'

/** Mails that one address may be asked with in a day: nobody can flood a stranger's mailbox from our pages. */
const askedPerDay = 5

/** Changes that stand in one mail; the rest is behind the link. */
const longestList = 20

export interface SubscriptionSetting {
  readonly topics: ReadonlyMap<string, Topic>
  readonly catalogues: Catalogues
  readonly origin: string
}

export function subscriptionJobs(setting: SubscriptionSetting): Readonly<Record<string, JobHandler>> {
  return {
    [askJob]: (run, payload) => askSubscriber(setting, run, (payload as { id: string }).id),
    [tellJob]: (run) => tellSubscribers(setting, run),
  }
}

const tables = (tx: Tx) => tx.withTables<SubscriptionTables>()

/** What the public knows of a topic, asked in a transaction of the public. */
async function seenByAll(setting: SubscriptionSetting, { db, tenant }: JobRun, topic: TopicRef) {
  return await inTenant(db, tenant, 'system', async (tx) => {
    await actAsPublic(tx)
    return await findTopic(setting.topics, tx, topic)
  })
}

/**
 * Writes to who asked: to confirm, or, where the address subscribes already, that it does. A stranger who typed the address
 * learns neither.
 */
async function askSubscriber(setting: SubscriptionSetting, run: JobRun, requestId: string): Promise<void> {
  const { tx, clock } = run
  const request = await tables(tx)
    .deleteFrom('subscription_request')
    .where('id', '=', requestId)
    .returningAll()
    .executeTakeFirst()
  if (!request) return
  const topic = { kind: request.kind, subjectId: request.subject_id }
  const known = await seenByAll(setting, run, topic)
  if (topic.subjectId !== null && !known) return
  if ((await askedToday(tx, request.email, clock.now())) >= askedPerDay) return
  const locale = staffLocales.find((one) => one === request.locale) ?? 'de'
  const subscription = await keepSubscription(tx, request, clock.now())
  const token = await newTokenFor(tx, subscription.id, 'asked', clock.now())
  const title = known?.title ?? wordsOf(setting, locale)('subscriptions.all')
  await sendMail(
    tx,
    {
      to: request.email,
      template: subscription.confirmed ? 'subscriptions.already' : 'subscriptions.confirm',
      locale,
      values: { title },
      links: { link: `/${locale}/subscriptions/${token}`, record: `/${locale}${known?.path ?? ''}` },
    },
    clock.now(),
  )
}

/** How often this address was written to in the last day because somebody had typed it. */
async function askedToday(tx: Tx, email: string, now: number): Promise<number> {
  const { count } = await tables(tx)
    .selectFrom('subscription_token')
    .innerJoin('subscription', 'subscription.id', 'subscription_id')
    .where('email', '=', email)
    .where('reason', '=', 'asked')
    .where('made_at', '>', new Date(now - 86_400_000))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

async function keepSubscription(
  tx: Tx,
  { kind, subject_id, email, locale }: Omit<SubscriptionTables['subscription_request'], 'id' | 'created_at'>,
  now: number,
): Promise<{ id: Id<'subscription'>; confirmed: boolean }> {
  const kept = await tables(tx)
    .insertInto('subscription')
    .values({
      id: newId<'subscription'>(now),
      kind,
      subject_id,
      email,
      locale,
      asked_at: new Date(now),
      confirmed_at: null,
    })
    .onConflict((conflict) => conflict.constraint('subscription_once').doUpdateSet({ asked_at: new Date(now) }))
    .returning(['id', 'confirmed_at'])
    .executeTakeFirstOrThrow()
  return { id: kept.id, confirmed: kept.confirmed_at !== null }
}

async function newTokenFor(tx: Tx, id: Id<'subscription'>, reason: 'asked' | 'news', now: number): Promise<string> {
  const token = newToken()
  await tables(tx)
    .insertInto('subscription_token')
    .values({ hash: hashOf(token), subscription_id: id, reason, made_at: new Date(now) })
    .execute()
  return token
}

interface Told extends TopicNow {
  readonly kind: string
  readonly subjectId: string
  readonly changes: readonly string[]
}

/** Tells what has gathered: one mail to each subscriber of a record that is public now, one with all of it to who wants all. */
async function tellSubscribers(setting: SubscriptionSetting, run: JobRun): Promise<void> {
  const { tx, tenant, clock } = run
  const told = await gather(setting, run)
  if (told.length === 0) return
  const { rows } = await sql<{
    id: Id<'subscription'>
    kind: string
    subject_id: string | null
    email: string
    locale: string
  }>`
    SELECT id, kind, subject_id, email, locale FROM subscription
    WHERE confirmed_at IS NOT NULL AND (kind = 'all' OR subject_id = ANY(${told.map(({ subjectId }) => subjectId)}::uuid[]))
    ORDER BY kind <> 'all', id
  `.execute(tx)
  const wantAll = new Set(rows.filter(({ kind }) => kind === 'all').map(({ email }) => email))
  for (const { id, kind, subject_id, email, locale: wanted } of rows) {
    if (kind !== 'all' && wantAll.has(email)) continue
    const mine = kind === 'all' ? told : told.filter((one) => one.kind === kind && one.subjectId === subject_id)
    if (mine.length === 0) continue
    const locale = staffLocales.find((one) => one === wanted) ?? 'de'
    const token = await newTokenFor(tx, id, 'news', clock.now())
    await sendMail(
      tx,
      {
        to: email,
        template: 'subscriptions.news',
        locale,
        values: { list: listOf(setting, tenant, mine, locale), count: mine.length, title: mine[0]?.title ?? '' },
        unsubscribe: `/${locale}/subscriptions/${token}?end=1`,
      },
      clock.now(),
    )
  }
}

/** What happened, by record, as far as the public may know of the record now. */
async function gather(setting: SubscriptionSetting, run: JobRun): Promise<readonly Told[]> {
  const news = await tables(run.tx).deleteFrom('subscription_news').returningAll().execute()
  const byRecord = Map.groupBy(news, ({ kind, subject_id }) => `${kind} ${subject_id}`)
  const told: Told[] = []
  for (const changes of byRecord.values()) {
    const { kind, subject_id: subjectId } = changes[0] as (typeof changes)[number]
    const topic = await seenByAll(setting, run, { kind, subjectId })
    if (topic) told.push({ ...topic, kind, subjectId, changes: [...new Set(changes.map(({ change }) => change))] })
  }
  return told
}

function listOf(
  { origin, ...setting }: SubscriptionSetting,
  tenant: Tenant,
  told: readonly Told[],
  locale: Locale,
): string {
  const t = wordsOf({ origin, ...setting }, locale)
  const lines = told
    .slice(0, longestList)
    .map(
      ({ title, path, changes }) =>
        `${title}\n${changes.map((change) => t(`subscriptions.change.${change}`)).join(', ')}\n${tenant.origin ?? origin}/${tenant.key}/${locale}${path}`,
    )
  const rest = told.length - lines.length
  return [...lines, ...(rest > 0 ? [t('subscriptions.more', { count: rest })] : [])].join('\n\n')
}

const wordsOf = ({ catalogues }: SubscriptionSetting, locale: Locale) => createTranslate(locale, catalogues)
