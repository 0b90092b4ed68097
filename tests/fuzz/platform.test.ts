import { fuzzRooms } from './rooms.ts'

await fuzzRooms((part) => !['network', 'measures', 'council'].includes(part))
