import { fuzzRooms } from './rooms.ts'

await fuzzRooms((part) => part === 'measures')
