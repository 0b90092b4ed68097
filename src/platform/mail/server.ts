import { createTransport } from 'nodemailer'

export interface Message {
  /** Stays the same in every attempt: receivers take two of the same for one. */
  readonly id: string
  readonly from: { readonly name: string; readonly address: string }
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly unsubscribe: string | undefined
}

/** Somewhere to hand mails to. */
export interface MailServer {
  /** Resolves when the server has taken it; throws what the server or the line said. */
  deliver(message: Message): Promise<void>
  close(): void
}

/** Why a mail was not taken: a code for the list, and whether trying again is of no use. */
export interface Refusal {
  readonly code: 'unreachable' | 'not-trusted' | 'sign-in-refused' | 'recipient-refused' | 'refused-for-now' | 'refused'
  readonly final: boolean
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|\[::1\]|localhost)$/

/**
 * Mails by SMTP. `smtps://user:password@host:465` speaks TLS from the first byte, `smtp://host:587` must change to it before
 * anything is said; a server on this machine may do without. Certificates are checked.
 */
export function smtpServer(url: string): MailServer {
  const transport = transportTo(url)
  return {
    async deliver({ id, from, to, subject, text, unsubscribe }) {
      await transport.sendMail({
        messageId: `<${id}@${from.address.split('@')[1]}>`,
        from,
        to: { name: '', address: to },
        subject,
        text,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          ...(unsubscribe && { 'List-Unsubscribe': `<${unsubscribe}>` }),
        },
      })
    },
    close: () => transport.close(),
  }
}

/** Connects, changes to TLS and signs in as a mail would, without sending one. Throws what the server or the line said. */
export async function tryServer(url: string): Promise<void> {
  const transport = transportTo(url)
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}

function transportTo(url: string) {
  const address = new URL(url)
  const host = address.hostname
  const secure = address.protocol === 'smtps:'
  return createTransport({
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(address.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !loopback.test(host),
    ignoreTLS: !secure && loopback.test(host),
    ...(address.username && {
      auth: { user: decodeURIComponent(address.username), pass: decodeURIComponent(address.password) },
    }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    // A text can name no file and no address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** What a failed delivery means. Permanent answers of the server (5xx, RFC 5321) are final; all else may pass. */
export function refusalOf(error: unknown): Refusal {
  const { code, originalCode, responseCode, command } = error as Partial<
    Record<'code' | 'originalCode' | 'command', string>
  > & { responseCode?: number }
  if (code === 'EAUTH') return { code: 'sign-in-refused', final: false }
  if (/CERT|SELF_SIGNED|TLS|SSL/.test(`${code} ${originalCode}`)) return { code: 'not-trusted', final: false }
  if (responseCode === undefined) return { code: 'unreachable', final: false }
  if (responseCode < 500) return { code: 'refused-for-now', final: false }
  return { code: command === 'RCPT TO' || code === 'EENVELOPE' ? 'recipient-refused' : 'refused', final: true }
}
