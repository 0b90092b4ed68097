import { connect, type PeerCertificate, type TLSSocket } from 'node:tls'
import type { HealthFinding, MachineCheck, TenantCheck } from '../check.ts'

/** Days left below which somebody should look, and below which nobody may wait. */
export const leastDays = { attention: 21, broken: 5 }

export interface SeenCertificate {
  /** What the chain's check said; undefined when it holds. */
  readonly refused: string | undefined
  readonly validTo: Date
  readonly issuer: string
}

/** Judges a certificate. The name is part of the chain's check. */
export function judgeCertificate({ refused, validTo, issuer }: SeenCertificate, now: number): HealthFinding {
  const days = Math.floor((validTo.getTime() - now) / 86_400_000)
  const values = { days, until: validTo, issuer }
  if (days < 0) return { state: 'broken', code: 'expired', values }
  if (refused === 'ERR_TLS_CERT_ALTNAME_INVALID') return { state: 'broken', code: 'other-name', values }
  if (refused !== undefined) return { state: 'broken', code: 'not-trusted', values: { ...values, why: refused } }
  const state = days < leastDays.broken ? 'broken' : days < leastDays.attention ? 'attention' : 'ok'
  return { state, code: state === 'ok' ? 'fine' : 'ends-soon', values }
}

/** Asks the address itself, as a browser would, for its certificate. */
export async function certificateOf(origin: URL, signal: AbortSignal, ca?: string): Promise<SeenCertificate> {
  const host = origin.hostname.replace(/^\[|\]$/g, '')
  const isName = !/^[\d.]+$|:/.test(host)
  const { promise, resolve, reject } = Promise.withResolvers<SeenCertificate>()
  const socket: TLSSocket = connect(
    {
      host,
      port: Number(origin.port || 443),
      ...(isName && { servername: host }),
      // What is wrong with it is to be told, not to end the look.
      rejectUnauthorized: false,
      ...(ca !== undefined && { ca }),
    },
    () => {
      const certificate: PeerCertificate = socket.getPeerCertificate()
      const error = socket.authorizationError as unknown as Error | string | null
      const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : error
      resolve({
        refused: code ?? undefined,
        validTo: new Date(certificate.valid_to),
        issuer: String(certificate.issuer?.O ?? certificate.issuer?.CN ?? '–'),
      })
    },
  )
  socket.on('error', reject)
  const abort = () => socket.destroy(new Error('no answer'))
  signal.addEventListener('abort', abort)
  try {
    return await promise
  } finally {
    signal.removeEventListener('abort', abort)
    socket.destroy()
  }
}

async function look(address: string, signal: AbortSignal): Promise<HealthFinding> {
  const origin = new URL(address)
  if (origin.protocol !== 'https:') {
    const local = /^(localhost|127\..*|\[::1\])$/.test(origin.hostname)
    return { state: local ? 'ok' : 'attention', code: local ? 'local' : 'plain', values: { host: origin.host } }
  }
  try {
    // The real time, whatever NAHTLOS_NOW says: certificates end by it.
    const found = judgeCertificate(await certificateOf(origin, signal), Date.now())
    return { ...found, values: { host: origin.host, ...found.values } }
  } catch {
    return { state: 'attention', code: 'unreachable', values: { host: origin.host } }
  }
}

const installation: MachineCheck = {
  key: 'certificate.installation',
  about: 'machine',
  run: ({ config, signal }) => look(config.origin, signal),
}

const tenant: TenantCheck = {
  key: 'certificate.tenant',
  about: 'tenant',
  run: async ({ signal }, { origin }) => (origin ? await look(origin, signal) : { state: 'ok', code: 'shared' }),
}

export const certificateChecks = [installation, tenant]
