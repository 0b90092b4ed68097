import type { Clock } from '../../../../kernel/clock.ts'
import { Forbidden, Invalid } from '../../../../kernel/errors.ts'
import { type Id, newPublicId } from '../../../../kernel/ids.ts'
import { monthOf } from '../../../../kernel/period.ts'
import { type Actor, demand } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tenant, Tx } from '../../../../platform/database/index.ts'
import { takeReported } from '../../../journeys/index.ts'
import { municipalityNames } from '../../../network/index.ts'
import { quarterOf } from '../domain/quarter.ts'
import { announceRelease } from '../news.ts'
import { tables } from '../tables.ts'
import { refuseTraces } from './reporting.ts'

/** What the reader makes of something that was told without a name. */
export interface Taken {
  readonly interfaceId: Id<'interface'> | null
  readonly hurdle: string
  /** In German and without anything that tells who it was; null: the hurdle says it all. */
  readonly text: string | null
}

/**
 * Takes what somebody told without a name into the findings: whoever reads it is the second person, so it counts at once. It
 * counts as no case. Throws NotFound when somebody else was faster, Invalid for a text that tells who it was.
 */
export async function takeTold(
  tx: Tx,
  actor: Actor,
  id: string,
  taken: Taken,
  { clock, tenant }: { readonly clock: Clock; readonly tenant: Pick<Tenant, 'demo'> },
): Promise<void> {
  demand(actor, 'cases.release-findings')
  const { controllerId } = actor
  if (controllerId === null) throw new Forbidden('cases.release-findings')
  refuseTraces(taken.text, [])
  const told = await takeReported(tx, actor, id, { as: 'taken', clock })
  if (!/^[a-z][A-Za-z]{1,39}$/.test(taken.hurdle)) throw new Invalid([{ field: 'hurdle', code: 'choose' }])
  const region = (await municipalityNames(tx)).find((one) => one.id === told.municipalityId)?.regionKey ?? null
  const finding = newPublicId<'finding'>()
  const cell = {
    interface_id: taken.interfaceId,
    hurdle: taken.hurdle,
    quarter: quarterOf(monthOf(told.reportedOn)),
    region_key: region,
  }
  await tables(tx)
    .insertInto('finding')
    .values({
      id: finding,
      controller_id: controllerId,
      ...cell,
      text: taken.text,
      state: 'released',
      reason: null,
      told_by: 'person',
      source_hash: null,
      decided_on: clock.today(),
      decided_by: actor.userId,
      topic_title: null,
      topic_decision_on: null,
      simulated: tenant.demo,
      version: 1,
    })
    .execute()
  await announceRelease(tx, cell)
  await record(tx, actor, {
    event: 'cases.finding-released',
    subject: finding,
    subjectKind: 'cases.finding',
    details: { toldBy: 'person', hurdle: taken.hurdle },
  })
}

/** Drops what names somebody or says nothing. Throws NotFound when somebody else was faster. */
export async function dropTold(tx: Tx, actor: Actor, id: string, clock: Clock): Promise<void> {
  demand(actor, 'cases.release-findings')
  await takeReported(tx, actor, id, { as: 'dropped', clock })
}
