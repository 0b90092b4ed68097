import type { Tx } from '../../../platform/database/index.ts'
import type { CouncilData } from '../load.ts'
import { problemsIn } from './check.ts'
import type { KnownIds, LoadedCouncil } from './ids.ts'
import { insertPapers } from './papers.ts'
import { insertResolutions } from './resolutions.ts'
import { idsFor } from './rows.ts'

/**
 * Loads papers, resolutions and obligations into a tenant, a few statements for all of it. Runs as the system
 * (`inTenant(db, tenant, 'system', …)`), after loadNetwork, loadMeetings and loadMeasures, whose ids it takes. Throws
 * RangeError with every problem of the data, and then nothing is written.
 */
export async function loadCouncil(tx: Tx, data: CouncilData, known: KnownIds): Promise<LoadedCouncil> {
  const problems = problemsIn(data, known)
  if (problems.length > 0) throw new RangeError(`the council's data cannot be loaded:\n${problems.join('\n')}`)
  const ids: LoadedCouncil = {
    papers: idsFor(data.papers ?? []),
    resolutions: idsFor(data.resolutions ?? []),
    obligations: idsFor((data.resolutions ?? []).flatMap(({ obligations = [] }) => obligations)),
  }
  await insertPapers(tx, data, known, ids)
  await insertResolutions(tx, data, known, ids)
  return ids
}
