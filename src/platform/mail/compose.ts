import type { Tenant } from '../database/index.ts'
import type { Translate } from '../i18n/index.ts'
import type { Wording } from './wording.ts'

export interface Composing {
  readonly template: string
  readonly values: Readonly<Record<string, string | number>>
  readonly links: Readonly<Record<string, string>>
  readonly unsubscribe: string | null
}

export interface Composed {
  readonly subject: string
  readonly body: string
  /** Whole address of the page that ends such mails. */
  readonly unsubscribe: string | undefined
}

/** The texts of a mail in one language, with whole addresses for its links. Throws Error where a text or a value is missing. */
export function compose(
  mail: Composing,
  tenant: Pick<Tenant, 'key' | 'name' | 'demo'>,
  origin: string,
  t: Translate,
  wording: Wording = { sender: null, closing: null },
): Composed {
  const [room, name] = mail.template.split('.', 2)
  const whole = (path: string) => `${origin}/${tenant.key}${path}`
  const links = Object.fromEntries(Object.entries(mail.links).map(([key, path]) => [key, whole(path)]))
  const values = { district: tenant.name, ...mail.values, ...links }
  const unsubscribe = mail.unsubscribe === null ? undefined : whole(mail.unsubscribe)
  const subject = oneLine(t(`${room}.mail.${name}.subject`, values))
  const closing = wording.closing === null ? '' : `\n\n${wording.closing.trim()}`
  const foot = [
    t('mail.foot', { district: tenant.name }),
    ...(unsubscribe ? [t('mail.foot-unsubscribe', { unsubscribe })] : []),
  ]
  return {
    subject: tenant.demo ? `[${t('page.demo-mark')}] ${subject}` : subject,
    body: `${t(`${room}.mail.${name}.body`, values).trim()}${closing}\n\n-- \n${foot.join('\n')}\n`,
    unsubscribe,
  }
}

/** A subject is a header: a line break in it would begin another one. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200)
}

const secret = /[A-Za-z0-9_-]{43}/g

/** The text without what made its links secret: what the outbox keeps of a mail that was sent. */
export function withoutTokens(text: string): string {
  return text.replace(secret, '…')
}
