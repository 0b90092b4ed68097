import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tenant, type Tx } from '../../database/index.ts'
import { readSetting } from '../../settings/index.ts'
import { holdsForEmergency } from './administer.ts'
import { directorySetting } from './config.ts'
import { isLinked } from './people.ts'
import { mayUsePassword } from './rules.ts'

/** What stands on the sign-in page's button for the directory; undefined where there is none. */
export async function directoryLabel(tx: Tx): Promise<string | undefined> {
  const { value } = await readSetting(tx, directorySetting)
  return value?.on ? value.label : undefined
}

/** Whether an account may sign in here with its password. Only asked once the password was right, or a link was. */
export async function passwordHolds(tx: Tx, tenant: Tenant, accountId: Id<'account'>): Promise<boolean> {
  const { value } = await readSetting(tx, directorySetting)
  if (!value?.on || value.passwords) return true
  const linked = await isLinked(tx, tenant, accountId, value.issuer)
  if (!linked) return true
  const { rows } = await sql<{ id: Id<'user'>; administrator: boolean }>`
    SELECT m.id, EXISTS (
      SELECT FROM access_own_grants(m.id, access_today()) AS g WHERE g.role = 'administrator'
    ) AS administrator
    FROM membership AS m WHERE m.account_id = ${accountId}
  `.execute(tx)
  const member = rows[0]
  return mayUsePassword({
    allowed: false,
    linked,
    emergency: member !== undefined && member.id === value.emergency,
    emergencyHolds: await holdsForEmergency(tx, value.emergency),
    administrator: member?.administrator === true,
  })
}
