/** Files follow what moves elsewhere: a hand-over on the other side, a consent, and what a day brings. */
import type { Id } from '../../../../kernel/ids.ts'
import { enqueue, type JobHandler, type JobRun, type Schedule } from '../../../../platform/jobs/index.ts'
import { fileOfHandover, filesOfHandovers, handoverMoved } from '../../../journeys/index.ts'
import { basesMoved, personsWithEndingBases } from '../../../people/index.ts'
import { tables } from '../../access.ts'
import { workTables } from '../../work/tables.ts'
import { followedSince } from './domain.ts'
import { type Following, followFile } from './follow.ts'

const atOf = ({ clock, tenant }: JobRun): Following => ({
  today: clock.today(),
  now: clock.now(),
  land: tenant.land,
})

const followHandover: JobHandler = async (run, payload) => {
  const file = await fileOfHandover(run.tx, (payload as { readonly handover: Id<'handover'> }).handover)
  if (file) await followFile(run.tx, 'system', file, atOf(run))
}

const followPerson: JobHandler = async (run, payload) => {
  const { person } = payload as { readonly person: Id<'person'> }
  for (const file of await filesOf(run, [person])) await followFile(run.tx, 'system', file, atOf(run))
}

const followOne: JobHandler = async (run, payload) => {
  await followFile(run.tx, 'system', (payload as { readonly file: string }).file, atOf(run))
}

const oneFileJob = 'cases.follow-file'

/**
 * In the night: consents that begin to run out or have run out, hand-overs that came in by an import. Each file is a job of its
 * own, so that one that fails keeps no other back.
 */
const followAll: JobHandler = async (run) => {
  const today = run.clock.today()
  const open = await workTables(run.tx)
    .selectFrom('case_task')
    .select('case_id')
    .distinct()
    .where('state', '=', 'open')
    .where('origin', '=', 'consent')
    .where('origin_mark', 'is not', null)
    .limit(mostFiles)
    .execute()
  const files = new Set([
    ...open.map((one) => one.case_id),
    ...(await filesOf(run, await personsWithEndingBases(run.tx, today, mostFiles))),
    ...(await filesOfHandovers(run.tx, followedSince(today), mostFiles)),
  ])
  for (const file of files) await enqueue(run.tx, oneFileJob, { file }, { key: `${oneFileJob}:${file}` })
}

/** Files that one night looks at: the open hand-overs of a district are some thousands. */
const mostFiles = 20_000

/** Open files in which these persons are. */
async function filesOf({ tx }: JobRun, persons: readonly Id<'person'>[]): Promise<readonly string[]> {
  if (persons.length === 0) return []
  const rows = await tables(tx)
    .selectFrom('case_person')
    .innerJoin('case_file', 'case_file.id', 'case_person.case_id')
    .select('case_file.id')
    .distinct()
    .where('case_person.person_id', 'in', persons)
    .where('case_file.closed_on', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

export const followingJobs: Readonly<Record<string, JobHandler>> = {
  [handoverMoved]: followHandover,
  [basesMoved]: followPerson,
  [oneFileJob]: followOne,
  'cases.follow-all': followAll,
}

/** After the reminders of hand-overs, before offices begin. */
export const followingSchedules: readonly Schedule[] = [{ job: 'cases.follow-all', cron: '45 4 * * *' }]
