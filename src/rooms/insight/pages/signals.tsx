import type { ReactNode } from 'react'
import { daysBetween } from '../../../kernel/day.ts'
import {
  Link,
  List,
  type ListItem,
  Path,
  Section,
  State,
  type StateKind,
  useRender,
} from '../../../platform/ui/index.ts'
import { noFilter, printFilter } from '../domain/filter.ts'
import type { SituationSheet } from '../figures/situation.ts'
import type { View } from '../view.ts'
import { sidesOf, townName } from './names.ts'

/** What changed in the last complete months, and where reports stay away: silence is no improvement. */
export function Signals({ view }: { view: View<SituationSheet> }) {
  const { t } = useRender()
  const items = [...useJumps(view), ...useRises(view), ...useSilences(view)]
  return (
    <Section title={t('insight.signals.title')} aside={<span className="nl-meta">{t('insight.signals.months')}</span>}>
      {items.length === 0 ? <p className="nl-meta">{t('insight.signals.none')}</p> : <List items={items} />}
    </Section>
  )
}

function headed(kind: StateKind, word: string, what: ReactNode): ReactNode {
  return (
    <>
      <State kind={kind}>{word}</State> {what}
    </>
  )
}

function useJumps(view: View<SituationSheet>): readonly ListItem[] {
  const { t, format } = useRender()
  return view.figures.table.tables.jumps.rows.map((jump) => {
    const key = jump.longer ? 'jump' : 'drop'
    const month =
      jump.month.slice(0, 4) === view.span.asOf.slice(0, 4) ? format.monthName(jump.month) : format.month(jump.month)
    const { before, after } = jump
    return {
      key: `${key}-${jump.interface}-${jump.month}`,
      content: headed(
        jump.longer ? 'attention' : 'falling',
        t(`insight.signals.${key}`),
        <InterfaceLink view={view} of={jump.interface} />,
      ),
      meta:
        before === null || after === null
          ? t(`insight.signals.${key}-open`, { month, before: before ?? 0, after: after ?? 0 })
          : t(`insight.signals.${key}-text`, { month, before, after }),
    }
  })
}

function useRises(view: View<SituationSheet>): readonly ListItem[] {
  const { t } = useRender()
  return view.figures.table.tables.rises.rows.map(({ interface: key, months, median }) => ({
    key: `rise-${key}`,
    content: headed('rising', t('insight.signals.rise'), <InterfaceLink view={view} of={key} />),
    meta: t('insight.signals.rise-text', { months, median: median ?? 0 }),
  }))
}

function useSilences(view: View<SituationSheet>): readonly ListItem[] {
  const { t, format } = useRender()
  const { directory, filter } = view
  return view.figures.table.tables.silences.rows.map(({ town, since, days, expected }) => {
    const name = t('insight.signals.silence-since', {
      town: townName(directory, town, ''),
      weeks: since === null ? 0 : Math.floor(daysBetween(since, view.span.asOf) / 7),
    })
    return {
      key: `silence-${town}`,
      content: headed(
        'rest',
        t('insight.signals.silence'),
        <Link to={`/situation${printFilter({ ...noFilter, period: filter.period, towns: town ? [town] : [] })}`}>
          {name}
        </Link>,
      ),
      meta: t('insight.signals.silence-text', {
        day: since === null ? '' : format.dayShort(since),
        perWeek: Math.round(((expected ?? 0) / Math.max(1, days)) * 7),
      }),
    }
  })
}

function InterfaceLink({ view, of }: { view: View<SituationSheet>; of: string }) {
  return (
    <Link to={`/interfaces/${of}${printFilter(view.filter)}`}>
      <Path {...sidesOf(view.directory, of)} />
    </Link>
  )
}
