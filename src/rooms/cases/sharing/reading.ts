import type { Id } from '../../../kernel/ids.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'

/** Notes that somebody read a part of a file, as for the page of the file itself. */
export const noteRead = ({ tx, actor }: Pick<PageRequest, 'tx' | 'actor'>, id: Id<'case'>): Promise<void> =>
  recordLook(tx, actor, { event: 'cases.file-read', subjectKind: 'cases.file', ids: [id] })
