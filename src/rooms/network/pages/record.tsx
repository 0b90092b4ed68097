import type { ReactNode } from 'react'
import { may } from '../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import type { Format, Translate } from '../../../platform/i18n/index.ts'
import {
  ButtonLink,
  Columns,
  ConfirmationNote,
  Link,
  List,
  Meta,
  Name,
  Parts,
  Row,
  Section,
  Stack,
  Tag,
  useRender,
} from '../../../platform/ui/index.ts'
import type { RecordKind, SubjectKind } from '../domain/kinds.ts'
import { pathOf, paths, start } from '../paths.ts'
import type { Kept } from '../queries/records.ts'
import { type Source, sourcesOf } from '../queries/sources.ts'
import { confirmations, RecordState } from './register.tsx'
import { fieldLabel } from './words.ts'

export interface RecordPage {
  readonly kind: RecordKind
  readonly record: Kept & { readonly id: string }
  readonly title: string
  /** What it is, in a few words, above its name. */
  readonly meta: readonly (ReactNode | undefined | null | false)[]
  readonly headline?: ReactNode
  /** Sections of the work column. */
  readonly children: ReactNode
  /** Buttons besides "edit". */
  readonly actions?: ReactNode
}

/** The page of one record: what it is and what belongs to it; at its side state, sources and what higher rooms add. */
export async function recordPage(request: PageRequest, what: RecordPage): Promise<Page> {
  const { actor, t, tx } = request
  const { kind, record, title } = what
  const sources = await sourcesOf(tx, record.id)
  const panels = await request.slot(`network.${kind}`, record.key)
  const edits = may(actor, 'network.edit')
  return {
    title,
    ...(what.headline !== undefined && { headline: what.headline }),
    crumbs: crumbsTo(t, kind),
    meta: <Parts parts={what.meta} />,
    actions: (what.actions || edits) && (
      <>
        {what.actions}
        {edits && (
          <ButtonLink look={what.actions ? 'secondary' : 'primary'} to={`${pathOf(kind, record.key)}/edit`}>
            {t('network.edit')}
          </ButtonLink>
        )}
      </>
    ),
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        <Columns kind="side">
          <Stack gap="l">
            {what.children}
            {panels}
          </Stack>
          <Stack gap="l">
            <StateSection kind={kind} record={record} />
            <SourcesSection kind={kind} recordKey={record.key} sources={sources} />
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

/** The way to a record or to something that is done with it. */
export function crumbsTo(t: PageRequest['t'], kind: RecordKind, record?: { key: string; title: string }) {
  return [
    { label: t('network.title'), path: start },
    { label: t(`network.${kind}.many`), path: paths[kind] },
    ...(record ? [{ label: record.title, path: pathOf(kind, record.key) }] : []),
  ]
}

function StateSection({ kind, record }: { kind: RecordKind; record: Kept }) {
  const { t, format, may: mayDo } = useRender()
  const path = pathOf(kind, record.key)
  return (
    <Section title={t('network.state.title')}>
      <Stack gap="s">
        <Row>
          <RecordState endedOn={record.endedOn} />
          {record.simulated && <Tag>{t('network.simulated')}</Tag>}
        </Row>
        <Meta parts={[t('network.changed-at', { at: format.instant(record.changedAt) })]} />
        <Row>
          {mayDo('network.read-internal') && <Link to={`${path}/history`}>{t('network.history.link')}</Link>}
          {mayDo('network.edit') &&
            (record.endedOn === null ? (
              <Link to={`${path}/end`}>{t('network.end.link')}</Link>
            ) : (
              <Link to={`${path}/reopen`}>{t('network.reopen.link')}</Link>
            ))}
        </Row>
      </Stack>
    </Section>
  )
}

function SourcesSection({
  kind,
  recordKey,
  sources,
}: {
  kind: RecordKind
  recordKey: string
  sources: readonly Source[]
}) {
  const { t, may: mayDo } = useRender()
  const edits = mayDo('network.edit')
  if (sources.length === 0 && !edits) return null
  const aside = edits && <Link to={`${pathOf(kind, recordKey)}/sources`}>{t('network.source.edit')}</Link>
  return (
    <Section title={t('network.source.many')} aside={aside}>
      {sources.length > 0 ? <SourceList kind={kind} sources={sources} /> : <Meta>{t('network.source.none')}</Meta>}
    </Section>
  )
}

export function SourceList({ kind, sources }: { kind: SubjectKind; sources: readonly Source[] }) {
  const { t, format } = useRender()
  return (
    <List
      items={sources.map((source) => ({
        key: source.id,
        content: <SourceTitle source={source} />,
        meta: sourceWords(t, format, kind, source),
      }))}
    />
  )
}

/** The title of a source, leading to it where it has an address. */
export function SourceTitle({ source }: { source: Source }) {
  const title = <Name>{source.title}</Name>
  return source.address ? <Link to={source.address}>{title}</Link> : title
}

/** What a source stands for, and of when it is. */
export function sourceWords(t: Translate, format: Format, kind: SubjectKind, { field, datedOn }: Source): string {
  const parts = [
    field && t('network.source.for', { field: fieldLabel(t, kind, field) }),
    datedOn && t('network.source.dated', { day: format.day(datedOn) }),
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Several lines that somebody typed, as they typed them. */
export function Lines({ text }: { text: string | null }) {
  if (!text) return null
  return text.split('\n').map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text never change their order
    <span key={index}>
      {index > 0 && <br />}
      {line}
    </span>
  ))
}
