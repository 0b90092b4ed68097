import type { ReactNode } from 'react'
import { Link, List, Meta, Name, Path, Section, Table, useRender } from '../../../platform/ui/index.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { pathOf, paths } from '../paths.ts'
import type { Contact } from '../queries/contacts.ts'
import type { ServiceInterface } from '../queries/interfaces.ts'
import type { Listed } from '../queries/listing.ts'
import type { Kept } from '../queries/records.ts'
import { phoneLink } from './contacts.tsx'
import { targetWords } from './words.ts'

/** How many related records a page names before it leads to their list. */
export const fewRelated = 12

export interface RelatedProps<Row extends Kept> {
  readonly kind: RecordKind
  readonly title?: string
  readonly listed: Listed<Row>
  readonly name: (row: Row) => ReactNode
  readonly meta?: (row: Row) => ReactNode
  /** Filter of the whole list, such as `organisation=jobcenter`. */
  readonly filter: string
  /** Where a new one is added, for those who may. */
  readonly add?: string
}

/** Records that belong to the one shown: the first of them, and the way to all. */
export function Related<Row extends Kept>({ kind, title, listed, name, meta, filter, add }: RelatedProps<Row>) {
  const { t, may } = useRender()
  const edits = add !== undefined && may('network.edit')
  if (listed.total === 0 && !edits) return null
  const aside =
    listed.total > listed.rows.length ? (
      <Link to={`${paths[kind]}?${filter}`}>{t('network.all', { count: listed.total })}</Link>
    ) : (
      edits && <Link to={add}>{t(`network.${kind}.add`)}</Link>
    )
  return (
    <Section title={title ?? t(`network.${kind}.many`)} aside={aside}>
      {listed.total > 0 ? (
        <List
          items={listed.rows.map((row) => ({
            key: row.key,
            content: <Link to={pathOf(kind, row.key)}>{name(row)}</Link>,
            meta: meta?.(row),
          }))}
        />
      ) : (
        <Meta>{t(`network.${kind}.none`)}</Meta>
      )}
    </Section>
  )
}

/** How to reach offices: the numbers are what people come for, so they stand in the list. */
export function RelatedContacts({ listed, filter, add }: { listed: Listed<Contact>; filter: string; add: string }) {
  const { t, may } = useRender()
  const edits = may('network.edit')
  if (listed.total === 0 && !edits) return null
  const aside =
    listed.total > listed.rows.length ? (
      <Link to={`${paths.contact}?${filter}`}>{t('network.all', { count: listed.total })}</Link>
    ) : (
      edits && <Link to={add}>{t('network.contact.add')}</Link>
    )
  return (
    <Section title={t('network.contact.many')} aside={aside}>
      {listed.total > 0 ? <ContactTable contacts={listed.rows} /> : <Meta>{t('network.contact.none')}</Meta>}
    </Section>
  )
}

function ContactTable({ contacts }: { contacts: readonly Contact[] }) {
  const { t } = useRender()
  return (
    <Table
      caption={t('network.contact.many')}
      rows={contacts}
      keyOf={(row) => row.key}
      stacks
      columns={[
        {
          key: 'office',
          header: t('network.contact.field.office'),
          names: true,
          cell: (row) => (
            <Link to={pathOf('contact', row.key)} quiet>
              <Name>{row.office}</Name>
            </Link>
          ),
        },
        {
          key: 'phone',
          header: t('network.contact.field.phone'),
          cell: (row) => row.phone && <Link to={phoneLink(row.phone)}>{row.phone}</Link>,
        },
        {
          key: 'email',
          header: t('network.contact.field.email'),
          full: true,
          cell: (row) => row.email && <Link to={`mailto:${row.email}`}>{row.email}</Link>,
        },
        {
          key: 'hours',
          header: t('network.contact.field.hoursNote'),
          cell: (row) => row.hoursNote && <Name>{row.hoursNote}</Name>,
        },
      ]}
    />
  )
}

/** Interfaces with their target of today. */
export function RelatedInterfaces({ listed, filter }: { listed: Listed<ServiceInterface>; filter: string }) {
  const { t } = useRender()
  return (
    <Related
      kind="interface"
      listed={listed}
      filter={filter}
      name={(row) => <Name>{row.name}</Name>}
      meta={(row) => (
        <>
          <Path from={row.fromLabel} to={row.toLabel} /> ·{' '}
          {t('network.target.line', { target: targetWords(t, row.targetDays, row.targetUnit) })}
        </>
      )}
    />
  )
}
