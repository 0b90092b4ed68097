import { exportKind } from '../exports/expiring.ts'
import { importKinds } from '../importing/retention.ts'
import { feedbackKind } from '../imprint/retention.ts'
import type { Room } from '../room.ts'
import type { RetentionKind } from './kind.ts'
import { accessKinds } from './kinds/access.ts'
import { auditKinds } from './kinds/audit.ts'
import { fileKind } from './kinds/files.ts'
import { formKinds } from './kinds/forms.ts'
import { mailKinds } from './kinds/mails.ts'
import { memberKind } from './kinds/members.ts'

/** Every kind of data with a period: the platform's own and those of the rooms. Throws RangeError for two with one key. */
export function allKinds(rooms: readonly Pick<Room, 'retention' | 'fileColumns'>[]): readonly RetentionKind[] {
  const kinds = [
    memberKind,
    ...rooms.flatMap((room) => room.retention ?? []),
    ...mailKinds,
    feedbackKind,
    exportKind,
    fileKind(rooms.flatMap((room) => room.fileColumns ?? [])),
    ...auditKinds,
    ...formKinds,
    ...importKinds,
    ...accessKinds,
  ]
  const twice = kinds.find(({ key }, index) => kinds.findIndex((other) => other.key === key) !== index)
  if (twice) throw new RangeError(`two kinds of data are called ${twice.key}`)
  return kinds
}
