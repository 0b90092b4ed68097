import { randomInt } from 'node:crypto'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Tx } from '../../database/index.ts'
import { hashPassword, isPassword } from '../password.ts'
import type { IdentityTables } from '../tables.ts'

/** Digits and letters that nobody takes for one another (Crockford's alphabet). */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const howMany = 10
/** The first two find the code, the other ten (50 bits) are its secret. */
const selectorSigns = 2
const allSigns = 12

/** Makes ten new codes in place of all earlier ones and returns them: they are shown once and kept as hashes. */
export async function replaceRecoveryCodes(tx: Tx, accountId: Id<'account'>, now: number): Promise<readonly string[]> {
  const codes = newRecoveryCodes()
  const rows = await Promise.all(
    codes.map(async (code) => ({
      id: newId(now),
      account_id: accountId,
      selector: code.slice(0, selectorSigns),
      hash: await hashPassword(code.slice(selectorSigns)),
      created_at: new Date(now),
    })),
  )
  const table = tx.withTables<IdentityTables>()
  await table.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  await table.insertInto('recovery_code').values(rows).execute()
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'))
}

/** Uses a code up. False when it is none of theirs, or was used: of two at once exactly one gets true. */
export async function spendRecoveryCode(
  tx: Tx,
  accountId: Id<'account'>,
  typed: string,
  now: number,
): Promise<boolean> {
  const code = readRecoveryCode(typed)
  const table = tx.withTables<IdentityTables>()
  const row = await table
    .selectFrom('recovery_code')
    .select(['id', 'hash'])
    .where('account_id', '=', accountId)
    .where('selector', '=', code.slice(0, selectorSigns))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (!(await isPassword(code.slice(selectorSigns), row?.hash)) || !row) return false
  const used = await table
    .updateTable('recovery_code')
    .set({ used_at: new Date(now) })
    .where('id', '=', row.id)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

function newRecoveryCodes(): readonly string[] {
  const codes = new Map<string, string>()
  while (codes.size < howMany) {
    const code = Array.from({ length: allSigns }, () => signs[randomInt(signs.length)]).join('')
    codes.set(code.slice(0, selectorSigns), code)
  }
  return [...codes.values()]
}

/** As typed from paper: in any case, with or without hyphens, O for 0 and I or L for 1. */
export function readRecoveryCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 40)
}
