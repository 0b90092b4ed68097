import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Land } from '../../../kernel/holidays.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { namesOf } from '../../../platform/identity/members.ts'
import { getPerson } from '../../people/index.ts'
import { type CaseFile, getCase, getCaseToWrite } from '../queries.ts'
import { hasLabels } from './plan/labels.ts'

/** A file to which the work of this part may be written. */
export type Kept = Pick<CaseFile, 'id' | 'reference' | 'controllerId' | 'organisationId' | 'personId'>

/** A file as its reader has it: `writes` says whether they may change it. */
export type SeenFile = Kept & { readonly writes: boolean }

type OfFile = Pick<PageRequest<'id'>, 'tx' | 'actor' | 'params'>

/** The file of the address; throws NotFound where the reader does not see it. */
export const fileOf = ({ tx, actor, params }: OfFile): Promise<SeenFile> => getCase(tx, actor, params.id as Id<'case'>)

/** As fileOf, for what changes the file: who only reads it may not. */
export const keptFileOf = ({ tx, actor, params }: OfFile): Promise<SeenFile> =>
  getCaseToWrite(tx, actor, params.id as Id<'case'>)

/** When and in what kind of district a write happens. */
export interface Setting {
  readonly today: Day
  /** Milliseconds since 1970. */
  readonly now: number
  /** In a demonstration every record that somebody adds is simulated. */
  readonly demo: boolean
  readonly land: Land
}

export const settingOf = ({ clock, tenant }: Pick<PageRequest, 'clock' | 'tenant'>): Setting => ({
  today: clock.today(),
  now: clock.now(),
  demo: tenant.demo,
  land: tenant.land,
})

/** What every new record of a file begins with. */
export const begun = (actor: Actor, setting: Setting, file: Kept) => ({
  case_id: file.id,
  controller_id: file.controllerId,
  simulated: setting.demo,
  ...advanced(actor, setting, 0),
})

/** What a write sets besides its values. */
export const advanced = (actor: Actor, setting: Setting, version: number) => ({
  version: version + 1,
  changed_at: new Date(setting.now),
  changed_by: actor.userId,
})

/** Parts of a file that carry a version. */
type PartTable = 'case_goal' | 'case_step' | 'case_task' | 'case_document' | 'case_contact' | 'case_conference'

/** Throws ChangedMeanwhile where a write found its version no longer there. */
export async function notChangedMeanwhile(tx: Tx, table: PartTable, id: string, written: bigint): Promise<void> {
  if (written > 0n) return
  const { rows } = await sql<{ at: Date; by: string | null }>`
    SELECT changed_at AS at, changed_by AS by FROM ${sql.table(table)} WHERE id = ${id}
  `.execute(tx)
  const [now] = rows
  if (!now) throw new NotFound(table)
  throw new ChangedMeanwhile((await namesOf(tx, [now.by])).get(now.by ?? '') ?? '', now.at)
}

/**
 * The language (BCP 47) that a plan has beside German: the first that the person speaks and that has labels; else German, and the
 * talk needs an interpreter.
 */
export async function languageOf(tx: Tx, actor: Actor, file: Kept): Promise<string> {
  const person = await getPerson(tx, actor, file.personId)
  return person.languages.find(hasLabels) ?? 'de'
}

export interface TeamMember {
  readonly id: string
  readonly name: string
}

/** Who does case management in the team of a file today, by name. */
export async function teamOf(tx: Tx, file: Pick<Kept, 'organisationId'>): Promise<readonly TeamMember[]> {
  const { rows } = await sql<TeamMember>`
    SELECT DISTINCT m.id, m.name
    FROM membership_role AS held JOIN membership AS m ON m.id = held.member_id
    WHERE held.role = 'caseManager' AND m.deactivated_at IS NULL
      AND EXISTS (
        SELECT FROM access_own_grants(m.id, access_today()) AS given
        WHERE given.role = 'caseManager' AND given.organisation_id = ${file.organisationId}
      )
    ORDER BY m.name, m.id LIMIT 200
  `.execute(tx)
  return rows
}
