import type { ReactNode } from 'react'
import type { Day } from '../../../kernel/day.ts'
import {
  type Description,
  DescriptionList,
  Link,
  Meta,
  Name,
  Panel,
  Path,
  Preview,
  State,
  Strong,
  useRender,
  Withheld,
} from '../../../platform/ui/index.ts'
import type { SharedItem } from '../content.ts'

/** An item as it may be read today: `closed` says why its lines are not there any more. */
export interface ShownItem extends SharedItem {
  readonly closed?: { readonly why: 'revoked' | 'expired'; readonly on: Day }
}

export interface ShownDocument {
  readonly name: string
  readonly sizeBytes: number
  /** Below the tenant; without one it is only named. */
  readonly path?: string
}

/** What the receiver of a hand-over sees. */
export interface SharedView {
  /** Who looks: who prepares it, the giver of one that is on its way, the receiver. Only the head differs. */
  readonly audience: 'preparing' | 'sender' | 'receiver'
  readonly giver: string
  readonly receiver: string
  /** Members of the receiver who may open it. */
  readonly readers?: number
  /** Name of the interface, or the two regimes of a change of jurisdiction. */
  readonly way: string | { readonly from: string; readonly to: string }
  readonly reference: string | null
  readonly items: readonly ShownItem[]
  readonly documents: readonly ShownDocument[]
  readonly note: string | null
  readonly replyBy: Day | null
  readonly readsUntil: Day | null
  readonly readsToFirst?: boolean
  readonly change?: { readonly effectiveOn: Day; readonly openItems: string | null }
  /** What was meant to go along and does not, with why; for who prepares it alone. */
  readonly withheld?: readonly { readonly label: string; readonly why: string }[]
  /** Until when the receiver may read is not chosen yet. */
  readonly readsOpen?: boolean
  /** What is not shared, in words, for who prepares it or gave it. */
  readonly staysBehind?: string
  /** Legal basis in one sentence, with what a revocation does; by the norms of the items unless told. */
  readonly basis?: ReactNode
}

/**
 * "Der Empfänger sieht genau dies": one component for the giver who prepares it and for the receiver who opens it, so that
 * the two cannot drift.
 */
export function SharedPreview({ view }: { view: SharedView }) {
  const { t, format } = useRender()
  const { way } = view
  const norms = [...new Set(view.items.flatMap(({ norm }) => norm ?? []))]
  const basis = view.basis ?? (norms.length > 0 && t('journeys.shared.basis', { norms: format.list(norms) }))
  const withheld = view.audience === 'preparing' ? (view.withheld ?? []) : []
  const rows: Description[] = [
    { term: t('journeys.shared.reference'), value: view.reference },
    ...view.items.map((item) => ({ term: item.label, value: <Lines item={item} /> })),
    ...withheld.map(({ label, why }) => ({
      term: label,
      value: <Withheld mark={t('journeys.shared.not-sent')}>{why}</Withheld>,
    })),
    ...(view.change
      ? [
          { term: t('journeys.shared.effective'), value: format.day(view.change.effectiveOn) },
          { term: t('journeys.shared.open-items'), value: view.change.openItems },
        ]
      : []),
    { term: t('journeys.shared.note'), value: view.note },
    {
      term: t('journeys.shared.documents', { count: view.documents.length }),
      value: view.documents.length > 0 && view.documents.map((one) => <Document key={one.name} document={one} />),
    },
    { term: t('journeys.shared.reply-by'), value: view.replyBy && format.day(view.replyBy) },
    {
      term: t('journeys.shared.reads-until'),
      value: view.readsUntil ? (
        <ReadsUntil view={view} />
      ) : (
        view.readsOpen && <Withheld mark={t('journeys.shared.not-chosen')} />
      ),
    },
  ].map(({ term, value }) => ({ term, value: value === false ? null : value }))
  return (
    <Preview
      title={t(`journeys.shared.title.${view.audience}`)}
      sub={
        <>
          <Name>{view.audience === 'receiver' ? view.giver : view.receiver}</Name>
          {view.audience !== 'receiver' &&
            view.readers !== undefined &&
            ` · ${t('journeys.shared.readers', { count: view.readers })}`}
        </>
      }
    >
      <h3 className="nl-h3">
        {t('journeys.handover.name')}{' '}
        {typeof way === 'string' ? <Name>{way}</Name> : <Path from={way.from} to={way.to} />}
      </h3>
      <DescriptionList items={rows} />
      {view.staysBehind && view.audience !== 'receiver' && (
        <Panel>
          <Strong>{t('journeys.shared.stays')}</Strong>
          <Meta>{view.staysBehind}</Meta>
        </Panel>
      )}
      {basis && <Meta>{basis}</Meta>}
    </Preview>
  )
}

function Lines({ item }: { item: ShownItem }) {
  const { t, format } = useRender()
  if (item.closed)
    return (
      <State kind="declined">
        {t(`journeys.shared.closed.${item.closed.why}`, { day: format.day(item.closed.on) })}
      </State>
    )
  return item.lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: what was shared never changes its order
    <span key={index}>
      {index > 0 && <br />}
      <Name>{line}</Name>
    </span>
  ))
}

function ReadsUntil({ view }: { view: SharedView }) {
  const { t, format } = useRender()
  const day = format.day(view.readsUntil as Day)
  return view.readsToFirst ? t('journeys.shared.until-first', { day }) : day
}

function Document({ document: { name, sizeBytes, path } }: { document: ShownDocument }) {
  const { t, format } = useRender()
  const isSmall = sizeBytes < 100_000
  const size = isSmall ? format.number(Math.ceil(sizeBytes / 1000)) : format.number(sizeBytes / 1_000_000, 1)
  const words = t('journeys.shared.document', { name, size, unit: isSmall ? 'kB' : 'MB' })
  return <div>{path ? <Link to={path}>{words}</Link> : words}</div>
}
