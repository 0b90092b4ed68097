/** Addresses of topics, below the tenant. */
export const topicsPath = '/topics'
/** Released findings that wait for a topic. */
export const waitingPath = '/topics/findings'
export const newTopicPath = '/topics/new'
export const conferencesPath = '/topics/conferences'

/** The page of a topic, by its number; its id leads there too. */
export const topicPath = (numberOrId: number | string): string => `${topicsPath}/${numberOrId}`
