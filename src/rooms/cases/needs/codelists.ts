import { type CodelistDeclaration, hurdles, lifeDomains } from '../../../platform/codelists/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'

/** Needs keep the key they were written with and are read under the entry that took its place. */
const countsOf = (keys: ReturnType<typeof sql>) => async (tx: Tx) => {
  const { rows } = await sql<{ key: string; count: number }>`${keys} GROUP BY key`.execute(tx)
  return new Map(rows.map(({ key, count }) => [key, Number(count)]))
}

export const needCodelists: readonly CodelistDeclaration[] = [
  {
    list: lifeDomains,
    usages: [
      {
        key: 'needs',
        label: 'cases.codelist.needs',
        isPersonal: true,
        counts: countsOf(sql`SELECT topic AS key, count(*) AS count FROM case_need`),
      },
    ],
  },
  {
    list: hurdles,
    usages: [
      {
        key: 'needs',
        label: 'cases.codelist.needs',
        isPersonal: true,
        counts: countsOf(sql`SELECT reason AS key, count(*) AS count FROM case_need WHERE reason IS NOT NULL`),
      },
    ],
  },
]
