import type { InterfaceFigures, LostDays, Situation } from '../../../engine/index.ts'
import type { Day } from '../../../kernel/day.ts'
import { type Sheet, type Source, table } from '../sheet.ts'
import { changes, hurdles, months, quality, stale } from './parts.ts'

export type SituationSheet = ReturnType<typeof situationSheet>

/** What is known of the towns besides the hand-overs: residents by key. */
export type Residents = ReadonlyMap<string, number>

/**
 * The start page as tables. `recordsFrom` is the day of the first offer on record: a previous year that begins before it
 * is not compared.
 */
export function situationSheet(
  situation: Situation,
  question: { readonly source: Omit<Source, 'population'>; readonly residents: Residents; readonly recordsFrom: Day },
) {
  const { source, residents, recordsFrom } = question
  const all = [...situation.interfaces, ...situation.withoutTarget]
  const known = recordsFrom <= situation.previous.period.from
  const count = (of: (figures: InterfaceFigures) => number) => all.reduce((sum, figures) => sum + of(figures), 0)
  return {
    name: 'situation' as const,
    source: { ...source, population: situation.passages },
    tables: {
      district: table(
        {
          handOvers: 'count',
          open: 'count',
          stale: 'count',
          senderOnly: 'count',
          estimated: 'count',
          lostDays: 'days',
          lostArrived: 'days',
          lostOpen: 'days',
          waitingDays: 'days',
          previousKnown: 'mark',
          previousLostDays: 'days',
        },
        [
          {
            handOvers: situation.passages,
            open: count((figures) => figures.counts.open),
            stale: count((figures) => figures.counts.stale),
            senderOnly: count((figures) => figures.counts.senderOnly),
            estimated: count((figures) => figures.counts.estimated),
            ...lostDays(situation.lost),
            waitingDays: count((figures) => figures.waiting.total),
            previousKnown: known,
            previousLostDays: situation.previousLost.total,
          },
        ],
      ),
      hurdles: hurdles(all, known),
      hurdleTowns: table(
        { interface: 'interface', town: 'municipality', handOvers: 'count', lostDays: 'days', waitingDays: 'days' },
        all.flatMap(({ key, places }) =>
          places.map(({ place, passages, lost, waiting }) => ({
            interface: key,
            town: place,
            handOvers: passages,
            lostDays: lost.total,
            waitingDays: waiting.total,
          })),
        ),
      ),
      months: months(all),
      changes: changes(all),
      towns: table(
        {
          town: 'municipality',
          handOvers: 'count',
          lostDays: 'days',
          lostOpen: 'days',
          residents: 'given',
          perThousand: 'ratio',
        },
        situation.places.map(({ place, passages, lost }) => {
          const inhabitants = (place !== null && residents.get(place)) || null
          return {
            town: place,
            handOvers: passages,
            lostDays: lost.total,
            lostOpen: lost.open,
            residents: inhabitants,
            perThousand: inhabitants === null ? null : (lost.total / inhabitants) * 1000,
          }
        }),
      ),
      jumps: table(
        {
          interface: 'interface',
          month: 'month',
          before: 'quantile',
          after: 'quantile',
          longer: 'mark',
          chance: 'ratio',
        },
        situation.warnings.flatMap((warning) =>
          warning.kind === 'jump' || warning.kind === 'drop'
            ? [
                {
                  interface: warning.key,
                  month: warning.change.month,
                  before: warning.change.before,
                  after: warning.change.after,
                  longer: warning.change.direction === 'longer',
                  chance: warning.change.p,
                },
              ]
            : [],
        ),
      ),
      rises: table(
        { interface: 'interface', months: 'count', median: 'quantile' },
        situation.warnings.flatMap((warning) =>
          warning.kind === 'rise' ? [{ interface: warning.key, months: warning.months, median: warning.median }] : [],
        ),
      ),
      silences: table(
        { town: 'municipality', since: 'day', days: 'count', expected: 'ratio' },
        situation.warnings.flatMap((warning) =>
          warning.kind === 'silence'
            ? [{ town: warning.place, since: warning.since, days: warning.days, expected: warning.expected }]
            : [],
        ),
      ),
      stale: stale(situation.quality),
      quality: quality(situation.quality, situation.entry),
    },
  } satisfies Sheet
}

function lostDays(lost: LostDays) {
  return { lostDays: lost.total, lostArrived: lost.arrived, lostOpen: lost.open }
}
