import { lookup } from 'node:dns'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Requests to addresses that somebody typed: sign-in providers, receivers of messages. How far they may go. */
export interface Reach {
  /** Plain HTTP to this machine: for development and tests, never where the platform itself is reached by https. */
  readonly loopback: boolean
  /** Hosts with private addresses that the operator has named: the district's own network. */
  readonly privateHosts: readonly string[]
}

/** By where the platform itself is reached, and what the operator has named. */
export function reachFrom(origin: string, privateHosts: readonly string[]): Reach {
  return { loopback: !origin.startsWith('https:'), privateHosts }
}

/** Why a request did not happen or was given up. `detail` is for the audit: a system's code, never what was answered. */
export class OutboundFailure extends Error {
  override name = 'OutboundFailure'
  readonly code: 'not-https' | 'private-address' | 'away' | 'too-slow' | 'too-large'
  constructor(code: OutboundFailure['code'], options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

/** Time for one request in all, and the largest answer that is read. */
const timeoutMs = 5000
const largestBytes = 1024 * 1024

const never = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  never.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  never.addSubnet(net, bits, 'ipv6')

const inside = new BlockList()
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
inside.addSubnet('fc00::', 7, 'ipv6')

/** Whether requests may go to an address that a host's name leads to. */
export function mayReach(address: string, host: string, reach: Reach): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const plain = mapped ?? address
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
  if (isIP(plain) === 0) return false
  if (plain === '::1' || (family === 'ipv4' && plain.startsWith('127.'))) return reach.loopback
  if (never.check(plain, family)) return false
  return !inside.check(plain, family) || reach.privateHosts.includes(host)
}

export interface Outgoing {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
}

/**
 * `fetch` for what an administrator has typed: https only, an answer of at most 1 MiB within 5 seconds, no redirect
 * followed (it comes back as it is, and no caller takes one). The address is judged where the connection is made, so that a
 * name cannot lead elsewhere a moment later. Throws OutboundFailure.
 */
export async function fetchWithin(reach: Reach, address: string, outgoing: Outgoing = {}): Promise<Response> {
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const local = /^(localhost|127(\.\d+){3}|::1)$/.test(host)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local && reach.loopback))
    throw new OutboundFailure('not-https')
  if (isIP(host) !== 0 && !mayReach(host, host, reach)) throw new OutboundFailure('private-address')
  const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(outgoing.signal ? [outgoing.signal] : [])])
  try {
    return await exchange(url, outgoing, signal, lookupWithin(reach, host))
  } catch (error) {
    if (error instanceof OutboundFailure) throw error
    throw new OutboundFailure(signal.aborted ? 'too-slow' : 'away', { cause: error })
  }
}

function exchange(url: URL, outgoing: Outgoing, signal: AbortSignal, lookup: LookupFunction): Promise<Response> {
  const { method = 'GET', headers = {}, body } = outgoing
  const content = body === undefined || body === null ? undefined : Buffer.from(String(body))
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestSecure : requestPlain)(
      url,
      {
        method,
        // No coding is asked for: the limit then counts what is really read.
        headers: {
          ...headers,
          'accept-encoding': 'identity',
          ...(content && { 'content-length': String(content.length) }),
        },
        signal,
        lookup,
        agent: false,
      },
      (answer) => {
        const chunks: Buffer[] = []
        let size = 0
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > largestBytes) request.destroy(new OutboundFailure('too-large'))
          else chunks.push(chunk)
        })
        answer.on('error', reject)
        answer.on('end', () => resolve(responseOf(answer.statusCode ?? 502, answer.headers, Buffer.concat(chunks))))
      },
    )
    request.on('error', reject)
    request.end(content)
  })
}

function responseOf(status: number, headers: NodeJS.Dict<string | string[]>, body: Buffer<ArrayBuffer>): Response {
  const kept = new Headers()
  for (const [name, value] of Object.entries(headers)) for (const one of [value ?? []].flat()) kept.append(name, one)
  return new Response([204, 205, 304].includes(status) ? null : body, { status, headers: kept })
}

/** Resolves a name and gives the connection only addresses that may be reached. */
function lookupWithin(reach: Reach, host: string): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      const open = addresses.filter(({ address }) => mayReach(address, host, reach))
      const [first] = open
      if (!first) return callback(new OutboundFailure('private-address'), [])
      if (options.all) callback(null, open)
      else callback(null, first.address, first.family)
    })
  }
}
