import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../database/index.ts'
import { createFormat } from '../../i18n/index.ts'
import { sendMail } from '../../mail/index.ts'
import type { IdentityTables } from '../tables.ts'

/** What somebody is told of by mail, so that they see when it was not they who did it (OWASP ASVS 5, 6.3.7). */
export type Notice =
  | 'password-changed'
  | 'factor-added'
  | 'factor-removed'
  | 'factor-reset'
  | 'recovery-renewed'
  | 'recovery-used'
  | 'codes-guessed'

/** Writes to the member who has this account; a role of a demo has no address and gets nothing. No mail names a person. */
export async function notify(tx: Tx, accountId: Id<'account'>, notice: Notice, now: number): Promise<void> {
  const member = await tx
    .withTables<IdentityTables>()
    .selectFrom('account')
    .innerJoin('membership', 'membership.account_id', 'account.id')
    .select(['membership.id', 'membership.email', 'account.locale'])
    .where('account.id', '=', accountId)
    .executeTakeFirst()
  if (!member?.email) return
  const { locale } = member
  await sendMail(
    tx,
    {
      to: member.email,
      template: `identity.${notice}`,
      locale,
      values: { at: createFormat(locale).instant(new Date(now)) },
      links: { account: '/account' },
      about: { kind: 'member', id: member.id },
    },
    now,
  )
}
