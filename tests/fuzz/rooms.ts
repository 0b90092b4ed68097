/**
 * The fuzz of some rooms as tests, a file for each so that they run side by side. 60 requests a route, the same ones in
 * every run unless `NAHTLOS_TEST_FUZZ_SEED` says otherwise; the long run is
 * `NAHTLOS_TEST_FUZZ=20000 NAHTLOS_TEST_FUZZ_SEED=$(date +%s) npm test -- tests/fuzz`.
 */
import '../production.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/database/index.ts'
import { demoDatabase } from '../demo.ts'
import { fuzz, parts } from './fuzz.ts'

/** Longest time for one part; a long run says how many hours it wants by its number of requests. */
const timeoutMs = (perRoute: number) => 300_000 + perRoute * 2000

export function fuzzRooms(isMember: (part: string) => boolean): void {
  const seed = process.env['NAHTLOS_TEST_FUZZ_SEED'] ?? 'nahtlos'
  const perRoute = Number(process.env['NAHTLOS_TEST_FUZZ'] ?? 60)

  let db: Database
  beforeAll(async () => {
    db = await demoDatabase()
  })
  afterAll(() => db.close())

  test.each(parts().filter(isMember))(
    '%s: no request breaks a route',
    async (part) => {
      const report = await fuzz(db, { seed, perRoute, part })
      const { routes, requests, sent } = report
      process.stdout.write(`fuzz, seed ${seed}, ${part}: ${requests} requests to ${routes} routes, ${sent} sent\n`)
      expect(report.broken.slice(0, 20)).toEqual([])
      expect(requests).toBeGreaterThanOrEqual(routes * perRoute)
    },
    timeoutMs(perRoute),
  )
}
