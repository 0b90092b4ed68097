import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstDayOf, lastDayOf } from '../scenario/moment.ts'
import { parseScenario } from '../scenario/read.ts'
import { played } from './testing.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const towns = ['North', 'East', 'South']
const groups = ['families', 'singles']
const month = fc.oneof(
  fc.integer({ min: 0, max: 14 }).map((n) => `start+${n}`),
  fc.integer({ min: 0, max: 14 }).map((n) => `end-${n}`),
  fc.constantFrom('2025-12', '2026-03', '2030-01'),
)
const size = fc.oneof(
  fc.record({ factor: fc.double({ min: 0.05, max: 20, noNaN: true }) }),
  fc.record({ addedDays: fc.integer({ min: -400, max: 400 }) }),
)
const someTowns = fc.subarray(towns, { minLength: 1 })
const key = fc.constantFrom('a-b', 'b-c')

const anInterface = (name: string) =>
  fc.record(
    {
      key: fc.constant(name),
      from: fc.constant(name[0]!),
      to: fc.constant(name[2]!),
      passagesPerYear: fc.double({ min: 1, max: 500, noNaN: true }),
      wait: fc.record(
        {
          medianDays: fc.double({ min: 0.2, max: 400, noNaN: true }),
          sigma: fc.double({ min: 0, max: 3, noNaN: true }),
          tailShare: fc.double({ min: 0, max: 0.4, noNaN: true }),
          tailAlpha: fc.double({ min: 0.5, max: 20, noNaN: true }),
        },
        { requiredKeys: ['medianDays'] },
      ),
      targetDays: fc.option(fc.integer({ min: 0, max: 90 }), { nil: null }),
      preparedShare: share,
      askedBackShare: share,
      declinedShare: fc.double({ min: 0, max: 0.3, noNaN: true }),
      withdrawnShare: fc.double({ min: 0, max: 0.3, noNaN: true }),
      neverShare: fc.double({ min: 0, max: 0.3, noNaN: true }),
      completedShare: share,
      completionDays: fc.integer({ min: 0, max: 300 }),
    },
    { requiredKeys: ['key', 'from', 'to', 'passagesPerYear', 'wait'] },
  )

const anyScenario = fc.record({
  schema: fc.constant('nahtlos-scenario/1' as const),
  name: fc.constant('Any'),
  seed: fc.integer({ min: 0, max: 4_294_967_295 }),
  months: fc.integer({ min: 1, max: 14 }),
  towns: fc.constant(towns.map((name) => ({ name }))),
  groups: fc.constant(groups.map((name) => ({ name }))),
  entry: fc.record({
    medianDays: fc.integer({ min: 0, max: 90 }),
    neverConfirmsShare: share,
    estimatedShare: share,
    certainDayShare: share,
  }),
  interfaces: fc.tuple(anInterface('a-b'), anInterface('b-c')).map((two) => [...two]),
  hurdles: fc.array(
    fc.tuple(fc.record({ interface: key, share }), size).map(([one, how]) => ({ ...one, ...how })),
    { maxLength: 3 },
  ),
  changes: fc.array(
    fc
      .tuple(
        fc.record({ interface: key, at: month, overMonths: fc.integer({ min: 0, max: 20 }), towns: someTowns }),
        size,
      )
      .map(([one, how]) => ({ ...one, ...how })),
    { maxLength: 3 },
  ),
  gaps: fc.array(
    fc.record({
      key: fc.constant('g'),
      topic: fc.constant('course'),
      needPerMonth: fc.double({ min: 0.1, max: 20, noNaN: true }),
      capacityPerMonth: fc.double({ min: 0, max: 20, noNaN: true }),
      patienceDays: fc.integer({ min: 1, max: 400 }),
    }),
    { maxLength: 1 },
  ),
  seasons: fc.record({
    publicHolidays: fc.boolean(),
    closures: fc.constantFrom([], [{ from: '12-24', to: '01-06' }], [{ from: '03-01', to: '04-30' }]),
  }),
  missing: fc.record({
    silent: fc.array(
      fc.record({
        town: fc.constantFrom(...towns),
        from: fc.constantFrom('end-6w', 'start+2', 'start'),
        enteredLater: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    townShare: share,
    groupShare: share,
    reasonShare: share,
    offerShare: share,
  }),
})

test('whatever valid scenario is played: events are in order, recorded after they happened, and nothing is later than the end', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(anyScenario, (input) => {
      const { plan, passages, needs } = played(parseScenario(JSON.parse(JSON.stringify(input))))
      const [first, last] = [firstDayOf(plan.timeline.first), lastDayOf(plan.timeline.last)]
      for (const { truth, events } of passages) {
        expect(truth.offeredOn).toBeGreaterThanOrEqual(first)
        expect(truth.offeredOn).toBeLessThanOrEqual(last)
        if (truth.firstOn !== undefined) expect(truth.firstOn).toBeGreaterThanOrEqual(truth.offeredOn)
        expect(['prepared', 'offered']).toContain(events[0]!.kind)
        expect(
          events.filter(({ kind }) => ['firstAppointment', 'declined', 'withdrawn'].includes(kind)).length,
        ).toBeLessThan(2)
        if (events.some(({ kind }) => kind === 'completed'))
          expect(events.map(({ kind }) => kind)).toContain('firstAppointment')
        for (const [index, event] of events.entries()) {
          const before = events[index - 1]
          expect(event.occurredOn).toBeGreaterThanOrEqual(before?.occurredOn ?? first - 31)
          expect(event.recordedAt).toBeGreaterThan(before?.recordedAt ?? 0)
          expect(event.occurredOn).toBeLessThanOrEqual(Math.floor(event.recordedAt / 86_400_000))
          expect(event.recordedAt).toBeLessThan((last + 1) * 86_400_000)
        }
      }
      for (const { neededOn, metOn, givenUpOn } of needs) {
        for (const end of [metOn, givenUpOn].filter((day) => day !== undefined)) {
          expect(end).toBeGreaterThanOrEqual(neededOn)
          expect(end).toBeLessThanOrEqual(last)
        }
      }
    }),
    { numRuns: 60 },
  )
})
