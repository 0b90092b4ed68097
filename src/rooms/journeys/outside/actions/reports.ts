import type { Clock } from '../../../../kernel/clock.ts'
import type { Day } from '../../../../kernel/day.ts'
import { Invalid, NotFound } from '../../../../kernel/errors.ts'
import { type Id, newPublicId } from '../../../../kernel/ids.ts'
import { type Actor, demand } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { hurdles, readList } from '../../../../platform/codelists/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { tables } from '../tables.ts'

/** Where it got stuck, as somebody without a name said it. At least one of interface, hurdle and text. */
export interface NewReport {
  readonly interfaceId: Id<'interface'> | undefined
  readonly hurdle: string | undefined
  readonly municipalityId: Id<'municipality'> | undefined
  readonly body: string | undefined
  readonly locale: string
}

/** Keeps what somebody said without a name: the day, no time of day, no address. Throws Invalid for a hurdle that is none. */
export async function reportStuck(
  tx: Tx,
  report: NewReport,
  { clock, demo }: { readonly clock: Clock; readonly demo: boolean },
): Promise<void> {
  const { hurdle } = report
  if (hurdle && !(await readList(tx, hurdles)).entries.some(({ key }) => key === hurdle))
    throw new Invalid([{ field: 'hurdle', code: 'not-an-option' }])
  await tables(tx)
    .insertInto('reported_hurdle')
    .values({
      id: newPublicId<'reported-hurdle'>(),
      interface_id: report.interfaceId ?? null,
      hurdle: hurdle ?? null,
      municipality_id: report.municipalityId ?? null,
      body: report.body ?? null,
      locale: report.locale,
      reported_on: clock.today(),
      state: 'waiting',
      decided_at: null,
      decided_by: null,
      simulated: demo,
    })
    .execute()
}

/** What waits for somebody to read it before anybody else does. */
export interface Reported {
  readonly id: Id<'reported-hurdle'>
  readonly interfaceId: Id<'interface'> | null
  readonly hurdle: string | null
  readonly municipalityId: Id<'municipality'> | null
  /** In the language of `locale`, as it was typed. */
  readonly body: string | null
  readonly locale: string
  readonly reportedOn: Day
}

const columns = [
  'id',
  'interface_id as interfaceId',
  'hurdle',
  'municipality_id as municipalityId',
  'body',
  'locale',
  'reported_on as reportedOn',
] as const

/** What was reported without a name and waits for its release, the oldest first. Throws Forbidden. */
export async function listReported(tx: Tx, actor: Actor, limit: number): Promise<readonly Reported[]> {
  demand(actor, 'journeys.release-reports')
  return await tables(tx)
    .selectFrom('reported_hurdle')
    .select(columns)
    .where('state', '=', 'waiting')
    .orderBy('reported_on')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/**
 * Takes one report out of the list: `taken` into a finding, or `dropped` because it names somebody or says nothing. Returns what
 * it said; the text is then gone from here, since whoever takes it keeps what they released. Throws NotFound when somebody
 * else was faster, Forbidden.
 */
export async function takeReported(
  tx: Tx,
  actor: Actor,
  id: string,
  { as, clock }: { readonly as: 'taken' | 'dropped'; readonly clock: Clock },
): Promise<Reported> {
  demand(actor, 'journeys.release-reports')
  const report = await tables(tx)
    .selectFrom('reported_hurdle')
    .select(columns)
    .where('id', '=', id as Id<'reported-hurdle'>)
    .where('state', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst()
  if (!report) throw new NotFound(`no report ${id} waits`)
  await tables(tx)
    .updateTable('reported_hurdle')
    .set({ state: as, decided_at: new Date(clock.now()), decided_by: actor.userId, body: null })
    .where('id', '=', report.id)
    .execute()
  await record(tx, actor, {
    event: `journeys.report-${as}`,
    subject: id,
    subjectKind: 'journeys.report',
  })
  return report
}
