import type { PassageRecords, Passages } from '../../../engine/index.ts'
import type { Month } from '../../../kernel/period.ts'
import type { InterfaceSheet } from '../figures/interface.ts'
import type { SituationSheet } from '../figures/situation.ts'
import type { Load } from '../passages.ts'
import type { Basis, TableBasis } from './basis.ts'

/** The hand-overs behind a question. */
export interface Records {
  readonly load: Load
  readonly passages: Passages
  readonly records: PassageRecords
  readonly regions: ReadonlyMap<string, string>
}

/** What the declared tables of the start page were computed from. */
export function situationBasis(sheet: SituationSheet, all: Records): Basis {
  const rows = rowsOf(all)
  const { tables } = sheet
  return {
    ...basisOf(all),
    tables: {
      district: table(all, [all.records.inPeriod]),
      hurdles: table(
        all,
        tables.hurdles.rows.map((row) => rows.ofInterface(row.interface)),
      ),
      hurdleTowns: table(
        all,
        tables.hurdleTowns.rows.map((row) => rows.ofTown(row.town, rows.ofInterface(row.interface))),
      ),
      towns: table(
        all,
        tables.towns.rows.map((row) => rows.ofTown(row.town, all.records.inPeriod)),
      ),
      months: { rows: tables.months.rows.map((row) => rows.offered(row.interface, row.month)) },
    },
  }
}

/** The same for the page of one interface, whose hand-overs alone the records are. */
export function interfaceBasis(
  sheet: InterfaceSheet,
  all: Records,
  key: string,
  reasonOf: (row: number) => string | null,
): Basis {
  const rows = rowsOf(all)
  const { tables } = sheet
  const { inPeriod } = all.records
  return {
    ...basisOf(all),
    tables: {
      hurdle: table(all, [inPeriod]),
      towns: table(
        all,
        tables.towns.rows.map((row) => rows.ofTown(row.town, inPeriod)),
      ),
      months: { rows: tables.months.rows.map((row) => rows.offered(key, row.month)) },
      waits: table(
        all,
        tables.waits.rows.map((row) => rows.waited(row.from, row.to)),
      ),
      reasons: { rows: tables.reasons.rows.map(({ reason }) => inPeriod.filter((row) => reasonOf(row) === reason)) },
    },
  }
}

function basisOf({ passages, load, regions }: Records): Omit<Basis, 'tables'> {
  return { people: passages.caseOf, keys: load.recordKeyOf, regions }
}

/** The columns that all tables of the period share. */
function table({ records }: Records, rows: readonly Int32Array[]): TableBasis {
  return {
    rows,
    counts: {
      arrived: records.isArrived,
      open: records.isOpen,
      judged: records.isJudged,
      kept: records.isKept,
    },
    days: { lostDays: records.lostDays, waitingDays: records.waitingDays },
  }
}

function rowsOf({ passages, records }: Records) {
  const index = new Map(passages.interfaces.map(({ key }, at) => [key, at]))
  const place = new Map<string | null, number>(passages.places.map((key, at) => [key, at]))
  return {
    ofInterface: (key: string) => records.inPeriod.filter((row) => passages.interfaceOf[row] === index.get(key)),
    ofTown: (key: string | null, rows: Int32Array) =>
      rows.filter((row) => (key === null ? passages.placeOf[row]! < 0 : passages.placeOf[row] === place.get(key))),
    waited: (from: number, to: number | null) =>
      records.inPeriod.filter((row) => {
        const days = records.waitingDays(row)
        return (records.isArrived(row) || records.isOpen(row)) && days >= from && days <= (to ?? Infinity)
      }),
    offered: (key: string, month: Month) =>
      (records.offeredIn.get(month) ?? new Int32Array()).filter((row) => passages.interfaceOf[row] === index.get(key)),
  }
}
