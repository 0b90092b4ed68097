import type { Room } from './platform/room.ts'
import { room as cases } from './rooms/cases/index.ts'
import { room as council } from './rooms/council/index.ts'
import { room as insight } from './rooms/insight/index.ts'
import { room as journeys } from './rooms/journeys/index.ts'
import { room as measures } from './rooms/measures/index.ts'
import { room as network } from './rooms/network/index.ts'
import { room as offers } from './rooms/offers/index.ts'
import { room as people } from './rooms/people/index.ts'
import { room as steering } from './rooms/steering/index.ts'

/** The rooms, in the order of their imports: each may use those before it. */
export const rooms: readonly Room[] = [network, offers, people, journeys, cases, insight, measures, steering, council]
