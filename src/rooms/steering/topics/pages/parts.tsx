import { type Locale, languages, referenceLocale } from '../../../../platform/i18n/index.ts'
import { Figure, List, Meta, State, type StateKind, useRender } from '../../../../platform/ui/index.ts'
import type { TopicCount } from '../counts.ts'
import { type Cell, cellKey } from '../domain/cells.ts'
import type { TopicState } from '../domain/states.ts'
import { quarterParts, type TopicWords } from '../words.ts'

const marks: Readonly<Record<TopicState, StateKind>> = {
  reported: 'open',
  clustered: 'open',
  assessed: 'progress',
  assigned: 'progress',
  proposalDrafted: 'progress',
  submitted: 'attention',
  accepted: 'standing',
  rejected: 'declined',
  deferred: 'rest',
  escalated: 'progress',
  implementing: 'progress',
  effectCheck: 'attention',
  closed: 'finished',
  reopened: 'open',
}

export function TopicStateMark({ state }: { state: TopicState }) {
  const { t } = useRender()
  return <State kind={marks[state]}>{t(`steering.topic.state.${state}`)}</State>
}

/** "aus 7 Fällen", "unter 3" or that it is not released: never a gap without a word. */
export function CaseCount({ count }: { count: TopicCount | undefined }) {
  const { t } = useRender()
  if (count === undefined || count === 'unknown') return <>{t('steering.topic.count.unknown')}</>
  if (count === 'few') return <>{t('steering.topic.count.few')}</>
  return <Figure>{count.cases}</Figure>
}

/** A cell in words: hurdle, interface, region, quarter. */
export function useCellText(words: TopicWords) {
  const { t } = useRender()
  return (cell: Cell): string =>
    [
      words.hurdle(cell.hurdle),
      words.interfaceOf(cell.interfaceId)?.name ?? t('steering.topic.no-interface'),
      words.region(cell.regionKey),
      t('steering.topic.quarter', quarterParts(cell.quarter)),
    ]
      .filter(Boolean)
      .join(' · ')
}

/** Texts as they were told, equal ones once; German, whatever the page speaks, unless they say otherwise. */
export function Texts({ texts }: { texts: readonly { readonly text: string; readonly locale?: Locale }[] }) {
  const { t } = useRender()
  return (
    <List
      items={[...new Map(texts.map((one) => [one.text, one.locale ?? referenceLocale]))].map(([text, locale]) => ({
        key: text,
        content: (
          <bdi lang={locale} dir={languages[locale].direction}>
            {t('steering.topic.quoted', { text })}
          </bdi>
        ),
      }))}
    />
  )
}

export function CellList({ cells, words }: { cells: readonly Cell[]; words: TopicWords }) {
  const textOf = useCellText(words)
  return <List items={cells.map((cell) => ({ key: cellKey(cell), content: <Meta>{textOf(cell)}</Meta> }))} />
}
