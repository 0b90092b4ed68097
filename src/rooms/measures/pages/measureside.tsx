import type { Id } from '../../../kernel/ids.ts'
import {
  DescriptionList,
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
import { networkPath } from '../../network/index.ts'
import { canStall } from '../domain/states.ts'
import type { Measure } from '../queries/measures.ts'
import type { Office } from '../queries/names.ts'
import type { MeasureDocument, Source, Succession } from '../queries/parts.ts'
import { periodWords } from './measureparts.tsx'
import { MeasureStateMark, officeWords } from './words.tsx'

/** Sections at the side of a measure's page. */

export function StateSection({ measure }: { measure: Measure }) {
  const { t, format, may } = useRender()
  const path = `/measures/${measure.id}`
  return (
    <Section title={t('measures.filter.state')}>
      <Stack gap="s">
        <MeasureStateMark state={measure.state} stalled={false} />
        <Meta
          parts={[
            t('measures.since', { day: format.day(measure.stateSince) }),
            measure.establishedOn &&
              measure.state !== 'established' &&
              t('measures.established-since', { day: format.day(measure.establishedOn) }),
            measure.stateReason,
          ]}
        />
        {may('measures.edit') && (
          <Row>
            {canStall(measure.state) && (
              <Link to={`${path}/stall`}>
                {t(measure.stalledSince ? 'measures.stall-form.end' : 'measures.stall-form.open')}
              </Link>
            )}
            <Link to={`${path}/correct`}>{t('measures.correction.open')}</Link>
          </Row>
        )}
      </Stack>
    </Section>
  )
}

export function WhoSection({ measure }: { measure: Measure }) {
  const { t, format } = useRender()
  return (
    <Section title={t('measures.measure.who')}>
      <DescriptionList
        items={[
          {
            term: t('measures.filter.responsible'),
            value: measure.responsible ? <OfficeLink office={measure.responsible} /> : t('measures.nobody'),
          },
          {
            term: t('measures.field.involved'),
            value:
              measure.involved.length > 0
                ? measure.involved.map((office, index) => (
                    <span key={office.id}>
                      {index > 0 && ', '}
                      <OfficeLink office={office} />
                    </span>
                  ))
                : null,
          },
          { term: t('measures.filter.role'), value: t(`measures.role.${measure.centreRole}`) },
          { term: t('measures.field.partners'), value: measure.partners && <Name>{measure.partners}</Name> },
          {
            term: t('measures.filter.place'),
            value: measure.districtWide ? (
              t('measures.district-wide')
            ) : (
              <Name>{measure.places.join(', ') || t('measures.no-place')}</Name>
            ),
          },
          {
            term: t('measures.field.targetGroups'),
            value: measure.targetGroups.length > 0 ? <Name>{measure.targetGroups.join(', ')}</Name> : null,
          },
          {
            term: t('measures.field.planned'),
            value: periodWords(t, format, measure.plannedFrom, measure.plannedUntil),
          },
          {
            term: t('measures.field.priority'),
            value: measure.priority && t(`measures.priority.${measure.priority}`),
          },
          { term: t('measures.field.kimLinked'), value: measure.kimLinked ? t('measures.yes') : null },
        ]}
      />
    </Section>
  )
}

function OfficeLink({ office }: { office: Office }) {
  const { t, may } = useRender()
  const name = <Name>{officeWords(t, office)}</Name>
  return may('network.read') ? <Link to={networkPath('organisation', office.key)}>{name}</Link> : name
}

export function ConceptSection({ measure }: { measure: Measure }) {
  const { t, may } = useRender()
  const edits = may('measures.edit')
  return (
    <Section
      title={t('measures.concept.many')}
      aside={edits && <Link to={`/measures/${measure.id}/concepts`}>{t('measures.part.keep')}</Link>}
    >
      {measure.concepts.length === 0 ? (
        <Meta>{t('measures.concept.in-none')}</Meta>
      ) : (
        <List
          items={measure.concepts.map((concept) => ({
            key: concept.id,
            content: (
              <Link to={`/measures/concepts/${concept.key}`}>
                <Name>{concept.short}</Name>
              </Link>
            ),
            meta: (
              <Parts
                parts={[
                  t(`measures.concept-role.${concept.role}`),
                  concept.number && t('measures.concept.number', { number: concept.number }),
                  concept.chapter,
                ]}
              />
            ),
          }))}
        />
      )}
    </Section>
  )
}

export function SuccessionSection({
  id,
  successions: { successors, predecessors },
}: {
  id: Id<'measure'>
  successions: { readonly successors: readonly Succession[]; readonly predecessors: readonly Succession[] }
}) {
  const { t, may } = useRender()
  const edits = may('measures.edit')
  if (successors.length + predecessors.length === 0 && !edits) return null
  return (
    <Section
      title={t('measures.part.succession')}
      aside={edits && <Link to={`/measures/${id}/succession`}>{t('measures.part.keep')}</Link>}
    >
      {successors.length + predecessors.length === 0 ? (
        <Meta>{t('measures.part.no-succession')}</Meta>
      ) : (
        <Stack gap="s">
          <SuccessionList title={t('measures.succession.into')} successions={successors} />
          <SuccessionList title={t('measures.succession.from')} successions={predecessors} />
        </Stack>
      )}
    </Section>
  )
}

function SuccessionList({ title, successions }: { title: string; successions: readonly Succession[] }) {
  const { t, format } = useRender()
  if (successions.length === 0) return null
  return (
    <div>
      <h3 className="nl-h3">{title}</h3>
      <List
        items={successions.map((one) => ({
          key: one.id,
          content: (
            <Link to={`/measures/${one.id}`}>
              <Name>
                {one.number} {one.title}
              </Name>
            </Link>
          ),
          meta: (
            <Parts
              parts={[
                t(`measures.succession-kind.${one.kind}`),
                one.throughKim && t('measures.succession.through-kim'),
                t('measures.since', { day: format.day(one.since) }),
                one.note,
              ]}
            />
          ),
        }))}
      />
    </div>
  )
}

export function DocumentSection({ path, documents }: { path: string; documents: readonly MeasureDocument[] }) {
  const { t, format, may } = useRender()
  const edits = may('measures.edit')
  if (documents.length === 0 && !edits) return null
  return (
    <Section
      title={t('measures.part.documents')}
      aside={edits && <Link to={`${path}/documents`}>{t('measures.part.keep')}</Link>}
    >
      {documents.length === 0 ? (
        <Meta>{t('measures.part.no-documents')}</Meta>
      ) : (
        <List
          items={documents.map((one) => ({
            key: one.id,
            content: <DocumentLink path={path} document={one} />,
            meta: (
              <Parts
                parts={[
                  t('measures.document.added', { day: format.instant(one.addedAt) }),
                  !one.isPublic && <Tag key="internal">{t('measures.not-public')}</Tag>,
                ]}
              />
            ),
          }))}
        />
      )}
    </Section>
  )
}

export function DocumentLink({ path, document }: { path: string; document: MeasureDocument }) {
  return (
    <Link to={document.address ?? `${path}/documents/${document.id}/file`}>
      <Name>{document.title}</Name>
    </Link>
  )
}

export function SourceSection({ path, sources }: { path: string; sources: readonly Source[] }) {
  const { t, format, may } = useRender()
  const edits = may('measures.edit')
  if (sources.length === 0 && !edits) return null
  return (
    <Section
      title={t('measures.part.sources')}
      aside={edits && <Link to={`${path}/sources`}>{t('measures.part.keep')}</Link>}
    >
      {sources.length === 0 ? (
        <Meta>{t('measures.part.no-sources')}</Meta>
      ) : (
        <List
          items={sources.map((one) => ({
            key: one.id,
            content: one.address ? (
              <Link to={one.address}>
                <Name>{one.title}</Name>
              </Link>
            ) : (
              <Name>{one.title}</Name>
            ),
            meta: one.datedOn && t('measures.source.dated', { day: format.day(one.datedOn) }),
          }))}
        />
      )}
    </Section>
  )
}
