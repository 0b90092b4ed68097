import { fuzzRooms } from './rooms.ts'

fuzzRooms((part) => part === 'cases')
