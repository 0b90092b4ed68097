import { getConnInfo } from '@hono/node-server/conninfo'
import type { GateContext } from './house.ts'

/**
 * Network address of the sender. Behind reverse proxies it is what the outermost trusted one wrote last into
 * X-Forwarded-For; anything before that was written by the sender and counts for nothing.
 */
export function clientAddress(c: GateContext, trustedProxies: number): string {
  const direct = directAddress(c) ?? 'unknown'
  if (trustedProxies === 0) return direct
  const hops = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean)
  return hops.at(-trustedProxies) ?? direct
}

/** True for a request from this machine that no proxy has passed on. */
export function isLocal(c: GateContext): boolean {
  if (c.req.header('x-forwarded-for') !== undefined || c.req.header('forwarded') !== undefined) return false
  return /^(127\.|::1$|::ffff:127\.)/.test(directAddress(c) ?? '')
}

function directAddress(c: GateContext): string | undefined {
  // Requests made by tests without a server have no connection.
  if (!(c.env as { incoming?: unknown } | undefined)?.incoming) return undefined
  return getConnInfo(c).remote.address
}
