/** The door of subscriptions: rooms say what has changed; the platform tells who wants to know. */

export { type Change, type News, notifySubscribers } from './news.ts'
export { FollowLinks } from './pages/follow.tsx'
