import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Invalid } from '../../kernel/errors.ts'
import { readLog } from './index.ts'
import { inPieces } from './testing.ts'

/** Whatever bytes come in: either a sound log comes out, or the reading is refused with a reason. */

const csv = `Fall;Schritt;Stelle;Datum\n${Array.from({ length: 20 }, (_, i) => `F${i % 3};"Schritt ""${i}""";Träger;${10 + i}.10.2011 08:0${i % 10}\n`).join('')}`
const events = Array.from(
  { length: 10 },
  (_, i) =>
    `<event><string key="concept:name" value="a&amp;${i}"/><date key="time:timestamp" value="2011-10-${10 + i}T00:00:00Z"/><list key="l"><int key="x" value="1"/></list></event>`,
)
const xes = `<?xml version="1.0"?><!-- small --><log><global scope="event"><string key="org:group" value="-"/></global><trace><string key="concept:name" value="1"/>${events.join('\n')}</trace></log>`
const sound = [csv, xes].flatMap((text) => [
  Buffer.from(text),
  gzipSync(text),
  Buffer.from(`\ufeff${text}`, 'utf16le'),
  Buffer.from(text, 'latin1'),
])

const place = fc.double({ min: 0, max: 1, noNaN: true })
const telling = fc.constantFrom(0, 10, 13, 34, 38, 39, 44, 47, 59, 60, 62, 0x80, 0xc3, 0xff)
const damage = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), at: place, byte: telling }),
  fc.record({ kind: fc.constant('cut' as const), at: place, to: place }),
  fc.record({ kind: fc.constant('repeat' as const), at: place, to: place }),
)

test('damaged logs never break the readers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sound),
      fc.array(damage, { minLength: 1, maxLength: 5 }),
      async (bytes, damages) => {
        let damaged = Buffer.from(bytes)
        for (const one of damages) {
          const at = Math.floor(one.at * damaged.length)
          if (one.kind === 'set') damaged[at] = one.byte
          else {
            const to = Math.floor(one.to * damaged.length)
            const rest = damaged.subarray(one.kind === 'cut' ? Math.max(at, to) : Math.min(at, to))
            damaged = Buffer.concat([damaged.subarray(0, at), rest])
          }
        }
        try {
          const { log } = await readLog(inPieces(new Uint8Array(damaged), [101]), { attributes: 'all' })
          for (const { codes, labels } of [log.cases, log.activities, ...log.attributes.values()]) {
            expect(codes.length).toBe(log.size)
            for (const code of codes) expect(code < labels.length && code >= -1).toBe(true)
          }
        } catch (error) {
          if (!(error instanceof Invalid)) throw error
          expect(error.issues.length).toBeGreaterThan(0)
        }
      },
    ),
    { numRuns: 500 },
  )
})
