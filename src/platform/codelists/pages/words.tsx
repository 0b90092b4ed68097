import type { Day } from '../../../kernel/day.ts'
import type { Translate } from '../../i18n/index.ts'
import { State, type StateKind, useRender } from '../../ui/index.ts'
import { type EntryState, entryState, labelOf } from '../domain.ts'
import type { Codelist, Entry } from '../model.ts'
import type { Uses } from '../uses.ts'

export const titleOf = (t: Translate, list: Codelist): string => t(`codelists.list.${list.key}.title`)

const kinds: Readonly<Record<EntryState, StateKind>> = {
  selectable: 'standing',
  later: 'open',
  closed: 'rest',
  merged: 'finished',
}

/** Whether an entry can be chosen, and since or until when. */
export function EntryStateMark({ entry, entries }: { entry: Entry; entries: readonly Entry[] }) {
  const { t, format, today, locale } = useRender()
  const state = entryState(entry, today)
  const into = entries.find(({ key }) => key === entry.into)
  const words: Readonly<Record<EntryState, () => string>> = {
    selectable: () =>
      entry.until === null
        ? t('codelists.state.selectable')
        : t('codelists.state.selectable-until', { day: format.day(entry.until) }),
    later: () => t('codelists.state.later', { day: format.day(entry.from as Day) }),
    closed: () => t('codelists.state.closed', { day: format.day(entry.until as Day) }),
    merged: () => t('codelists.state.merged', { entry: into ? labelOf(into, locale) : (entry.into ?? '') }),
  }
  return <State kind={kinds[state]}>{words[state]()}</State>
}

/** Numbers about persons below this are not told. */
const least = 5

/** One count as it may be told. */
export const toldCount = (t: Translate, { usage }: Uses, count: number): string =>
  usage.isPersonal && count > 0 && count < least
    ? t('codelists.uses.few', { kind: t(usage.label, { count: least }) })
    : t(usage.label, { count })

/** All uses of an entry in one cell: "12", "unter 5", "mindestens 12". */
export function plainUses(t: Translate, uses: readonly Uses[], key: string): string {
  const counts = uses.map((one) => ({ count: one.counts.get(key) ?? 0, personal: one.usage.isPersonal === true }))
  const hidden = counts.some(({ count, personal }) => personal && count > 0 && count < least)
  const told = counts.reduce((sum, { count, personal }) => sum + (personal && count < least ? 0 : count), 0)
  if (!hidden) return t('codelists.uses.number', { count: told })
  return told === 0 ? t('codelists.uses.under') : t('codelists.uses.more-than', { count: told })
}
