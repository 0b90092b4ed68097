/** Addresses of the room, below the tenant. An id of a hand-over is random and tells nothing. */
export const inboxPath = '/handovers'

export const escalationsPath = '/handovers/escalations'

export const deadlinesPath = '/admin/handovers'

export const handoverPath = (id: string) => `${inboxPath}/${id}`

export const documentPath = (id: string, document: string) => `${handoverPath(id)}/documents/${document}`

/** What can be done on the page of a hand-over: each a form that posts to its own address. */
export type Deed =
  | 'accept'
  | 'ask'
  | 'decline'
  | 'answer'
  | 'appointment'
  | 'complete'
  | 'withdraw'
  | 'record'
  | 'acknowledge'
  | 'settle'
  | 'after'
  | 'correct'
  | 'message'
  | 'assign'

export const deedRoute = <D extends Deed>(deed: D) => `/handovers/:id/${deed}` as const

export const deedPath = (id: string, deed: Deed) => `${handoverPath(id)}/${deed}`
