import { fuzzRooms } from './rooms.ts'

/** Rooms with a file of their own. */
const rooms = ['network', 'offers', 'people', 'journeys', 'cases', 'measures', 'council']

fuzzRooms((part) => !rooms.includes(part))
