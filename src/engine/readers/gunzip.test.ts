import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { gunzip } from './gunzip.ts'
import { readLog } from './index.ts'
import { inPieces, issuesOf } from './testing.ts'

const csv = 'case,activity,time\n1,a,2011-10-11\n1,b,2011-10-12\n'

async function unpacked(bytes: Uint8Array, largest?: number): Promise<number> {
  let size = 0
  for await (const piece of gunzip(inPieces(bytes, [1000]), largest)) size += piece.length
  return size
}

test('unpacks one member or several in a row', async () => {
  const bytes = Buffer.concat([gzipSync(csv), gzipSync('2,a,2011-10-13\n')])
  const { log, report } = await readLog(inPieces(bytes, [7]))
  expect(log.size).toBe(3)
  expect(report.gzip).toBe(true)
})

test('data that is cut off, damaged or followed by something else is refused', async () => {
  const packed = gzipSync(csv)
  const codes = async (bytes: Uint8Array) => (await issuesOf(readLog(inPieces(bytes)))).map((issue) => issue.code)
  expect(await codes(packed.subarray(0, packed.length - 10))).toEqual(['log.gzip.cut-off'])
  expect(await codes(packed.subarray(0, 12))).toEqual(['log.gzip.cut-off'])
  const damaged = Buffer.from(packed)
  damaged[packed.length - 6] = (damaged[packed.length - 6] as number) ^ 0xff
  expect(await codes(damaged)).toEqual(['log.gzip.damaged'])
})

test('a bomb is refused early, and the bound can be raised', async () => {
  const bomb = gzipSync(Buffer.alloc(100_000_000, 'a'))
  const [issue] = await issuesOf(unpacked(bomb))
  expect(issue?.code).toBe('log.gzip.bomb')
  expect(issue?.values?.['unpacked']).toBeLessThan(70_000_000)
  expect(await unpacked(bomb, 2000)).toBe(100_000_000)
})

test('a log with more events, or larger unpacked, than wanted is left while it is read', async () => {
  async function* rows() {
    yield Buffer.from('case,activity,time\n')
    for (let at = 0; at < 50; at++) yield Buffer.from('1,a,2011-10-11\n'.repeat(10_000))
    throw new Error('read to the end')
  }
  const xes = (count: number) =>
    `<log><trace>${'<event><string key="concept:name" value="a"/><date key="time:timestamp" value="2011-10-11T00:00:00Z"/></event>'.repeat(count)}</trace></log>`
  const many = [{ code: 'log.too-many-events', values: { most: 3 } }]
  expect(await issuesOf(readLog(rows(), { mostEvents: 3 }))).toMatchObject(many)
  expect(await issuesOf(readLog(inPieces(Buffer.from(xes(4))), { mostEvents: 3 }))).toMatchObject(many)
  expect((await readLog(inPieces(Buffer.from(xes(3))), { mostEvents: 3 })).log.size).toBe(3)
  const packed = gzipSync(csv.repeat(100_000))
  const [issue] = await issuesOf(readLog(inPieces(packed), { largestUnpacked: 1 << 20 }))
  expect(issue).toMatchObject({ code: 'log.gzip.too-large', values: { megabytes: 1 } })
})

test('what packs well but is small is no bomb', async () => {
  expect(await unpacked(gzipSync(Buffer.alloc(10_000_000, 'a')))).toBe(10_000_000)
})

test('errors of the source pass through, and an early end of reading closes the source', async () => {
  const packed = gzipSync(csv)
  async function* breaking() {
    yield packed.subarray(0, 15)
    throw new Error('disk gone')
  }
  await expect(readLog(breaking())).rejects.toThrow('disk gone')
  let closed = false
  async function* watched() {
    try {
      for (;;) yield gzipSync(Buffer.from(csv.repeat(10_000)))
    } finally {
      closed = true
    }
  }
  for await (const _ of gunzip(watched())) break
  expect(closed).toBe(true)
})
