import { expect, test } from 'vitest'
import type { Load } from './passages.ts'
import { Residents } from './resident.ts'

const aLoad = (revision: string, size: number): Load => ({ revision, passages: { size } }) as Load

test('the same revision is read once, also by many at a time', async () => {
  const residents = new Residents()
  let reads = 0
  const read = async () => {
    reads++
    return aLoad('1', 5)
  }
  const loads = await Promise.all([1, 2, 3].map(() => residents.get('t_auental', '1', read)))
  await residents.get('t_auental', '1', read)
  expect(reads).toBe(1)
  expect(new Set(loads).size).toBe(1)
})

test('a revision that moved on is read again, and the old one is not kept', async () => {
  const residents = new Residents()
  await residents.get('t_auental', '1', async () => aLoad('1', 5))
  const load = await residents.get('t_auental', '2', async () => aLoad('2', 7))
  expect(load.revision).toBe('2')
  expect(residents.size).toBe(7)
})

test('the district not asked for longest is let go, never the present one', async () => {
  const residents = new Residents(10)
  const reads: string[] = []
  const ask = (schema: string, size: number) =>
    residents.get(schema, '1', async () => {
      reads.push(schema)
      return aLoad('1', size)
    })
  await ask('a', 4)
  await ask('b', 4)
  await ask('a', 4)
  await ask('c', 4)
  expect(residents.size).toBe(8)
  await ask('a', 4)
  expect(reads).toEqual(['a', 'b', 'c'])
  await ask('large', 50)
  expect(residents.size).toBe(50)
})

test('a load that fails is not kept', async () => {
  const residents = new Residents()
  await expect(residents.get('a', '1', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  expect((await residents.get('a', '1', async () => aLoad('1', 1))).revision).toBe('1')
})
