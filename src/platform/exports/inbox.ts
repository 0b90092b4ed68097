import { dayOfInstant } from '../../kernel/day.ts'
import { may } from '../access/index.ts'
import type { Room } from '../room.ts'
import { ordersToFetch } from './queries.ts'

/** What is ready and not fetched, with the day on which it goes. */
export const exportsInbox: Required<Pick<Room, 'key' | 'inbox' | 'inboxCount' | 'inboxTitle'>> & {
  readonly inboxRight: string
} = {
  key: 'exports',
  inboxRight: 'exports.own',
  inboxTitle: 'exports.title',
  async inbox(tx, actor, today, limit) {
    if (!may(actor, 'exports.own') || actor.viewing || limit <= 0) return []
    return (await ordersToFetch(tx, actor, today, limit)).map(({ title, expiresAt }) => ({
      title,
      path: '/exports',
      kind: 'exports.inbox.ready',
      due: expiresAt && dayOfInstant(expiresAt.getTime(), 'Europe/Berlin'),
    }))
  },
  async inboxCount(tx, actor, today, limit) {
    if (!may(actor, 'exports.own') || actor.viewing || limit <= 0) return 0
    return (await ordersToFetch(tx, actor, today, limit)).length
  },
}
