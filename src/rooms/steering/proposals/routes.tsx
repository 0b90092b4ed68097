export const proposalRoutes = [] as const
