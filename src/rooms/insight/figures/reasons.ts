import { analyseInterface, type HurdleQuestion, type Passages } from '../../../engine/index.ts'
import type { Load } from '../passages.ts'
import type { ReasonFigures } from './interface.ts'

/** Lost days by reason: sums over disjoint parts of the same population, so each part is asked for alone. */
export function reasonFigures(
  load: Load,
  passages: Passages,
  key: string,
  question: HurdleQuestion,
  currentReason: (reason: string) => string,
): readonly ReasonFigures[] {
  const wanted = passages.interfaces.findIndex((one) => one.key === key)
  const rowsOf = Map.groupBy(
    passages.interfaceOf.keys().filter((row) => passages.interfaceOf[row] === wanted),
    // Reasons that a merge of the codelist made one are one here, too.
    (row) => {
      const reason = load.reasons[load.reasonOf[row] as number]
      return reason === undefined ? null : currentReason(reason)
    },
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
