import type { Translate } from '../../../platform/i18n/index.ts'
import { State, type StateKind, useRender } from '../../../platform/ui/index.ts'
import type { MeasureState } from '../domain/kinds.ts'
import type { MeasureRow } from '../queries/measures.ts'
import type { Office } from '../queries/names.ts'

const marks: Readonly<Record<MeasureState, StateKind>> = {
  proposed: 'open',
  adopted: 'open',
  inPlanning: 'open',
  inProgress: 'progress',
  established: 'standing',
  completed: 'finished',
  adapted: 'finished',
  suspended: 'rest',
  discontinued: 'declined',
  notStarted: 'rest',
}

/** The state of a measure as shape and word; that it stalls goes before the state that it stalls in. */
export function MeasureStateMark({ state, stalled }: { state: MeasureState; stalled: boolean }) {
  const { t } = useRender()
  return stalled ? (
    <State kind="attention">{t('measures.state.stalled')}</State>
  ) : (
    <State kind={marks[state]}>{t(`measures.state.${state}`)}</State>
  )
}

/** `Kreis, KI`: an office of the district is named with it, all others by their own name. */
export function officeWords(t: Translate, office: Office | null): string {
  if (!office) return t('measures.nobody')
  return office.ofDistrict ? t('measures.of-district', { office: office.short }) : office.name
}

/** `kreisweit`, one place, or how many. */
export function placeWords(
  t: Translate,
  { districtWide, places }: Pick<MeasureRow, 'districtWide' | 'places'>,
): string {
  if (districtWide) return t('measures.district-wide')
  if (places.length === 0) return t('measures.no-place')
  return places.length === 1 ? (places[0] ?? '') : t('measures.places', { count: places.length })
}

/** The first of several, and how many more there are. */
export function fewWords(t: Translate, words: readonly string[]): string {
  const [first = '', ...more] = words
  return more.length === 0 ? first : t('measures.and-more', { first, count: more.length })
}
