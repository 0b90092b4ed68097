import type { RawBuilder } from 'kysely'
import type { Id } from '../../../kernel/ids.ts'
import { sql } from '../../../platform/database/index.ts'
import { fold, soughtWords } from '../../../platform/search/index.ts'
import { type Reader, seesInternal } from '../access.ts'
import { type CentreRole, type MeasureState, measureStates } from '../domain/kinds.ts'
import { meant } from './codes.ts'
import type { Names } from './names.ts'

/** What a list of measures is asked for; everything is optional, and all that is given must hold. */
export interface MeasureFilter {
  /** Words of number, title, texts, partners, titles of concepts, and of the responsible office. */
  readonly text?: string
  /** Key of a field of action. */
  readonly field?: string
  /** A state; `stalled`: any in which it does not get on. */
  readonly state?: MeasureState | 'stalled'
  /** Key of an organisation; `district`: any office of the district; `towns`: any town; `none`: nobody is named. */
  readonly responsible?: string
  /** Key of a municipality; `region:<key>`: any in a region; `district-wide`. A measure for the whole district is in each. */
  readonly place?: string
  /** Key of a concept. */
  readonly concept?: string
  /** What the integration centre is in it; `any`: responsible or involved. */
  readonly role?: CentreRole | 'any'
  /** Key of a target group. */
  readonly group?: string
  /** Goes on through the municipal integration management, or belongs to it. */
  readonly kim?: boolean
  /** Exactly these. */
  readonly ids?: readonly Id<'measure'>[]
}

export const stateFilters = [...measureStates, 'stalled'] as const

type Condition = RawBuilder<boolean>

/** The conditions for a filter, each over `measure`. */
export function conditionsOf(filter: MeasureFilter, names: Names, reader: Reader): Condition[] {
  return [
    ...textConditions(filter.text, names, reader),
    ...(filter.field
      ? [
          sql<boolean>`measure.id IN (SELECT measure_id FROM measure_field WHERE field_id IN (${meant('field_of_action', [filter.field])}))`,
        ]
      : []),
    ...(filter.group
      ? [
          sql<boolean>`measure.id IN (SELECT measure_id FROM measure_target_group WHERE target_group_id IN (${meant('target_group', [filter.group])}))`,
        ]
      : []),
    ...(filter.concept
      ? [
          sql<boolean>`measure.id IN (SELECT measure_id FROM measure_concept JOIN concept ON concept.id = concept_id WHERE key = ${filter.concept})`,
        ]
      : []),
    ...(filter.state === 'stalled' ? [sql<boolean>`measure.stalled_since IS NOT NULL`] : []),
    ...(filter.state && filter.state !== 'stalled' ? [sql<boolean>`measure.state = ${filter.state}`] : []),
    ...(filter.responsible ? [responsibleCondition(filter.responsible, names)] : []),
    ...(filter.place ? [placeCondition(filter.place, names)] : []),
    ...(filter.role === 'any' ? [sql<boolean>`measure.centre_role IN ('responsible', 'involved')`] : []),
    ...(filter.role && filter.role !== 'any' ? [sql<boolean>`measure.centre_role = ${filter.role}`] : []),
    ...(filter.kim ? [continuedThroughKim] : []),
    ...(filter.ids ? [sql<boolean>`measure.id = ANY(${[...filter.ids]}::uuid[])`] : []),
  ]
}

/** Linked to the municipal integration management, or gone on in a measure that is. */
export const continuedThroughKim = sql<boolean>`(
  measure.kim_linked
  OR measure.id IN (SELECT predecessor_id FROM measure_succession WHERE through_kim)
)`

/**
 * Every word must be found, in the texts of the measure or in the name of the responsible office. Who reads only what is
 * public finds by public texts only: a hit must not tell what the others say.
 */
function textConditions(text: string | undefined, { organisations }: Names, reader: Reader): Condition[] {
  const sought = soughtWords(text ?? '')
  if (sought.length === 0) return []
  const offices = [...organisations.values()].map(({ id, name, shortName }) => ({
    id,
    words: fold(`${name} ${shortName ?? ''}`).split(/[^\p{L}\p{N}]+/u),
  }))
  const open = seesInternal(reader) ? sql`` : sql`AND is_public`
  return sought.map(({ from, before, onlyAtStart }) => {
    const named = offices
      .filter(({ words }) => words.some((word) => (onlyAtStart ? word.startsWith(from) : word.includes(from))))
      .map(({ id }) => id)
    return sql<boolean>`(
      measure.id = ANY(ARRAY(
        SELECT subject_id FROM measures_word
        WHERE subject_kind = 'measure' AND ending >= ${from} AND ending < ${before}
          AND at_start >= ${onlyAtStart} ${open}
      ))
      OR measure.responsible_id = ANY(${named}::uuid[])
    )`
  })
}

function responsibleCondition(responsible: string, { organisations }: Names): Condition {
  if (responsible === 'none') return sql<boolean>`measure.responsible_id IS NULL`
  const ids = [...organisations.values()]
    .filter(({ key, kind }) =>
      responsible === 'district'
        ? kind === 'districtOffice'
        : responsible === 'towns'
          ? kind === 'municipality'
          : key === responsible,
    )
    .map(({ id }) => id)
  return sql<boolean>`measure.responsible_id = ANY(${ids}::uuid[])`
}

function placeCondition(place: string, { municipalities }: Names): Condition {
  if (place === 'district-wide') return sql<boolean>`measure.district_wide`
  const region = /^region:(.+)$/.exec(place)?.[1]
  const ids = [...municipalities.values()]
    .filter(({ key, regionKey }) => (region === undefined ? key === place : regionKey === region))
    .map(({ id }) => id)
  return sql<boolean>`(
    measure.district_wide
    OR measure.id IN (SELECT measure_id FROM measure_municipality WHERE municipality_id = ANY(${ids}::uuid[]))
  )`
}
