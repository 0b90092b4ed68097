export const topicRoutes = [] as const
