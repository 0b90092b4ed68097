import { existsSync } from 'node:fs'
import { type MigrationSource, platformSources, roomSources } from '../migrate/sources.ts'

/**
 * The rooms in their order, by name: tests of the database need all migrations but not all programs. That this is the
 * order of `app.ts` is tested there.
 */
export const roomOrder = [
  'network',
  'offers',
  'people',
  'journeys',
  'interpreting',
  'cases',
  'schooling',
  'programmes',
  'training',
  'insight',
  'measures',
  'steering',
  'funding',
  'council',
  'opendata',
]

/** All migrations of the program, as its start would run them. */
export function allSources(): MigrationSource[] {
  const rooms = roomOrder.map((key) => ({ key, folder: new URL(`../../../rooms/${key}/`, import.meta.url) }))
  return [...platformSources(), ...roomSources(rooms.filter(({ folder }) => existsSync(folder)))]
}
