import { afterAll, expect, test } from 'vitest'
import { testGate } from '../../platform/http/testing.ts'
import { room as network } from '../network/index.ts'
import { room } from './index.ts'
import { testInsight } from './testing.ts'

const its = await testInsight()
afterAll(its.close)
const gate = await testGate(its, { rooms: [network, room] })
const coordinator = await gate.member(['coordinator'])

test('a district without hand-overs says why there is nothing and what comes next', async () => {
  const { status, text } = await coordinator.get('/situation')
  expect(status).toBe(200)
  expect(text).toContain('Noch keine Übergabe erfasst.')
  expect(text).toContain('Im Katalog stehen 3 Schnittstellen, 2 davon mit Ziel.')
  expect(text).toContain('href="/auental/network/interfaces"')
  expect(text).not.toContain('<figure')
})

test.each(['/interfaces', '/interfaces/benefits', '/situation/hurdles.csv'])(
  '%s stands without a hand-over',
  async (path) => {
    expect((await coordinator.get(path)).status).toBe(200)
  },
)

test('no text was missing', () => expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([]))
