import { type Day, dayNumber } from '../../../kernel/day.ts'
import { Invalid, NotFound } from '../../../kernel/errors.ts'
import type { Land } from '../../../kernel/holidays.ts'
import { type Id, newId, newPublicId } from '../../../kernel/ids.ts'
import { workingCalendar } from '../../../kernel/workingdays.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { findInterfaceTargets, type Target, targetOn } from '../../network/index.ts'
import { demandHandingOver, tables } from '../access.ts'
import { addStep, auditEvents, type Dated, insertStep, issuesOf, type Setting } from '../adding.ts'
import { summarise } from '../domain.ts'
import { summaryColumns } from '../tables.ts'

export interface NewHandover extends Dated {
  readonly interfaceId: Id<'interface'>
  readonly toOrganisationId: Id<'organisation'>
  readonly municipalityId: Id<'municipality'> | null
  readonly targetGroup: string | null
  /** The pseudonym of somebody who was handed over before; left out: a new one. */
  readonly person?: Id<'journey'>
}

/**
 * Offers a person or family to another organisation, through an interface. The target of that day is kept with it.
 * Throws NotFound for an unknown interface, Invalid when the day lies ahead or the receiver is the giver.
 */
export function offerHandover(tx: Tx, actor: Actor, handover: NewHandover, setting: Setting): Promise<Id<'handover'>> {
  return begin(tx, actor, 'offered', handover, setting)
}

/** As offerHandover, one step before: it is being prepared, and the receiver does not count yet. */
export function prepareHandover(
  tx: Tx,
  actor: Actor,
  handover: NewHandover,
  setting: Setting,
): Promise<Id<'handover'>> {
  return begin(tx, actor, 'prepared', handover, setting)
}

/** Offers what was prepared, or offers again after a question. Throws NotFound, Conflict, Invalid. */
export function offerPrepared(tx: Tx, actor: Actor, id: Id<'handover'>, dated: Dated, setting: Setting) {
  return addStep(tx, actor, id, { ...dated, kind: 'offered' }, setting)
}

async function begin(
  tx: Tx,
  actor: Actor,
  kind: 'prepared' | 'offered',
  {
    interfaceId,
    toOrganisationId,
    municipalityId,
    targetGroup,
    person = newPublicId<'journey'>(),
    ...dated
  }: NewHandover,
  { clock, tenant }: Setting,
): Promise<Id<'handover'>> {
  const acting = demandHandingOver(actor)
  const issues = issuesOf({ ...dated, kind }, clock.today())
  if (toOrganisationId === acting.organisationId) issues.push({ field: 'toOrganisationId', code: 'journeys-to-itself' })
  if (issues.length > 0) throw new Invalid(issues)
  const known = (await findInterfaceTargets(tx)).find((one) => one.id === interfaceId)
  if (!known) throw new NotFound(`there is no interface ${interfaceId}`)

  const id = newId<'handover'>(clock.now())
  const step = { ...dated, kind, certainty: dated.certainty ?? ('day' as const), source: 'sender' as const }
  const summary = summarise([{ ...step, recordedAt: clock.now(), reason: null }])
  await tables(tx)
    .insertInto('handover')
    .values({
      id,
      controller_id: acting.controllerId,
      interface_id: interfaceId,
      from_organisation_id: acting.organisationId,
      to_organisation_id: toOrganisationId,
      municipality_id: municipalityId,
      target_group: targetGroup,
      person_key: person,
      target_days: calendarDays(targetOn(known.targets, dated.occurredOn), dated.occurredOn, tenant.land),
      ...summaryColumns(summary),
      simulated: tenant.demo,
      version: 1,
      created_at: new Date(clock.now()),
    })
    .execute()
  await insertStep(tx, actor, acting, { id, person }, step, clock)
  await record(tx, actor, {
    event: auditEvents[kind],
    subject: id,
    subjectKind: 'journeys.handover',
    details: { interface: known.key, to: toOrganisationId },
  })
  return id
}

/** A target in calendar days from the day of the offer; one in working days is counted out with the holidays of the Land. */
export function calendarDays(target: Target | undefined, offeredOn: Day, land: Land): number | null {
  if (target === undefined || target.days === null) return null
  if (target.unit === 'calendarDays') return target.days
  const from = dayNumber(offeredOn)
  return workingCalendar(land).add(from, target.days) - from
}
