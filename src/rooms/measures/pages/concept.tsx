import type { Day } from '../../../kernel/day.ts'
import { may } from '../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat, type Format, type Translate } from '../../../platform/i18n/index.ts'
import {
  ButtonLink,
  Columns,
  ConfirmationNote,
  DatedList,
  DescriptionList,
  Empty,
  Link,
  List,
  Meta,
  Name,
  Note,
  Parts,
  Section,
  Stack,
  Table,
  Tag,
  Text,
  useRender,
} from '../../../platform/ui/index.ts'
import { networkPath } from '../../network/index.ts'
import { seesInternal } from '../access.ts'
import { conceptAge } from '../domain/conceptage.ts'
import { type Concept, getConcept, predecessorsOf } from '../queries/concepts.ts'
import { listMeasures, type MeasureRow } from '../queries/measures.ts'
import { documentsOf, sourcesOf } from '../queries/parts.ts'
import { ConceptAgeWords, ConceptState } from './concepts.tsx'
import { confirmations } from './confirmations.ts'
import { Lines } from './lines.tsx'
import { DocumentSection, SourceSection } from './measureside.tsx'
import { MeasureStateMark, officeWords } from './words.tsx'

/** Measures of a concept that its page lists; the register has them all. */
const listedMeasures = 100

/** One concept: how it came about, how old it is, what it wants done and what became of that. */
export async function showConcept(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t, locale, clock } = request
  const concept = await getConcept(tx, actor, params.key)
  const today = clock.today()
  const { rows, total } = await listMeasures(tx, actor, { concept: concept.key }, { limit: listedMeasures }, today)
  const panels = await request.slot('measures.concept', concept.id)
  const before = await predecessorsOf(tx, actor, concept.id)
  const internal = seesInternal(actor)
  const path = `/measures/concepts/${concept.key}`
  const warning = ageWarning(t, createFormat(locale), concept, today)
  return {
    title: concept.title,
    headline: <Name>{concept.title}</Name>,
    name: concept.shortTitle ?? concept.title,
    crumbs: [
      { label: t('measures.title'), path: '/measures' },
      { label: t('measures.concept.many'), path: '/measures/concepts' },
    ],
    meta: (
      <Parts
        parts={[
          t(`measures.concept-kind.${concept.kind}`),
          !concept.isPublic && <Tag key="internal">{t('measures.not-public')}</Tag>,
          concept.simulated && <Tag key="simulated">{t('measures.simulated')}</Tag>,
        ]}
      />
    ),
    actions: may(actor, 'measures.edit') && (
      <ButtonLink look="secondary" to={`${path}/edit`}>
        {t('measures.edit')}
      </ButtonLink>
    ),
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        <Columns kind="side">
          <Stack gap="l">
            {warning && <Note kind="attention">{warning}</Note>}
            {concept.summary && (
              <Section title={t('measures.concept.what')}>
                <Text>
                  <Lines text={concept.summary} />
                </Text>
              </Section>
            )}
            {panels}
            <Section
              title={t('measures.concept.measures', { count: total })}
              aside={<Link to={`/measures?concept=${concept.key}`}>{t('measures.concept.to-register')}</Link>}
            >
              {rows.length === 0 ? (
                <Empty title={t('measures.concept.no-measures')} />
              ) : (
                <ConceptMeasures rows={rows} concept={concept} />
              )}
            </Section>
          </Stack>
          <Stack gap="l">
            <Section title={t('measures.filter.state')}>
              <Stack gap="s">
                <ConceptState concept={concept} />
                <Meta>
                  <ConceptAgeWords concept={concept} />
                </Meta>
              </Stack>
            </Section>
            <Life concept={concept} />
            <Succession concept={concept} before={before} />
            <DocumentSection path={path} documents={await documentsOf(tx, actor, concept.id)} />
            <SourceSection path={path} sources={await sourcesOf(tx, concept.id)} />
            {internal && (
              <p className="nl-meta">
                <Link to={`${path}/history`}>{t('measures.history.link')}</Link>
              </p>
            )}
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

/** The sentence about the funding; undefined while the concept is young enough or no longer measured. */
function ageWarning(t: Translate, format: Format, concept: Concept, today: Day): string | undefined {
  const age = conceptAge(concept, today)
  if (age.state !== 'too-old' || !age.from || !age.tooOldFrom) return undefined
  return t(`measures.concept.warning.${age.from.basis}`, {
    kind: concept.kind,
    years: concept.reviewAfterMonths / 12,
    months: concept.reviewAfterMonths,
    whole: concept.reviewAfterMonths % 12 === 0 ? 'yes' : 'no',
    day: format.day(age.from.day),
    since: format.day(age.tooOldFrom),
  })
}

function Life({ concept }: { concept: Concept }) {
  const { t, may: mayDo } = useRender()
  const { adoptedBy } = concept
  const body = adoptedBy && <Name>{adoptedBy.name}</Name>
  const entries = [
    { key: 'commissioned', on: concept.commissionedOn, by: concept.commissionedBy },
    { key: 'presented', on: concept.presentedOn, by: concept.presentedTo },
    {
      key: 'adopted',
      on: concept.adoptedOn,
      by: adoptedBy && mayDo('network.read') ? <Link to={networkPath('body', adoptedBy.key)}>{body}</Link> : body,
    },
  ]
  const validity = [
    { key: 'valid', on: concept.validFrom, by: null },
    { key: 'ended', on: concept.validUntil, by: null },
  ]
  const known = [...entries, ...validity].flatMap(({ on, ...entry }) => (on ? [{ ...entry, on }] : []))
  return (
    <Section title={t('measures.concept.life')}>
      <Stack gap="s">
        <DatedList
          items={known.map(({ key, on, by }) => ({ key, on, content: t(`measures.concept.step.${key}`), meta: by }))}
        />
        <DescriptionList
          items={[
            ...entries
              .filter(({ on, by }) => !on && by)
              .map(({ key, by }) => ({ term: t(`measures.concept.step.${key}`), value: by })),
            {
              term: t('measures.concept-field.resolutionReference'),
              value: concept.resolutionAddress ? (
                <Link to={concept.resolutionAddress}>
                  <Name>{concept.resolutionReference ?? concept.resolutionAddress}</Name>
                </Link>
              ) : (
                concept.resolutionReference
              ),
            },
          ]}
        />
      </Stack>
    </Section>
  )
}

function Succession({
  concept,
  before,
}: {
  concept: Concept
  before: readonly { readonly key: string; readonly title: string }[]
}) {
  const { t } = useRender()
  if (!concept.successorKey && before.length === 0) return null
  const link = (key: string, title: string) => (
    <Link to={`/measures/concepts/${key}`}>
      <Name>{title}</Name>
    </Link>
  )
  return (
    <Section title={t('measures.part.succession')}>
      <List
        items={[
          ...(concept.successorKey
            ? [
                {
                  key: 'next',
                  content: link(concept.successorKey, concept.successorTitle ?? ''),
                  meta: t('measures.concept.replaced-by'),
                },
              ]
            : []),
          ...before.map(({ key, title }) => ({
            key,
            content: link(key, title),
            meta: t('measures.concept.replaces'),
          })),
        ]}
      />
    </Section>
  )
}

function ConceptMeasures({ rows, concept }: { rows: readonly MeasureRow[]; concept: Concept }) {
  const { t } = useRender()
  const inConcept = (row: MeasureRow) => row.concepts.find((one) => one.id === concept.id)
  return (
    <Table
      caption={t('measures.title')}
      rows={rows}
      keyOf={(row) => row.id}
      dense
      stacks
      columns={[
        {
          key: 'number',
          header: t('measures.column.number'),
          cell: (row) => inConcept(row)?.number ?? row.number,
        },
        {
          key: 'title',
          header: t('measures.measure.one'),
          names: true,
          cell: (row) => (
            <Link to={`/measures/${row.id}`}>
              <Name>{row.title}</Name>
            </Link>
          ),
        },
        {
          key: 'responsible',
          header: t('measures.filter.responsible'),
          cell: (row) => <Name>{officeWords(t, row.responsible)}</Name>,
        },
        {
          key: 'state',
          header: t('measures.filter.state'),
          cell: (row) => <MeasureStateMark state={row.state} stalled={row.stalledSince !== null} />,
        },
      ]}
    />
  )
}
