import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { clientAddress, isLocal } from './client.ts'
import type { GateEnv } from './house.ts'

const ask = async (remoteAddress: string, headers: Record<string, string>, proxies: number) => {
  const gate = new Hono<GateEnv>().get('/', (c) => c.json([clientAddress(c, proxies), isLocal(c)]))
  const answer = await gate.request('/', { headers }, { incoming: { socket: { remoteAddress } } })
  return (await answer.json()) as [string, boolean]
}

test.each([
  ['nobody in between', '203.0.113.9', {}, 0, '203.0.113.9', false],
  ['a header that nobody vouches for', '203.0.113.9', { 'x-forwarded-for': '1.2.3.4' }, 0, '203.0.113.9', false],
  ['one proxy', '127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }, 1, '203.0.113.9', false],
  [
    'one proxy and a forged hop before it',
    '127.0.0.1',
    { 'x-forwarded-for': '1.2.3.4, 203.0.113.9' },
    1,
    '203.0.113.9',
    false,
  ],
  ['two proxies', '127.0.0.1', { 'x-forwarded-for': '203.0.113.9, 10.0.0.1' }, 2, '203.0.113.9', false],
  ['a proxy that says nothing', '10.0.0.1', {}, 1, '10.0.0.1', false],
  ['this machine', '127.0.0.1', {}, 0, '127.0.0.1', true],
  ['this machine, version 6', '::1', {}, 0, '::1', true],
  [
    'this machine behind a proxy of its own',
    '::ffff:127.0.0.1',
    { forwarded: 'for=203.0.113.9' },
    0,
    '::ffff:127.0.0.1',
    false,
  ],
] as const)('with %s', async (_what, remote, headers, proxies, address, local) => {
  expect(await ask(remote, headers, proxies)).toEqual([address, local])
})
