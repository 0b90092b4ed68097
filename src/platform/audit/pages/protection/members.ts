import { sql, type Tx } from '../../../database/index.ts'

/** Members to choose from, by name, those who have left included; at most 1,000. */
export async function membersFor(tx: Tx): Promise<readonly { readonly value: string; readonly label: string }[]> {
  const { rows } = await sql<{ value: string; label: string }>`
    SELECT id AS value, name AS label FROM membership ORDER BY name, id LIMIT 1000
  `.execute(tx)
  return rows
}
