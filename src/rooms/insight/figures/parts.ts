import type { DataQuality, EntryDelay, InterfaceFigures } from '../../../engine/index.ts'
import { table } from '../sheet.ts'

/** Tables that the start page and the page of one interface share. */

/** One row per interface, in the order of the ranking; those without a target follow. */
export function hurdles(all: readonly InterfaceFigures[], previousKnown: boolean) {
  return table(
    {
      interface: 'interface',
      agreed: 'mark',
      target: 'given',
      place: 'rank',
      tied: 'mark',
      rankFirst: 'rank',
      rankLast: 'rank',
      capDays: 'rank',
      cappedDays: 'days',
      handOvers: 'count',
      arrived: 'count',
      open: 'count',
      stale: 'count',
      declined: 'count',
      withdrawn: 'count',
      unusable: 'count',
      withoutTarget: 'count',
      senderOnly: 'count',
      estimated: 'count',
      lostDays: 'days',
      lostArrived: 'days',
      lostOpen: 'days',
      waitingDays: 'days',
      shareOfAll: 'share',
      previousKnown: 'mark',
      previousDays: 'days',
      previousHandOvers: 'count',
      median: 'quantile',
      medianLow: 'quantile',
      medianHigh: 'quantile',
      medianArrived: 'quantile',
      medianBothSides: 'quantile',
      p75: 'quantile',
      p90: 'quantile',
      ratio: 'ratio',
      delay: 'rank',
      kept: 'count',
      judged: 'count',
      keptShare: 'share',
      keptLow: 'share',
      keptHigh: 'share',
      largestCaseShare: 'share',
    },
    all.map((figures) => {
      const { counts, rank, lost, previous, survival, inTarget } = figures
      const agreed = figures.measure === 'lost-days'
      return {
        interface: figures.key,
        agreed,
        target: figures.targetDays,
        place: rank.place,
        tied: rank.tied,
        rankFirst: rank.lower,
        rankLast: rank.upper,
        capDays: rank.capDays,
        cappedDays: rank.days,
        handOvers: counts.passages,
        arrived: counts.arrived,
        open: counts.open,
        stale: counts.stale,
        declined: counts.declined,
        withdrawn: counts.withdrawn,
        unusable: counts.unusable,
        withoutTarget: counts.withoutTarget,
        senderOnly: counts.senderOnly,
        estimated: counts.estimated,
        lostDays: lost.total,
        lostArrived: lost.arrived,
        lostOpen: lost.open,
        waitingDays: figures.waiting.total,
        shareOfAll: figures.shareOfAll,
        previousKnown,
        previousDays: (agreed ? previous.lost : previous.waiting).total,
        previousHandOvers: previous.passages,
        median: survival.median?.value ?? null,
        medianLow: survival.median?.lower ?? null,
        medianHigh: survival.median?.upper ?? null,
        medianArrived: figures.wait?.median ?? null,
        medianBothSides: figures.medianOfBothSides,
        p75: survival.p75,
        p90: survival.p90,
        ratio: figures.delay?.ratio ?? null,
        delay: figures.delay?.class ?? null,
        kept: inTarget?.hits ?? 0,
        judged: inTarget?.of ?? 0,
        keptShare: inTarget?.share ?? null,
        keptLow: inTarget?.lower ?? null,
        keptHigh: inTarget?.upper ?? null,
        largestCaseShare: figures.largestCase?.share ?? null,
      }
    }),
  )
}

/** Waits by interface and month of the offer. */
export function months(all: readonly InterfaceFigures[]) {
  return table(
    {
      interface: 'interface',
      month: 'month',
      offered: 'count',
      arrived: 'count',
      lowerQuartile: 'quantile',
      median: 'quantile',
      upperQuartile: 'quantile',
      complete: 'mark',
    },
    all.flatMap(({ key, months: series }) => series.map((month) => ({ interface: key, ...month }))),
  )
}

/** Months from which the waits were different for good. */
export function changes(all: readonly InterfaceFigures[]) {
  return table(
    { interface: 'interface', month: 'month', before: 'quantile', after: 'quantile', longer: 'mark', chance: 'ratio' },
    all.flatMap((figures) =>
      figures.changes.map((change) => ({
        interface: figures.key,
        month: change.month,
        before: change.before,
        after: change.after,
        longer: change.direction === 'longer',
        chance: change.p,
      })),
    ),
  )
}

/** Open hand-overs that nobody has touched for 180 days, by interface. */
export function stale(data: DataQuality) {
  return table(
    { interface: 'interface', handOvers: 'count', lostDays: 'days' },
    data.stale.map(({ key, passages, lostDays }) => ({ interface: key, handOvers: passages, lostDays })),
  )
}

/** How far the records can be trusted; one row. */
export function quality(data: DataQuality, entry: EntryDelay) {
  return table(
    {
      negative: 'count',
      undated: 'count',
      senderOnly: 'count',
      estimated: 'count',
      unknownPlace: 'count',
      entryDays: 'quantile',
      entryMeasured: 'count',
      knownUntil: 'day',
      incompleteFrom: 'day',
    },
    [
      {
        negative: data.negative,
        undated: data.undated,
        senderOnly: data.senderOnly,
        estimated: data.estimated,
        unknownPlace: data.unknownPlace,
        entryDays: entry.days,
        entryMeasured: entry.measured,
        knownUntil: entry.knownUntil,
        incompleteFrom: entry.incompleteMonths[0] ? (`${entry.incompleteMonths[0]}-01` as const as never) : null,
      },
    ],
  )
}
