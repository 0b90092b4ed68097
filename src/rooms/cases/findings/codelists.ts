import { type CodelistDeclaration, hurdles } from '../../../platform/codelists/index.ts'
import { sql } from '../../../platform/database/index.ts'

/** Findings say by a hurdle what held a case up. They keep the key they were written with and are read under the one that holds now. */
export const findingCodelists: readonly CodelistDeclaration[] = [
  {
    list: hurdles,
    usages: [
      {
        key: 'findings',
        label: 'cases.codelist.findings',
        isPersonal: true,
        counts: async (tx) => {
          const { rows } = await sql<{ hurdle: string; count: number }>`
            SELECT hurdle, count(*)::integer AS count FROM finding GROUP BY hurdle
          `.execute(tx)
          return new Map(rows.map(({ hurdle, count }) => [hurdle, count]))
        },
      },
    ],
  },
]
