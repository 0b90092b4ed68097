import { quoteLiteral } from '../database/escape.ts'

/** Accounts that a tenant trusts, and those that stand for roles of it (only demos have them). */
const accountsOf = (tenant: string) =>
  `(SELECT account_id FROM account_tenant WHERE tenant = ${tenant} UNION SELECT id FROM account WHERE demo_tenant = ${tenant})`

/**
 * What becomes of every table of the schema that all tenants share. `travels`: the rows that belong to a tenant, as a
 * condition. `whole`: only with the whole installation. `stays`: never. A test finds the table that nobody has listed.
 *
 * Sessions, links that work once and known browsers stay: a session that was ended after the backup must not come back to
 * life by a restore, nor a link that was used.
 */
export const sharedRows: Readonly<
  Record<string, { readonly travels: (tenant: string) => string } | 'whole' | 'stays'>
> = {
  tenant: { travels: (tenant) => `key = ${tenant}` },
  account: { travels: (tenant) => `id IN ${accountsOf(tenant)}` },
  account_tenant: { travels: (tenant) => `tenant = ${tenant}` },
  credential: { travels: (tenant) => `account_id IN ${accountsOf(tenant)}` },
  recovery_code: { travels: (tenant) => `account_id IN ${accountsOf(tenant)}` },
  milestone: 'whole',
  migration: 'stays',
  session: 'stays',
  one_time_link: 'stays',
  known_device: 'stays',
  sign_in_throttle: 'stays',
  spent_challenge: 'stays',
  program_version: 'stays',
  directory_sign_in: 'stays',
  directory_session: 'stays',
  directory_logout: 'stays',
  backup_run: 'stays',
}

/** The condition for the rows of a shared table in a backup; undefined for none at all, '' for all. */
export function conditionFor(table: string, tenantKey: string | undefined): string | undefined {
  const rule = sharedRows[table] ?? 'stays'
  if (rule === 'stays') return undefined
  if (tenantKey === undefined) return ''
  return rule === 'whole' ? undefined : rule.travels(quoteLiteral(tenantKey))
}
