import type { ReactNode } from 'react'
import { type Id, isId } from '../../../../kernel/ids.ts'
import type { PageRequest } from '../../../../platform/http/index.ts'
import { ProgressBar } from '../../../../platform/ui/charts/index.ts'
import {
  Details,
  Link,
  List,
  Meta,
  Name,
  RowName,
  Section,
  Stack,
  Table,
  useRender,
} from '../../../../platform/ui/index.ts'
import { conceptAge } from '../../domain/conceptage.ts'
import { ConceptAgeWords, ConceptState } from '../../pages/concepts.tsx'
import { MeasureStateMark } from '../../pages/words.tsx'
import type { Concept } from '../../queries/concepts.ts'
import { type ChapterCoverage, coverageByChapter, coverageOf } from '../domain/coverage.ts'
import { type ConceptCoverage, coveredMeasures } from '../queries.ts'

/** Every concept with its age, the warning of the funding rule, and what became of its measures. */
export function ConceptsCovered({ coverages }: { coverages: readonly ConceptCoverage[] }) {
  const { t, format } = useRender()
  if (coverages.length === 0) return null
  return (
    <Section
      title={t('measures.overview.concepts')}
      aside={<Link to="/measures/concepts">{t('measures.overview.to-concepts')}</Link>}
    >
      <Stack gap="s">
        <Table
          caption={t('measures.overview.concepts')}
          rows={coverages}
          keyOf={({ concept }) => concept.id}
          stacks
          columns={[
            {
              key: 'concept',
              header: t('measures.concept.one'),
              names: true,
              full: true,
              cell: ({ concept }) => (
                <RowName
                  meta={concept.adoptedOn && t('measures.overview.adopted', { day: format.day(concept.adoptedOn) })}
                >
                  <Link to={`/measures/concepts/${concept.key}`} quiet>
                    <Name>{concept.shortTitle ?? concept.title}</Name>
                  </Link>
                </RowName>
              ),
            },
            { key: 'age', header: t('measures.overview.age'), cell: ({ concept }) => <Age concept={concept} /> },
            {
              key: 'bar',
              header: t('measures.overview.coverage'),
              cell: ({ coverage }) => <CoverageBar coverage={coverage} />,
            },
            ...coverageColumns<ConceptCoverage>(t, format.number, ({ coverage }) => coverage),
            {
              key: 'total',
              header: t('measures.title'),
              kind: 'number',
              cell: ({ concept, coverage }) => (
                <Link to={`/measures?concept=${concept.key}`}>{format.number(coverage.total)}</Link>
              ),
            },
          ]}
        />
        <Meta>{t('measures.overview.coverage-note')}</Meta>
      </Stack>
    </Section>
  )
}

/** How old a concept is, and whether the rule of its funding asks for a renewal. */
function Age({ concept }: { concept: Concept }) {
  const { t, format, today } = useRender()
  const { state, tooOldFrom } = conceptAge(concept, today)
  return (
    <>
      <ConceptState concept={concept} />
      {(state === 'current' || state === 'too-old') && (
        <Meta
          parts={[
            <ConceptAgeWords key="age" concept={concept} />,
            tooOldFrom && t(`measures.overview.renew-${state}`, { day: format.day(tooOldFrom) }),
          ]}
        />
      )}
    </>
  )
}

function CoverageBar({ coverage }: { coverage: Omit<ChapterCoverage, 'chapter'> }) {
  const { t } = useRender()
  const { covered, superseded, open } = coverage
  return (
    <div className="nl-bar">
      <ProgressBar
        label={t('measures.overview.coverage-words', { covered, superseded, open })}
        parts={[
          { key: 'covered', value: covered, kind: 'done' },
          { key: 'superseded', value: superseded, kind: 'open' },
          { key: 'open', value: open, kind: 'waiting' },
        ]}
      />
    </div>
  )
}

/** The three figures of a coverage; of the open ones those that were ended on purpose are named. */
function coverageColumns<Row>(
  t: (key: string, values?: Record<string, number>) => string,
  number: (value: number) => string,
  of: (row: Row) => Omit<ChapterCoverage, 'chapter'>,
) {
  return [
    {
      key: 'covered',
      header: t('measures.overview.covered'),
      kind: 'number' as const,
      cell: (row: Row) => number(of(row).covered),
    },
    {
      key: 'superseded',
      header: t('measures.overview.superseded'),
      kind: 'number' as const,
      cell: (row: Row) => number(of(row).superseded),
    },
    {
      key: 'open',
      header: t('measures.overview.open'),
      kind: 'number' as const,
      cell: (row: Row) =>
        of(row).discontinued > 0 ? (
          <>
            {number(of(row).open)}{' '}
            <span className="nl-muted">{t('measures.overview.of-these-ended', { count: of(row).discontinued })}</span>
          </>
        ) : (
          number(of(row).open)
        ),
    },
  ]
}

type CoveredMeasures = NonNullable<Awaited<ReturnType<typeof coveredMeasures>>>

/** For the page of a concept: what became of it, chapter by chapter, and which measures are open or superseded. */
export async function showCoveragePanel({ tx, actor }: PageRequest, subject: string): Promise<ReactNode> {
  const measures = isId(subject) ? await coveredMeasures(tx, actor, subject as Id<'concept'>) : undefined
  return measures && measures.length > 0 ? <Chapters measures={measures} /> : null
}

function Chapters({ measures }: { measures: CoveredMeasures }) {
  const { t, format } = useRender()
  const chapters = coverageByChapter(measures)
  const sum = (of: 'covered' | 'superseded' | 'open') => chapters.reduce((total, chapter) => total + chapter[of], 0)
  return (
    <Section
      title={t('measures.overview.coverage-finding', {
        covered: sum('covered'),
        superseded: sum('superseded'),
        open: sum('open'),
        total: chapters.reduce((total, chapter) => total + chapter.total, 0),
      })}
    >
      <Stack gap="s">
        <Table
          caption={t('measures.overview.coverage')}
          rows={chapters}
          keyOf={({ chapter }) => chapter ?? ''}
          stacks
          columns={[
            {
              key: 'chapter',
              header: t('measures.overview.chapter'),
              names: true,
              full: true,
              cell: ({ chapter }) => (chapter ? <Name>{chapter}</Name> : t('measures.overview.no-chapter')),
            },
            {
              key: 'bar',
              header: t('measures.overview.coverage'),
              cell: (chapter) => <CoverageBar coverage={chapter} />,
            },
            ...coverageColumns<ChapterCoverage>(t, format.number, (chapter) => chapter),
          ]}
        />
        <Meta>{t('measures.overview.coverage-note')}</Meta>
        {(['open', 'superseded'] as const).map((coverage) => (
          <Those key={coverage} coverage={coverage} measures={measures.filter((one) => coverageOf(one) === coverage)} />
        ))}
      </Stack>
    </Section>
  )
}

/** The measures behind a figure, folded. */
function Those({ coverage, measures }: { coverage: 'open' | 'superseded'; measures: CoveredMeasures }) {
  const { t } = useRender()
  if (measures.length === 0) return null
  return (
    <Details summary={t(`measures.overview.those-${coverage}`, { count: measures.length })}>
      <List
        items={measures.map(({ id, number, title, state, stalled }) => ({
          key: id,
          content: (
            <Link to={`/measures/${id}`} quiet>
              {number} <Name>{title}</Name>
            </Link>
          ),
          meta: <MeasureStateMark state={state} stalled={stalled} />,
        }))}
      />
    </Details>
  )
}
