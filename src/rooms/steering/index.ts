/** The door of steering: from findings to topics, proposals, decisions, and whether they helped. */
import type { Room } from '../../platform/room.ts'
import { rights } from './access.ts'
import { routes } from './routes.tsx'
import { topicJobs } from './topics/jobs.ts'

export const room: Room = {
  key: 'steering',
  folder: new URL('.', import.meta.url),
  rights,
  routes,
  jobs: topicJobs,
}
