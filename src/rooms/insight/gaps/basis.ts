import { type NeedColumns, type NeedQuestion, needRecords } from '../../../engine/index.ts'
import type { Basis } from '../gate/basis.ts'
import type { GapsSheet } from './figures.ts'

/** What the declared tables of all gaps were computed from. */
export function gapsBasis(sheet: GapsSheet, needs: NeedColumns, asked: NeedQuestion): Basis {
  const records = needRecords(needs, asked)
  const { tables } = sheet
  const shared = sharedOf(records)
  return {
    people: needs.caseOf,
    regions: asked.regionOf ?? new Map(),
    tables: {
      district: { rows: [records.rows], ...shared },
      topics: { rows: tables.topics.rows.map(({ topic }) => records.of('topic', topic)), ...shared },
      towns: { rows: tables.towns.rows.map(({ town }) => records.of('place', town)), ...shared },
    },
  }
}

/** The same for the page of one gap, whose needs alone the question asks for. */
export function gapBasis(needs: NeedColumns, asked: NeedQuestion): Basis {
  const records = needRecords(needs, asked)
  const shared = sharedOf(records)
  return {
    people: needs.caseOf,
    regions: asked.regionOf ?? new Map(),
    tables: {
      gap: { rows: [records.rows], ...shared },
    },
  }
}

function sharedOf({ isMet, isOpen, isGivenUp, isArisen, days }: ReturnType<typeof needRecords>) {
  return {
    counts: {
      met: isMet,
      open: isOpen,
      givenUp: isGivenUp,
      arisen: isArisen,
      unmet: (row: number) => !isMet(row),
    },
    days: { unmetDays: days },
  }
}
