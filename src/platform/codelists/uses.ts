import { asPlatform } from '../access/acting.ts'
import type { Tx } from '../database/index.ts'
import type { Room } from '../room.ts'
import type { CodelistDeclaration, CodelistUsage } from './declaration.ts'
import type { Codelist } from './model.ts'

/** What the rooms have to do with a list. */
export const declarationsOf = (rooms: readonly Room[], list: Codelist): readonly CodelistDeclaration[] =>
  rooms.flatMap((room) => room.codelists ?? []).filter((declaration) => declaration.list.key === list.key)

/** How often an entry is used, by usage. */
export interface Uses {
  readonly usage: CodelistUsage
  readonly counts: ReadonlyMap<string, number>
}

/** All uses of a list, counted over records of every room, also such as the member who asks may not open. */
export async function countUses(tx: Tx, declarations: readonly CodelistDeclaration[]): Promise<readonly Uses[]> {
  return await asPlatform(tx, async () => {
    const uses: Uses[] = []
    for (const usage of declarations.flatMap((declaration) => declaration.usages))
      uses.push({ usage, counts: await usage.counts(tx) })
    return uses
  })
}

/** Uses of one entry over all kinds. */
export const totalOf = (uses: readonly Uses[], key: string): number =>
  uses.reduce((sum, { counts }) => sum + (counts.get(key) ?? 0), 0)
