import { type Day, daysBetween } from '../../../kernel/day.ts'
import { actAs } from '../../access/acting.ts'
import type { Capacity } from '../../access/capacities.ts'
import { type Actor, defineRights, may, roleKeys } from '../../access/index.ts'
import type { Tx } from '../../database/index.ts'
import { capacitiesOn } from '../../identity/grants.ts'
import { namesOf } from '../../identity/members.ts'
import type { InboxItem, Room } from '../../room.ts'
import { Empty, Link, Note, Section, Stack, State, type StateKind, Table, Text, useRender } from '../../ui/index.ts'
import type { Page, PageRequest } from '../request.ts'
import { routesFor } from '../routes.ts'

export const inboxRights = defineRights({ 'inbox.use': roleKeys })

const { page } = routesFor(inboxRights)

/** Items of one room at most, and the highest count in the frame. */
const mostItems = 99

/** Whoever has something to lay before people: rooms, and parts of the platform. */
export interface Inbox extends Pick<Room, 'key' | 'inbox' | 'inboxCount' | 'inboxTitle' | 'navigation'> {
  /** Only who holds it has anything to do with this inbox. */
  readonly inboxRight?: string
}

const concerns = (actor: Actor) => (inbox: Inbox) =>
  inbox.inbox !== undefined && (inbox.inboxRight === undefined || may(actor, inbox.inboxRight))

/**
 * How much waits for the actor and for those whom they stand in for, at most 99; undefined where nobody has an inbox.
 */
export async function countInbox(
  inboxes: readonly Inbox[],
  tx: Tx,
  actor: Actor,
  today: Day,
  capacities: readonly Capacity[] = [],
): Promise<number | undefined> {
  const withInbox = inboxes.filter(concerns(actor))
  if (withInbox.length === 0) return undefined
  let count = await countFor(withInbox, tx, withOwnRoles(actor, capacities), today, 0)
  for (const absent of absentOf(actor, capacities))
    count = await inPlaceOf(tx, actor, absent, today, (as) => countFor(withInbox, tx, as, today, count))
  return Math.min(count, mostItems)
}

async function countFor(inboxes: readonly Inbox[], tx: Tx, actor: Actor, today: Day, before: number): Promise<number> {
  let count = before
  for (const { inbox, inboxCount } of inboxes) {
    const left = mostItems - count
    if (left <= 0) break
    count += inboxCount
      ? await inboxCount(tx, actor, today, left)
      : ((await inbox?.(tx, actor, today, left)) ?? []).length
  }
  return count
}

/** The actor without what absent members pass on: that stands in an inbox of its own. */
function withOwnRoles(actor: Actor, capacities: readonly Capacity[]): Actor {
  const { organisationId, controllerId } = actor
  const own = capacities.find((one) => one.organisationId === organisationId && one.controllerId === controllerId)
  return own ? { ...actor, roles: own.ownRoles } : actor
}

/** An absent member as their substitute reads for them: with the roles that are passed on, and no others. */
interface Absent {
  readonly actor: Actor
  /** The substitute acts for another organisation at the moment and has to change to work on it. */
  readonly elsewhere: boolean
}

function absentOf(actor: Actor, capacities: readonly Capacity[]): readonly Absent[] {
  if (actor.viewing) return []
  return capacities.flatMap(({ organisationId, controllerId, absent }) =>
    absent.map(({ userId, roles }) => ({
      actor: { ...actor, userId, roles, organisationId, controllerId },
      elsewhere: organisationId !== actor.organisationId || controllerId !== actor.controllerId,
    })),
  )
}

/** Reads as the absent member does, and goes on as the substitute. Only for reading. */
async function inPlaceOf<T>(
  tx: Tx,
  actor: Actor,
  absent: Absent,
  today: Day,
  read: (as: Actor) => Promise<T>,
): Promise<T> {
  await actAs(tx, absent.actor, today)
  const result = await read(absent.actor)
  await actAs(tx, actor, today)
  return result
}

interface RoomItems {
  readonly key: string
  /** Key of the room's name. */
  readonly label: string | undefined
  readonly items: readonly InboxItem[]
}

/** What waits for the person who asks, room by room, the room with the most urgent first. */
export function inboxRoutes(inboxes: readonly Inbox[]) {
  return [page('/inbox', 'inbox.use', (request) => showInbox(inboxes, request))]
}

async function showInbox(inboxes: readonly Inbox[], { tx, actor, clock, t }: PageRequest): Promise<Page> {
  const today = clock.today()
  const capacities = actor.viewing ? [] : await capacitiesOn(tx, actor.userId, today)
  const waiting = await waitingFor(inboxes, tx, withOwnRoles(actor, capacities), today)
  const substituted: Substituted[] = []
  const absent = absentOf(actor, capacities)
  const names = await namesOf(
    tx,
    absent.map((one) => one.actor.userId),
  )
  for (const one of absent)
    substituted.push({
      key: `${one.actor.userId} ${one.actor.organisationId}`,
      name: names.get(one.actor.userId) ?? '',
      elsewhere: one.elsewhere,
      waiting: await inPlaceOf(tx, actor, one, today, (as) => waitingFor(inboxes, tx, as, today)),
    })
  const all = [...waiting, ...substituted.flatMap((one) => one.waiting)]
  const count = all.reduce((sum, { items }) => sum + items.length, 0)
  return {
    title: t('gate.inbox.waits', { count }),
    name: t('gate.inbox.title'),
    body: <InboxBody waiting={waiting} substituted={substituted} />,
  }
}

async function waitingFor(inboxes: readonly Inbox[], tx: Tx, actor: Actor, today: Day): Promise<readonly RoomItems[]> {
  const waiting: RoomItems[] = []
  for (const { key, inbox, inboxTitle, navigation } of inboxes) {
    const items = (await inbox?.(tx, actor, today, mostItems)) ?? []
    if (items.length > 0) waiting.push({ key, label: inboxTitle ?? navigation?.[0]?.label, items: inOrder(items) })
  }
  return waiting.sort((one, other) => urgencyOf(one.items[0]).localeCompare(urgencyOf(other.items[0])))
}

interface Substituted {
  readonly key: string
  readonly name: string
  readonly elsewhere: boolean
  readonly waiting: readonly RoomItems[]
}

/** By deadline, those without one last; among equals the room's own order. */
export function inOrder(items: readonly InboxItem[]): readonly InboxItem[] {
  return [...items].sort((one, other) => urgencyOf(one).localeCompare(urgencyOf(other)))
}

const urgencyOf = (item: InboxItem | undefined): string => item?.due ?? '9999-12-31'

/** Days ahead in which a deadline needs attention. */
const soonDays = 7

/** What a deadline means today: shape and words. */
export function standingOf(due: Day, today: Day): { kind: StateKind; word: 'late' | 'today' | 'soon'; count: number } {
  const days = daysBetween(today, due)
  if (days < 0) return { kind: 'late', word: 'late', count: -days }
  return { kind: days <= soonDays ? 'attention' : 'open', word: days === 0 ? 'today' : 'soon', count: days }
}

function InboxBody({ waiting, substituted }: { waiting: readonly RoomItems[]; substituted: readonly Substituted[] }) {
  const { t } = useRender()
  return (
    <Stack gap="l">
      {waiting.length === 0 ? (
        <Empty title={t('gate.inbox.none')}>{t('gate.inbox.none-text')}</Empty>
      ) : (
        <>
          <Text>{t('gate.inbox.text')}</Text>
          <Rooms waiting={waiting} />
        </>
      )}
      {substituted.map(({ key, name, elsewhere, waiting: theirs }) => (
        <Stack key={key} gap="l">
          <Note kind="attention">
            {t(theirs.length === 0 ? 'gate.inbox.in-place-none' : 'gate.inbox.in-place', { name })}
            {elsewhere && theirs.length > 0 && (
              <>
                {' '}
                {t('gate.inbox.in-place-elsewhere')} <Link to="/account/access">{t('gate.inbox.in-place-change')}</Link>
              </>
            )}
          </Note>
          <Rooms waiting={theirs} inPlaceOf={name} />
        </Stack>
      ))}
    </Stack>
  )
}

function Rooms({ waiting, inPlaceOf: name }: { waiting: readonly RoomItems[]; inPlaceOf?: string }) {
  const { t } = useRender()
  return waiting.map(({ key, label, items }) => {
    const title = label ? t(label) : key
    const heading = name ? t('gate.inbox.in-place-title', { title, name }) : title
    return (
      <Section key={key} title={heading}>
        <Stack>
          <Items items={items} caption={heading} />
          {items.length === mostItems && <Note>{t('gate.inbox.more')}</Note>}
        </Stack>
      </Section>
    )
  })
}

function Items({ items, caption }: { items: readonly InboxItem[]; caption: string }) {
  const { t } = useRender()
  return (
    <Table
      caption={caption}
      stacks
      rows={items}
      keyOf={(item) => `${item.path} ${item.kind}`}
      columns={[
        { key: 'due', header: t('gate.inbox.due'), narrow: true, cell: (item) => <Due due={item.due} /> },
        { key: 'what', header: t('gate.inbox.what'), names: true, cell: (item) => <Waiting item={item} /> },
      ]}
    />
  )
}

function Waiting({ item }: { item: InboxItem }) {
  const { t } = useRender()
  return (
    <>
      <Link to={item.path}>{item.title}</Link>
      <div className="nl-meta">{t(item.kind)}</div>
    </>
  )
}

function Due({ due }: { due: Day | null }) {
  const { t, format, today } = useRender()
  if (due === null) return <State kind="rest">{t('gate.inbox.no-due')}</State>
  const { kind, word, count } = standingOf(due, today)
  return (
    <State kind={kind}>
      {format.day(due)}, {t(`gate.inbox.${word}`, { count })}
    </State>
  )
}
