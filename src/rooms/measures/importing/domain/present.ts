import type { Day } from '../../../../kernel/day.ts'
import type { Content } from '../../domain/content.ts'
import type { CentreRole, MeasureState, Priority } from '../../domain/kinds.ts'
import type { RowValues } from './row.ts'

/** A measure of the register in the terms of a row. */
export interface PresentMeasure {
  readonly id: string
  readonly version: number
  readonly values: Required<RowValues>
  /** Of the concepts, what rows do not say: how the measure stands in them. */
  readonly standing: Readonly<
    Record<string, { readonly role: 'origin' | 'continuation'; readonly chapter: string | null }>
  >
}

/** What a version of a measure says, as a row would say it. `conceptKeys`: keys of concepts by id. */
export function presentMeasure(
  id: string,
  version: number,
  content: Content,
  conceptKeys: ReadonlyMap<string, string>,
): PresentMeasure {
  const { fields, keys = {}, parts } = content
  const concepts = (parts.concepts ?? []).flatMap((part) => {
    const key = conceptKeys.get(part.id)
    return key === undefined ? [] : [{ key, part }]
  })
  const stalledSince = fields.stalledSince as Day | null
  return {
    id,
    version,
    values: {
      number: fields.number as string,
      title: fields.title as string,
      state: fields.state as MeasureState,
      stalled: stalledSince !== null,
      since: fields.stateSince as Day,
      stalledSince,
      reason: (stalledSince === null ? fields.stateReason : fields.stalledReason) as string | null,
      fields: list(keys.fields),
      responsible: (keys.responsible ?? null) as string | null,
      involved: list(keys.involved),
      partners: fields.partners as string | null,
      centreRole: fields.centreRole as CentreRole,
      kimLinked: fields.kimLinked as boolean,
      concepts: concepts.map(({ key, part }) => ({ key, number: (part.values.number ?? null) as string | null })),
      municipalities: fields.districtWide ? [] : list(keys.municipalities),
      targetGroups: list(keys.targetGroups),
      priority: fields.priority as Priority | null,
      plannedFrom: fields.plannedFrom as Day | null,
      plannedUntil: fields.plannedUntil as Day | null,
      description: fields.description as string | null,
      publicText: fields.publicText as string | null,
      isPublic: fields.isPublic as boolean,
    },
    standing: Object.fromEntries(
      concepts.map(({ key, part }) => [
        key,
        {
          role: part.values.role as 'origin' | 'continuation',
          chapter: (part.values.chapter ?? null) as string | null,
        },
      ]),
    ),
  }
}

const list = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : [])
