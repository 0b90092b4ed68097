import type { ReactNode } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { T, useRender } from '../../../platform/ui/index.ts'
import type { SharedView } from '../../journeys/index.ts'
import { type DataCategory, dataCategories } from '../../people/index.ts'
import type { SharingContext } from './context.ts'
import { staying } from './domain/content.ts'
import type { Prepared } from './domain/prepare.ts'
import { withheldOf } from './domain/withheld.ts'
import { germanWords } from './german.ts'

type Translate = ReturnType<typeof useRender>['t']

/** What is prepared, as HANDOVER's component shows it to the giver now and to the receiver later. */
export function viewOf(context: SharingContext, prepared: Prepared | undefined, t: Translate): SharedView {
  const { chosen, receiver, file, giver, documents, replyBy } = context
  const { fromJurisdiction: from, toJurisdiction: to } = chosen ?? {}
  const going = prepared?.items.map(({ category }) => category) ?? []
  return {
    audience: 'preparing',
    giver,
    receiver: receiver?.name ?? t('cases.sharing.no-receiver'),
    way: from && to && from !== to ? { from, to } : (chosen?.name ?? t('cases.sharing.no-interface')),
    reference: file.reference,
    items: prepared?.items ?? [],
    documents: documents
      .filter(({ id }) => prepared?.documents.includes(id))
      .map(({ name, sizeBytes }) => ({ name, sizeBytes })),
    note: prepared?.note ?? null,
    ...(context.known && {
      withheld: withheldOf(context.typed, context.known, germanWords).map(({ label, why }) => ({
        label,
        why: t(`cases.sharing.withheld.${why}`),
      })),
      ...(prepared && !prepared.reads && { readsOpen: true }),
    }),
    replyBy,
    readsUntil: prepared?.reads?.until ?? null,
    ...(prepared?.reads?.toFirstAppointment && { readsToFirst: true }),
    ...(prepared?.change && { change: prepared.change }),
    staysBehind: staysBehind(going, t),
    basis: basisWords(context, going),
  }
}

/** "Name, Anschrift, Gesundheit, Vermerke, Ziele, andere Übergaben": what the receiver never sees of the file. */
function staysBehind(going: readonly DataCategory[], t: Translate): string {
  const left = staying(going).map((category) => t(`cases.sharing.words.label-${category}`))
  return t('cases.sharing.stays', { categories: [...left, t('cases.sharing.stays-always')].join(', ') })
}

/** The legal bases of what goes along, each once, with what a revocation does. */
function basisWords({ bases }: SharingContext, going: readonly DataCategory[]): ReactNode {
  const used = new Map(
    dataCategories.flatMap((category) => {
      const basis = going.includes(category) ? bases.get(category) : undefined
      return basis ? [[basis.id, basis] as const] : []
    }),
  )
  if (used.size === 0) return undefined
  return <BasisLine bases={[...used.values()]} />
}

function BasisLine({ bases }: { bases: readonly BasisLike[] }) {
  const { t, format } = useRender()
  return (
    <T k="cases.sharing.basis" values={{ bases: format.list(bases.map((basis) => basisName(basis, t, format))) }} />
  )
}

interface BasisLike {
  readonly kind: string
  readonly norm: string | null
  readonly givenOn: Day | null
}

/** "Einwilligung vom 12.10.2026", "§ 67d SGB X". */
export function basisName(basis: BasisLike, t: Translate, format: ReturnType<typeof useRender>['format']): string {
  if (basis.kind === 'statutory' && basis.norm) return basis.norm
  return t(`cases.sharing.basis-of.${basis.kind}`, { day: basis.givenOn ? format.day(basis.givenOn) : '' })
}
