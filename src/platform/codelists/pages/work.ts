import type { PageRequest } from '../../http/index.ts'
import type { ListWork } from '../write.ts'

/** One list at work for a request. Throws NotFound for a list that is none. */
export type WorkOf = (request: PageRequest<'list'>) => ListWork
