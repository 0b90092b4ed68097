import { rootCertificates } from 'node:tls'
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
  /** Whether it hangs or was just not to be reached: a mail had better wait a minute than hold up other work. */
  readonly rests: boolean
  close(): void
}

/** Where the mail server is and how it is spoken to. */
export interface MailServerAddress {
  readonly smtpUrl: string
  /** Certificates of authorities besides those that the machine trusts, in PEM: of an office that signs its own. */
  readonly ca?: string | undefined
  /** Mails may go over a line without TLS where the server offers none. Only for servers that nobody else can listen to. */
  readonly tlsOptional?: boolean | undefined
  /** Where bounces go; the address that mails come from unless told. */
  readonly bounces?: string | undefined
}

/** How long a server may take, in milliseconds. All of them together stay below the half minute of a whole delivery. */
export interface MailLimits {
  readonly connect: number
  readonly greet: number
  /** Of silence on the line. */
  readonly silence: number
  /** A whole delivery, however chatty the server is. */
  readonly whole: number
  /** After so long a delivery counts as hanging, and further mails wait. */
  readonly slow: number
  /** So long nothing is tried after the server was not to be reached. */
  readonly rest: number
}

const usualLimits: MailLimits = {
  connect: 10_000,
  greet: 10_000,
  silence: 20_000,
  whole: 30_000,
  slow: 3000,
  rest: 60_000,
}

/** Why a mail was not taken: a code for the list, and whether trying again is of no use. */
export interface Refusal {
  readonly code: 'unreachable' | 'not-trusted' | 'sign-in-refused' | 'recipient-refused' | 'refused-for-now' | 'refused'
  readonly final: boolean
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|\[::1\]|localhost)$/

/**
 * Mails by SMTP. `smtps://user:password@host:465` speaks TLS from the first byte, `smtp://host:587` must change to it before
 * anything is said; a server on this machine may do without, unless an authority is given for it. Certificates are checked.
 */
export function smtpServer(address: MailServerAddress, limits: MailLimits = usualLimits): MailServer {
  const transport = transportTo(address, limits)
  const underWay = new Set<number>()
  let restsUntil = 0
  return {
    get rests() {
      const now = performance.now()
      return now < restsUntil || [...underWay].some((since) => now - since > limits.slow)
    },
    async deliver({ id, from, to, subject, text, unsubscribe }) {
      const since = performance.now()
      underWay.add(since)
      try {
        const sent = transport.sendMail({
          messageId: `<${id}@${from.address.split('@')[1]}>`,
          from,
          to: { name: '', address: to },
          envelope: { from: address.bounces ?? from.address, to },
          subject,
          text,
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            ...(unsubscribe && { 'List-Unsubscribe': `<${unsubscribe}>` }),
          },
        })
        await within(limits.whole, sent)
      } catch (error) {
        if (ofServer.includes(refusalOf(error).code)) restsUntil = performance.now() + limits.rest
        throw error
      } finally {
        underWay.delete(since)
      }
    },
    close: () => transport.close(),
  }
}

/** Refusals that every other mail would meet, too. */
const ofServer: readonly Refusal['code'][] = ['unreachable', 'not-trusted', 'sign-in-refused']

/** A server that says something now and then would never be silent for long. */
async function within(ms: number, sent: Promise<unknown>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => reject(Object.assign(new Error('the mail server takes too long'), { code: 'ETIMEDOUT' })),
    ms,
  )
  try {
    await Promise.race([sent, promise])
  } finally {
    clearTimeout(timer)
    // What it says after that is of no interest.
    sent.catch(() => undefined)
  }
}

/** Connects, changes to TLS and signs in as a mail would, without sending one. Throws what the server or the line said. */
export async function tryServer(address: MailServerAddress): Promise<void> {
  const transport = transportTo(address, usualLimits)
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}

function transportTo({ smtpUrl, ca, tlsOptional }: MailServerAddress, limits: MailLimits) {
  const address = new URL(smtpUrl)
  const host = address.hostname
  const secure = address.protocol === 'smtps:'
  const here = loopback.test(host) && ca === undefined
  return createTransport({
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(address.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !here && tlsOptional !== true,
    ignoreTLS: !secure && here,
    tls: { minVersion: 'TLSv1.2', ...(ca !== undefined && { ca: [...rootCertificates, ca] }) },
    ...(address.username && {
      auth: { user: decodeURIComponent(address.username), pass: decodeURIComponent(address.password) },
    }),
    connectionTimeout: limits.connect,
    greetingTimeout: limits.greet,
    socketTimeout: limits.silence,
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
