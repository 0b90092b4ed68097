import type { Id } from '../../kernel/ids.ts'
import { inTenant, type Tx } from '../database/index.ts'
import type { JobHandler, JobRun } from '../jobs/index.ts'
import type { Room } from '../room.ts'
import { judgeRows } from './actions/check.ts'
import { takeRows } from './actions/run.ts'
import { undoRows } from './actions/undo.ts'
import { importJob, type Progress } from './actions/work.ts'
import { backFrom } from './domain/states.ts'
import { type ImportKind, settingOf } from './kind.ts'
import { getImport } from './queries/imports.ts'
import { actAsSender } from './sender.ts'
import { tables } from './tables.ts'

/** How many rows lie between two notes of how far it got. */
const noteEvery = 20

/** Goes on with long lists where a request would take too long. A job that runs again begins again: nothing was written yet. */
export function importJobs(rooms: readonly Pick<Room, 'imports'>[]): Readonly<Record<string, JobHandler>> {
  const kinds = new Map(rooms.flatMap((room) => room.imports ?? []).map((kind) => [kind.key as string, kind]))
  return {
    [importJob]: async (run, payload) => {
      const { import: id } = payload as { readonly import: Id<'import'> }
      const found = await tables(run.tx)
        .selectFrom('list_import')
        .select(['kind', 'state'])
        .where('id', '=', id)
        .executeTakeFirst()
      if (!found || !(found.state in backFrom)) return
      const kind = kinds.get(found.kind)
      if (!kind) throw new RangeError(`no kind of list is called ${found.kind}`)
      try {
        // In the transaction of the job: one beside it would wait idle until the database ends it.
        await goOn(run, kind, id)
      } catch (error) {
        // Whoever waits for it is told; the log says why.
        await inTenant(run.db, run.tenant, 'system', (tx) => giveUp(tx, id, found.state as keyof typeof backFrom))
        throw error
      }
    },
  }
}

async function goOn(run: JobRun, kind: ImportKind, id: Id<'import'>): Promise<void> {
  const { tx } = run
  const actor = await actAsSender(tx, id, kind.right, run.clock.today())
  const one = await getImport(tx, kind, id)
  const setting = settingOf(run)
  const progress: Progress = async (done) => {
    if (done % noteEvery === 0) await note(run, id, Math.min(done, one.progressOf))
  }
  if (one.state === 'running') await takeRows(tx, actor, kind, setting, one, progress)
  else if (one.state === 'undoing') await undoRows(tx, actor, kind, setting, one, progress)
  else if (one.state === 'checking') {
    await judgeRows(tx, actor, kind, setting, one, progress)
    await tables(tx)
      .updateTable('list_import')
      .set((eb) => ({ state: 'checked', version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
  }
}

/** In a transaction of its own, for those who look on. */
async function note({ db, tenant }: JobRun, id: Id<'import'>, progress: number): Promise<void> {
  await inTenant(db, tenant, 'system', (tx) =>
    tables(tx).updateTable('list_import').set({ progress }).where('id', '=', id).execute(),
  )
}

async function giveUp(tx: Tx, id: Id<'import'>, state: keyof typeof backFrom): Promise<void> {
  await tables(tx)
    .updateTable('list_import')
    .set((eb) => ({ state: backFrom[state], failure: 'importing-failed', version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', state)
    .execute()
}
