import { may } from '../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  ButtonLink,
  ConfirmationNote,
  Empty,
  Link,
  Name,
  RowName,
  Stack,
  State,
  Table,
  Tag,
  useRender,
} from '../../../platform/ui/index.ts'
import { conceptAge } from '../domain/conceptage.ts'
import { type Concept, listConcepts } from '../queries/concepts.ts'
import { confirmations } from './confirmations.ts'

/** All concepts with their age, and which of them are too old for the rule of the funding. */
export async function showConcepts({ tx, actor, t, locale, clock }: PageRequest): Promise<Page> {
  const concepts = await listConcepts(tx, actor)
  const today = clock.today()
  const old = concepts.filter((concept) => conceptAge(concept, today).state === 'too-old').length
  return {
    title: t('measures.concept.headline', { count: concepts.length, old }),
    name: t('measures.concept.many'),
    crumbs: [{ label: t('measures.title'), path: '/measures' }],
    meta: t('measures.as-of', { day: createFormat(locale).day(today) }),
    actions: may(actor, 'measures.edit') && (
      <ButtonLink to="/measures/concepts/new">{t('measures.concept.add')}</ButtonLink>
    ),
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        {concepts.length === 0 ? (
          <Empty title={t('measures.concept.none')}>{t('measures.concept.none-next')}</Empty>
        ) : (
          <ConceptTable concepts={concepts} />
        )}
      </Stack>
    ),
  }
}

function ConceptTable({ concepts }: { concepts: readonly Concept[] }) {
  const { t, format } = useRender()
  return (
    <Table
      caption={t('measures.concept.many')}
      rows={concepts}
      keyOf={(row) => row.id}
      stacks
      columns={[
        {
          key: 'title',
          header: t('measures.concept.one'),
          names: true,
          cell: (row) => (
            <RowName meta={t(`measures.concept-kind.${row.kind}`)}>
              <Link to={`/measures/concepts/${row.key}`}>
                <Name>{row.title}</Name>
              </Link>{' '}
              {!row.isPublic && <Tag>{t('measures.not-public')}</Tag>}
            </RowName>
          ),
        },
        {
          key: 'adopted',
          header: t('measures.concept-field.adoptedOn'),
          cell: (row) =>
            row.adoptedOn
              ? format.day(row.adoptedOn)
              : row.presentedOn
                ? t('measures.concept.presented', { day: format.day(row.presentedOn) })
                : t('measures.concept.not-adopted'),
        },
        { key: 'age', header: t('measures.concept.age'), cell: (row) => <ConceptAgeWords concept={row} /> },
        {
          key: 'measures',
          header: t('measures.title'),
          kind: 'number',
          cell: (row) => <Link to={`/measures?concept=${row.key}`}>{format.number(row.measures)}</Link>,
        },
        {
          key: 'state',
          header: t('measures.filter.state'),
          cell: (row) => <ConceptState concept={row} />,
        },
      ]}
    />
  )
}

/** `16 Jahre, 4 Monate`. */
export function ConceptAgeWords({ concept }: { concept: Concept }) {
  const { t, today } = useRender()
  const { from, years, months } = conceptAge(concept, today)
  if (!from) return null
  return t('measures.concept.age-words', { years, months })
}

export function ConceptState({ concept }: { concept: Concept }) {
  const { t, today } = useRender()
  const { state } = conceptAge(concept, today)
  const marks = {
    current: 'standing',
    'too-old': 'attention',
    replaced: 'finished',
    ended: 'rest',
    'not-adopted': 'open',
  } as const
  return <State kind={marks[state]}>{t(`measures.concept.state.${state}`)}</State>
}
