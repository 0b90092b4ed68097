import type { Id } from '../../kernel/ids.ts'

export type SubscriptionTables = {
  subscription_request: {
    id: string
    kind: string
    subject_id: string | null
    email: string
    locale: string
    created_at: Date
  }
  subscription: {
    id: Id<'subscription'>
    /** A kind of topic that a room offers, or `all`. */
    kind: string
    subject_id: string | null
    email: string
    locale: string
    asked_at: Date
    confirmed_at: Date | null
  }
  subscription_token: {
    hash: Buffer
    subscription_id: Id<'subscription'>
    reason: 'asked' | 'news'
    made_at: Date
  }
  subscription_news: {
    id: string
    kind: string
    subject_id: string
    change: string
    happened_at: Date
  }
}
