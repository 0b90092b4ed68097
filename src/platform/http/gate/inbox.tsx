import { type Day, daysBetween } from '../../../kernel/day.ts'
import { type Actor, defineRights, roleKeys } from '../../access/index.ts'
import type { Tx } from '../../database/index.ts'
import type { InboxItem, Room } from '../../room.ts'
import { Empty, Link, Note, Section, Stack, State, type StateKind, Table, Text, useRender } from '../../ui/index.ts'
import type { Page, PageRequest } from '../request.ts'
import { routesFor } from '../routes.ts'

export const inboxRights = defineRights({ 'inbox.use': roleKeys })

const { page } = routesFor(inboxRights)

/** Items of one room at most, and the highest count in the frame. */
const mostItems = 99

/** How much waits for the actor over all rooms, at most 99; undefined where no room has an inbox. */
export async function countInbox(
  rooms: readonly Room[],
  tx: Tx,
  actor: Actor,
  today: Day,
): Promise<number | undefined> {
  const withInbox = rooms.filter((room) => room.inbox)
  if (withInbox.length === 0) return undefined
  let count = 0
  for (const room of withInbox) {
    const left = mostItems - count
    if (left <= 0) break
    count += room.inboxCount
      ? await room.inboxCount(tx, actor, today, left)
      : ((await room.inbox?.(tx, actor, today, left)) ?? []).length
  }
  return Math.min(count, mostItems)
}

interface RoomItems {
  readonly key: string
  /** Key of the room's name. */
  readonly label: string | undefined
  readonly items: readonly InboxItem[]
}

/** What waits for the person who asks, room by room, the room with the most urgent first. */
export function inboxRoutes(rooms: readonly Room[]) {
  return [page('/inbox', 'inbox.use', (request) => showInbox(rooms, request))]
}

async function showInbox(rooms: readonly Room[], { tx, actor, clock, t }: PageRequest): Promise<Page> {
  const today = clock.today()
  const waiting: RoomItems[] = []
  for (const room of rooms) {
    const items = (await room.inbox?.(tx, actor, today, mostItems)) ?? []
    if (items.length > 0)
      waiting.push({ key: room.key, label: room.inboxTitle ?? room.navigation?.[0]?.label, items: inOrder(items) })
  }
  waiting.sort((one, other) => urgencyOf(one.items[0]).localeCompare(urgencyOf(other.items[0])))
  const count = waiting.reduce((sum, { items }) => sum + items.length, 0)
  return {
    title: t('gate.inbox.waits', { count }),
    name: t('gate.inbox.title'),
    body: <Inbox waiting={waiting} />,
  }
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

function Inbox({ waiting }: { waiting: readonly RoomItems[] }) {
  const { t } = useRender()
  if (waiting.length === 0) return <Empty title={t('gate.inbox.none')}>{t('gate.inbox.none-text')}</Empty>
  return (
    <Stack gap="l">
      <Text>{t('gate.inbox.text')}</Text>
      {waiting.map(({ key, label, items }) => (
        <Section key={key} title={label ? t(label) : key}>
          <Stack>
            <Items items={items} caption={label ? t(label) : key} />
            {items.length === mostItems && <Note>{t('gate.inbox.more')}</Note>}
          </Stack>
        </Section>
      ))}
    </Stack>
  )
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
        { key: 'due', header: t('gate.inbox.due'), cell: (item) => <Due due={item.due} /> },
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
