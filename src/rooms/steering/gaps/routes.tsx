export const gapRoutes = [] as const
