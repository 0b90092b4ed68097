import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { ChosenRow, ImportSetting, RowWriter } from '../../../platform/importing/index.ts'
import { createPerson, getPerson, survivorOf } from '../../people/index.ts'
import { demandTeam } from '../access.ts'
import { demandNoOpenFile, insertFile } from '../actions/insert.ts'
import { nextReference } from '../queries/caseload.ts'
import { addTask } from '../work/index.ts'
import type { CaseValues } from './row.ts'
import { unnamedFollowUp } from './words.ts'

/** What must be known to take a row back: what it created. */
export interface FormerCase {
  /** The person, where the row created them. */
  readonly person: Id<'person'> | null
  readonly task: string | null
}

/** Writes persons with their files into the actor's team. */
export function writeCases(tx: Tx, actor: Actor, setting: ImportSetting): RowWriter<CaseValues, FormerCase> {
  const { organisationId, controllerId } = demandTeam(actor)
  const { today, now, tenant } = setting
  const { demo, land } = tenant
  const prefix = tenant.key.slice(0, 3).toUpperCase()

  async function personOf({ choice, targetId, reading: { values } }: ChosenRow<CaseValues>) {
    if (choice === 'create' || targetId === null) {
      const id = await createPerson(
        tx,
        actor,
        {
          pseudonymous: values.pseudonymous,
          givenName: values.givenName,
          familyName: values.familyName,
          birth: values.birth,
          languages: values.languages,
          needsInterpreter: values.needsInterpreter,
          municipalityId: values.municipalityId as Id<'municipality'> | null,
          phone: values.phone,
          email: values.email,
        },
        { simulated: demo },
      )
      return { id, created: true }
    }
    const { id } = await getPerson(tx, actor, await survivorOf(tx, actor, targetId as Id<'person'>))
    await demandNoOpenFile(tx, actor, id)
    return { id, created: false }
  }

  return {
    async write(row) {
      const { values } = row.reading
      const person = await personOf(row)
      const reference = values.reference ?? (await nextReference(tx, prefix, values.openedOn.slice(0, 4)))
      const id = await insertFile(
        tx,
        actor,
        {
          reference,
          personId: person.id,
          familyId: null,
          others: [],
          managerId: (values.managerId ?? actor.actingFor ?? actor.userId) as Id<'user'>,
          phase: values.phase,
          reach: 'team',
          municipalityId: values.municipalityId as Id<'municipality'> | null,
          targetGroup: values.targetGroup,
          accessPath: values.accessPath,
          openedOn: values.openedOn,
        },
        { today, now, demo },
      )
      const file = { id, reference, controllerId, organisationId, personId: person.id }
      const task = values.dueOn
        ? await addTask(tx, actor, { today, now, demo, land }, file, {
            kind: 'followUp',
            title: values.dueWhat ?? unnamedFollowUp,
            dueOn: values.dueOn,
            dueAt: undefined,
            place: undefined,
          })
        : null
      await record(tx, actor, {
        event: 'cases.imported',
        subject: id,
        subjectKind: 'cases.file',
        details: { phase: values.phase, newPerson: person.created, pseudonymous: values.pseudonymous },
      })
      return { id, version: 1, former: { person: person.created ? person.id : null, task } }
    },
  }
}
