/** Addresses of topics, below the tenant. */
export const topicsPath = '/topics'

/** The page of a topic, by its number; its id leads there too. */
export const topicPath = (numberOrId: number | string): string => `${topicsPath}/${numberOrId}`
