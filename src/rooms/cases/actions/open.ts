import type { Day } from '../../../kernel/day.ts'
import { Invalid } from '../../../kernel/errors.ts'
import type { Land } from '../../../kernel/holidays.ts'
import type { Id } from '../../../kernel/ids.ts'
import { addWorkingDays } from '../../../kernel/workingdays.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { familyOf, getPerson, survivorOf } from '../../people/index.ts'
import { demandTeam, tables } from '../access.ts'
import { type AccessPath, type Checked, type Decision, needsReason } from '../domain/intake.ts'
import type { Phase } from '../domain/phases.ts'
import { nextReference } from '../queries/caseload.ts'
import { addTask } from '../work/index.ts'
import { demandNoOpenFile, insertFile } from './insert.ts'

export interface NewCase {
  readonly personId: Id<'person'>
  readonly checked: Checked
  readonly decision: Decision
  /** Needed where the decision goes against what the criteria suggest. */
  readonly reason?: string | undefined
  readonly accessPath: AccessPath
  readonly targetGroup?: string | undefined
  readonly reach: 'team' | 'own'
  /** Whether the family is accompanied, or the person alone. */
  readonly withFamily: boolean
}

export interface OpeningSetting {
  readonly today: Day
  readonly now: number
  readonly demo: boolean
  readonly land: Land
  /** What the first follow-up says. */
  readonly followUp: string
  /** Letters before the number of a file: `AUE`. */
  readonly prefix: string
}

/** Working days after which whoever opened a case is asked whether it is clear. */
const clarificationDays = 10

const phaseOf: Readonly<Record<Decision, Phase>> = {
  accept: 'clarification',
  adviceOnly: 'adviceOnly',
  referredOn: 'referredOn',
  declined: 'declined',
}

/**
 * Opens a case for a person of the own controller, in the team of whoever opens it, and notes the check of criteria. One that
 * is not accepted is kept too, ended on the same day: who was advised and who was sent on are counted.
 * Throws NotFound, Invalid when a reason is missing or the person has an open file in this team.
 */
export async function openCase(tx: Tx, actor: Actor, input: NewCase, setting: OpeningSetting): Promise<Id<'case'>> {
  const { organisationId, controllerId } = demandTeam(actor)
  if (needsReason(input.checked, input.decision) && !input.reason)
    throw new Invalid([{ field: 'reason', code: 'cases-reason-against-criteria' }])
  const person = await getPerson(tx, actor, await survivorOf(tx, actor, input.personId))
  await demandNoOpenFile(tx, actor, person.id)
  const family = input.withFamily ? await familyOf(tx, actor, person.id, setting.today) : undefined
  const phase = phaseOf[input.decision]
  const reference = await nextReference(tx, setting.prefix, setting.today.slice(0, 4))
  const members = family?.members.filter(({ until }) => until === null) ?? []
  const others = members
    .filter((member) => member.person.id !== person.id)
    .map((member) => ({
      personId: member.person.id,
      role: member.role === 'child' ? ('child' as const) : ('adult' as const),
    }))
  const file = {
    reference,
    personId: person.id,
    familyId: family?.id ?? null,
    others,
    managerId: actor.actingFor ?? actor.userId,
    phase,
    reach: input.reach,
    municipalityId: person.municipalityId,
    targetGroup: input.targetGroup ?? null,
    accessPath: input.accessPath,
    openedOn: setting.today,
  }
  const id = await insertFile(tx, actor, file, setting)
  await tables(tx)
    .insertInto('case_intake')
    .values({
      case_id: id,
      controller_id: controllerId,
      complex_need: input.checked.complexNeed,
      many_actors: input.checked.manyActors,
      regular_ways_fail: input.checked.regularWaysFail,
      own_resources: input.checked.ownResources,
      agreed: input.checked.agreed,
      decision: input.decision,
      reason: input.reason ?? null,
      decided_on: setting.today,
      decided_by: actor.userId,
    })
    .execute()
  if (phase === 'clarification') {
    const dueOn = addWorkingDays(setting.today, clarificationDays, setting.land)
    await addTask(
      tx,
      actor,
      setting,
      { id, reference, controllerId, organisationId, personId: person.id },
      { kind: 'followUp', title: setting.followUp, dueOn, dueAt: undefined, place: undefined },
      {
        origin: 'intake',
        originId: null,
      },
    )
  }
  await record(tx, actor, {
    event: 'cases.opened',
    subject: id,
    subjectKind: 'cases.file',
    details: { decision: input.decision, accessPath: input.accessPath, persons: others.length + 1 },
  })
  return id
}
