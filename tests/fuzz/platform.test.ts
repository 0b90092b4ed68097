import { fuzzRooms } from './rooms.ts'

fuzzRooms((part) => !['network', 'measures', 'council'].includes(part))
