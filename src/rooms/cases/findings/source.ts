import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { municipalityNames } from '../../network/index.ts'
import { familyOf, getPerson } from '../../people/index.ts'
import { getCase } from '../queries.ts'
import type { FindingSource } from './actions/reporting.ts'

/** The case a finding is reported from, with what its page shows; only `FindingSource` goes into the finding. */
export interface ReportingCase extends FindingSource {
  readonly reference: string
  readonly municipality: string | undefined
}

/** Throws NotFound for a case that the actor does not see. */
export async function readReportingCase(tx: Tx, actor: Actor, id: Id<'case'>, today: Day): Promise<ReportingCase> {
  const file = await getCase(tx, actor, id)
  const person = await getPerson(tx, actor, file.personId)
  const family = await familyOf(tx, actor, file.personId, today)
  const municipalities = await municipalityNames(tx)
  return {
    id: file.id,
    controllerId: file.controllerId,
    municipalityId: file.municipalityId,
    reference: file.reference,
    municipality: municipalities.find((one) => one.id === file.municipalityId)?.name,
    names: [person, ...(family?.members.map((member) => member.person) ?? [])].flatMap(({ givenName, familyName }) =>
      [givenName, familyName].filter((name) => name !== null),
    ),
  }
}
