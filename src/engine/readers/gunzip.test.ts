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
