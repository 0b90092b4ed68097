import type { Day } from '../../../../kernel/day.ts'
import type { MeasureInput } from '../../actions/measures.ts'
import type { PresentMeasure } from './present.ts'
import type { RowValues } from './row.ts'

/** Stands where a state needs a reason and the table gives none. */
export const noReason = 'In der eingelesenen Tabelle ohne Angabe'

/** What a row and, where it says nothing, the register say of a measure. Whoever reads a new one in does not publish it. */
export function inputOf(values: RowValues, present?: PresentMeasure['values']): MeasureInput {
  const all = { ...present, ...defined(values) }
  return {
    number: all.number ?? '',
    title: all.title ?? '',
    description: all.description ?? undefined,
    publicText: all.publicText ?? undefined,
    isPublic: all.isPublic ?? false,
    fields: all.fields ?? [],
    responsible: all.responsible ?? undefined,
    involved: all.involved ?? [],
    centreRole: all.centreRole ?? 'none',
    partners: all.partners ?? undefined,
    kimLinked: all.kimLinked ?? false,
    municipalities: all.municipalities ?? [],
    targetGroups: all.targetGroups ?? [],
    priority: all.priority ?? undefined,
    plannedFrom: all.plannedFrom ?? undefined,
    plannedUntil: all.plannedUntil ?? undefined,
  }
}

const defined = (values: RowValues): RowValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

/** From which day a state of a row holds. */
export const sinceOf = (values: RowValues, today: Day): Day =>
  (values.stalled ? values.stalledSince : undefined) ?? values.since ?? today
