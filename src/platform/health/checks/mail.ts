import { inTenant } from '../../database/index.ts'
import { refusalOf, tryServer } from '../../mail/server.ts'
import type { MailTables } from '../../mail/tables.ts'
import type { HealthFinding, MachineCheck, TenantCheck } from '../check.ts'

/** Connects to the mail server and signs in, without sending. */
const server: MachineCheck = {
  key: 'mail.server',
  about: 'machine',
  async run({ config }): Promise<HealthFinding> {
    if (!config.mail) return { state: 'attention', code: 'none' }
    const { host } = new URL(config.mail.smtpUrl)
    try {
      await tryServer(config.mail)
      return { state: 'ok', code: 'fine', values: { host } }
    } catch (error) {
      return { state: 'broken', code: refusalOf(error).code, values: { host } }
    }
  },
}

/** A mail that waits so long has been refused several times already. */
const longestWaitMs = 60 * 60_000
/** Mails that were given up are told for so long. */
const toldMs = 7 * 86_400_000

/** Mails that wait for long or were given up. A demo never sends, so nothing of it is stuck. */
const stuck: TenantCheck = {
  key: 'mail.stuck',
  about: 'tenant',
  async run({ db, config, clock }, tenant): Promise<HealthFinding> {
    if (tenant.demo) return { state: 'ok', code: 'demo' }
    if (!config.mail) return { state: 'ok', code: 'no-server' }
    const now = clock.now()
    const { waiting, failed } = await inTenant(
      db,
      tenant,
      'system',
      (tx) =>
        tx
          .withTables<MailTables>()
          .selectFrom('mail_outbox')
          .select(({ fn, eb }) => [
            fn
              .countAll<number>()
              .filterWhere('state', '=', 'waiting')
              .filterWhere('created_at', '<', new Date(now - longestWaitMs))
              .as('waiting'),
            fn
              .countAll<number>()
              .filterWhere(eb('state', '=', 'failed').and('created_at', '>', new Date(now - toldMs)))
              .as('failed'),
          ])
          .where('state', 'in', ['waiting', 'failed'])
          .executeTakeFirstOrThrow(),
      { readOnly: true },
    )
    if (waiting > 0) return { state: 'attention', code: 'waiting', values: { waiting } }
    if (failed > 0) return { state: 'attention', code: 'failed', values: { failed } }
    return { state: 'ok', code: 'fine' }
  },
}

export const mailChecks = [server, stuck]
