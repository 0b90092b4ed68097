import { inTenant, type Tenant } from '../database/index.ts'
import type { TestDatabase } from '../database/testing.ts'
import type { MailTables } from './tables.ts'

export interface WaitingMail {
  readonly to: string
  readonly template: string
  readonly locale: string
  readonly values: Readonly<Record<string, string | number>>
  /** Below the tenant: a browser of the gate can `get` them. */
  readonly links: Readonly<Record<string, string>>
  readonly unsubscribe: string | null
}

/** What was put into the outbox so far, in the order of its instants; of one instant, in no order. */
export async function outboxOf(test: Pick<TestDatabase, 'db'>, tenant: Tenant): Promise<readonly WaitingMail[]> {
  return await inTenant(test.db, tenant, 'system', async (tx) => {
    const rows = await tx.withTables<MailTables>().selectFrom('mail_outbox').selectAll().orderBy('id').execute()
    return rows.map((row) => ({
      to: row.recipient,
      template: row.template,
      locale: row.locale,
      values: row.template_values as WaitingMail['values'],
      links: row.links as WaitingMail['links'],
      unsubscribe: row.unsubscribe_path,
    }))
  })
}
