import { analyseInterface, type HurdleQuestion, type Passages } from '../../../engine/index.ts'
import type { Load } from '../passages.ts'
import type { ReasonFigures } from './interface.ts'

/** The reason of a hand-over as the codelist has it now: reasons that a merge made one are one here, too. Null: none given. */
export const reasonIn =
  (load: Pick<Load, 'reasons' | 'reasonOf'>, currentReason: (reason: string) => string) =>
  (row: number): string | null => {
    const reason = load.reasons[load.reasonOf[row] as number]
    return reason === undefined ? null : currentReason(reason)
  }

/** Lost days by reason: sums over disjoint parts of the same population, so each part is asked for alone. */
export function reasonFigures(
  passages: Passages,
  key: string,
  question: HurdleQuestion,
  reasonOf: (row: number) => string | null,
): readonly ReasonFigures[] {
  const wanted = passages.interfaces.findIndex((one) => one.key === key)
  const rowsOf = Map.groupBy(
    passages.interfaceOf.keys().filter((row) => passages.interfaceOf[row] === wanted),
    reasonOf,
  )
  return [...rowsOf]
    .map(([reason, rows]) => {
      const figures = analyseInterface(rowsOnly(passages, Int32Array.from(rows)), key, {
        ...question,
        draws: 1,
        seriesMonths: 1,
      })
      return {
        reason,
        handOvers: figures?.figures.counts.passages ?? 0,
        lostDays: figures?.figures.lost.total ?? 0,
      }
    })
    .filter(({ lostDays }) => lostDays > 0)
    .sort((a, b) => b.lostDays - a.lostDays || (a.reason ?? '').localeCompare(b.reason ?? ''))
}

function rowsOnly(passages: Passages, rows: Int32Array): Passages {
  const of = (column: Int32Array) => rows.map((row) => column[row] as number)
  return {
    ...passages,
    size: rows.length,
    interfaceOf: of(passages.interfaceOf),
    targetDays: Float64Array.from(rows, (row) => passages.targetDays[row] as number),
    placeOf: of(passages.placeOf),
    groupOf: of(passages.groupOf),
    caseOf: of(passages.caseOf),
    offeredOn: of(passages.offeredOn),
    answeredOn: of(passages.answeredOn),
    firstOn: of(passages.firstOn),
    state: Uint8Array.from(rows, (row) => passages.state[row] as number),
    lastEventOn: of(passages.lastEventOn),
    sides: Uint8Array.from(rows, (row) => passages.sides[row] as number),
    recordedLagDays: of(passages.recordedLagDays),
  }
}
