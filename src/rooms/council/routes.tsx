import type { Route } from '../../platform/http/index.ts'

/** All addresses of the room. */
export const routes: readonly Route[] = []
