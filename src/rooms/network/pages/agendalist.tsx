import type { ReactNode } from 'react'
import { Name, Tag, useRender } from '../../../platform/ui/index.ts'
import type { AgendaItem } from '../queries/agenda.ts'

/** One part of an agenda in its order: the number first, then what it is about and what else there is to say. */
export function AgendaList({
  items,
  label,
  below,
}: {
  items: readonly AgendaItem[]
  /** Which part, for those who hear the page. */
  label: string
  below: (item: AgendaItem) => ReactNode
}) {
  const { t } = useRender()
  return (
    <ol className="nl-list" aria-label={label}>
      {items.map((item) => (
        <li key={item.id} className="nl-dated">
          <span className="nl-num nl-strong">
            {item.number === null ? t('network.agenda.unnumbered') : item.number.replace(' ', '\u00a0')}
          </span>
          <div>
            <Name>{item.title}</Name>
            {item.withdrawn && (
              <>
                {' '}
                <Tag>{t('network.agenda.withdrawn')}</Tag>
              </>
            )}
            {below(item)}
          </div>
        </li>
      ))}
    </ol>
  )
}
