/** The door of people: persons, families, names and how they are found. */
import type { Room } from '../../platform/room.ts'
import { rights } from './access.ts'

export { visiblePersons } from './access.ts'
export { type DataCategory, dataCategories } from './domain/kinds.ts'

export const room: Room = {
  key: 'people',
  folder: new URL('.', import.meta.url),
  rights,
  routes: [],
}
