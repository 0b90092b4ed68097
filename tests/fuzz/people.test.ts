import { fuzzRooms } from './rooms.ts'

fuzzRooms((part) => ['offers', 'people', 'journeys'].includes(part))
