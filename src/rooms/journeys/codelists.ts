import { type CodelistDeclaration, type FixedList, hurdles } from '../../platform/codelists/index.ts'
import { sql } from '../../platform/database/index.ts'
import { handoverKinds } from './domain.ts'
import { officeWords } from './outside/domain/offices.ts'

/**
 * Hand-overs say by a hurdle why they were declined or came late. Their steps are append-only, so a merge moves none: they
 * keep the code they were written with and are read under the entry that holds now.
 */
export const codelists: readonly CodelistDeclaration[] = [
  {
    list: hurdles,
    usages: [
      {
        key: 'handovers',
        label: 'journeys.codelist.handovers',
        isPersonal: true,
        counts: async (tx) => {
          const { rows } = await sql<{ reason: string; count: number }>`
            SELECT reason, count(*) AS count FROM handover WHERE reason IS NOT NULL GROUP BY reason
          `.execute(tx)
          return new Map(rows.map(({ reason, count }) => [reason, count]))
        },
      },
    ],
  },
]

export const fixedLists: readonly FixedList[] = [
  {
    key: 'journeys.state',
    title: 'journeys.codelist.state',
    codes: handoverKinds,
    words: 'journeys.state',
    why: 'transitions',
  },
  {
    key: 'journeys.office',
    title: 'journeys.codelist.office',
    codes: officeWords,
    words: 'journeys.stuck.office',
    why: 'law',
  },
]
