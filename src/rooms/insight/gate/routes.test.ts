import { afterAll, describe, expect, test } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { testGate } from '../../../platform/http/testing.ts'
import { room as network } from '../../network/index.ts'
import { room } from '../index.ts'
import { testInsight } from '../testing.ts'

/** 43 hand-overs of Aulenstedt and 3 of Dornsiek, whose days add up to figures that occur nowhere else. */
const told = Array.from({ length: 43 }, (_, index) => [
  {
    through: 'benefits' as const,
    town: 'aulenstedt' as const,
    offered: addDays(day('2025-11-04'), index * 8),
    waited: 31 + (index % 9),
  },
  ...(index < 3
    ? [
        {
          through: 'benefits' as const,
          town: 'dornsiek' as const,
          offered: addDays(day('2025-11-04'), index),
          waited: 271,
        },
      ]
    : []),
]).flat()
const its = await testInsight(told)
afterAll(its.close)
const gate = await testGate(its, { rooms: [network, room] })
const coordinator = await gate.member(['coordinator'])
const steering = await gate.member(['steering'])

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0\u202f]+/g, ' ')

/** Releases what the address shows, as coordination does it. */
async function releaseAt(path: string): Promise<string> {
  const { text } = await coordinator.get(path)
  const checksum = /name="checksum"[^>]*value="([0-9a-f]{16})"|value="([0-9a-f]{16})"[^>]*name="checksum"/.exec(text)
  const { to } = await coordinator.post(path, { checksum: (checksum?.[1] ?? checksum?.[2]) as string })
  return to as string
}

describe('releasing', () => {
  test('shows beforehand exactly what is then released', async () => {
    const { status, text } = await coordinator.get('/releases/new?for=public')
    expect(status).toBe(200)
    expect(plain(text)).toContain('Genau das wird zu sehen sein')
    const address = await releaseAt('/releases/new?for=public')
    expect(address).toMatch(/^\/releases\/[0-9a-f-]{36}\?done=released$/)
    const released = await coordinator.get(address)
    expect(plain(released.text)).toContain('Freigegeben. Diese Zahlen ändern sich nicht mehr.')
    const tables = (html: string) => [...html.matchAll(/<tbody>.*?<\/tbody>/gs)].map(([body]) => plain(body))
    expect(tables(released.text)).toEqual(tables(text))
    expect(tables(text).join()).toContain('unter 5')
  })

  test('figures that changed after the preview are not released', async () => {
    const { status, text } = await coordinator.post('/releases/new?for=public', { checksum: '0123456789abcdef' })
    expect(status).toBe(409)
    expect(plain(text)).toContain('Die Zahlen haben sich geändert, seit Sie die Vorschau geöffnet haben.')
  })

  test('of one interface, and the address of nothing', async () => {
    expect((await coordinator.get('/releases/new?for=steering&interface=benefits')).status).toBe(200)
    for (const path of ['/releases/new?for=everybody', '/releases/new?for=public&interface=none'])
      expect((await coordinator.get(path)).status, path).toBe(404)
  })

  test('a file says its rule and marks what is withheld', async () => {
    const address = (await releaseAt('/releases/new?for=public')).replace(/\?.*/, '')
    const { status, text } = await coordinator.get(`${address}/towns.csv`)
    expect(status).toBe(200)
    expect(text).toContain('Dornsiek;unter 5;nicht gezeigt')
    expect(text).toContain('jede gezeigte Zahl steht für mindestens 5 Menschen')
    expect((await coordinator.get(`${address}/quality.csv`)).status).toBe(404)
  })
})

describe('a member of the steering group', () => {
  const open = (room.routes as readonly { kind: string; path: string; right: string | null }[]).filter(
    ({ right }) => right === 'insight.released',
  )

  test('reads releases by three addresses of insight, and no other', () => {
    expect(open.map(({ path }) => path)).toEqual(['/releases', '/releases/:id', '/releases/:id/:table'])
    for (const [right, roles] of Object.entries(room.rights))
      expect([right, (roles as readonly string[]).includes('steering')]).toEqual([right, right === 'insight.released'])
  })

  test('finds an exact figure on none of them', async () => {
    const released = await releaseAt('/releases/new?for=steering')
    const address = released.replace(/\?.*/, '')
    const pages = ['/releases', address, `${address}/hurdles.csv`, `${address}/towns.csv`, `${address}/district.csv`]
    const exact = /\b(771|729|1\.?499|1499)\b/
    for (const path of pages) {
      const { status, text } = await steering.get(path)
      expect(status, path).toBe(200)
      expect(plain(text), path).not.toMatch(exact)
    }
    for (const path of [
      '/situation',
      '/interfaces',
      '/interfaces/benefits',
      '/situation/towns.csv',
      '/releases/new?for=steering',
    ])
      expect((await steering.get(path)).status, path).toBe(403)
  })
})

test('no text was missing', () => expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([]))
