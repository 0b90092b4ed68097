import { randomBytes } from 'node:crypto'

/**
 * The id by which a request is found in every log: that of the proxy in front, when it sends a valid `traceparent` (W3C Trace
 * Context, version 00) and is trusted, else one of our own. Of whoever reaches the program itself none is taken: they
 * could give many requests one id.
 */
export function traceOf(traceparent: string | undefined, trustedProxies: number): string {
  if (trustedProxies > 0) {
    const [, trace, parent] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(traceparent ?? '') ?? []
    if (trace && parent && /[^0]/.test(trace) && /[^0]/.test(parent)) return trace
  }
  return randomBytes(8).toString('hex')
}
