import { type CodelistDeclaration, lifeDomains, targetGroups } from '../../platform/codelists/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'

/** Counts by key; offers keep the key that they were written with and are read under the entry that took its place. */
const countsOf = (keys: ReturnType<typeof sql>) => async (tx: Tx) => {
  const { rows } = await sql<{ key: string; count: number }>`${keys} GROUP BY key`.execute(tx)
  return new Map(rows.map(({ key, count }) => [key, Number(count)]))
}

/** Where the directory uses the district's codelists. */
export const codelists: readonly CodelistDeclaration[] = [
  {
    list: lifeDomains,
    usages: [
      {
        key: 'offers',
        label: 'offers.codelist.offers',
        counts: countsOf(sql`SELECT topic AS key, count(*) AS count FROM offer`),
        path: (key) => `/offers?topic=${key}`,
      },
    ],
  },
  {
    list: targetGroups,
    usages: [
      {
        key: 'offers',
        label: 'offers.codelist.offers',
        counts: countsOf(
          sql`SELECT key, count(*) AS count FROM offer CROSS JOIN LATERAL unnest(target_groups) AS chosen (key)`,
        ),
        path: (key) => `/offers?group=${key}`,
      },
    ],
  },
]
