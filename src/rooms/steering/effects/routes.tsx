export const effectRoutes = [] as const
