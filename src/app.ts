import type { Room } from './platform/room.ts'

/** The rooms, in the order of their imports: each may use those before it. */
export const rooms: readonly Room[] = []
