import {
  Chips,
  Empty,
  Link,
  Meta,
  Name,
  RowName,
  Section,
  Stack,
  Table,
  useRender,
} from '../../../../platform/ui/index.ts'
import { inOrderOfWork, type NextStep, nextStepOf, nextSteps } from '../domain/progress.ts'
import type { Reviewer } from '../queries/reviewers.ts'
import type { Review, Work } from '../queries/reviews.ts'
import { StepMark, verdictWord } from './words.tsx'

interface WorklistProps {
  readonly review: Review
  readonly work: Work
  readonly people: ReadonlyMap<string, Reviewer>
  /** Id of who reads. */
  readonly me: string
}

/** Every measure under review, what needs action first; `?step=` narrows to one step, `?mine=yes` to what waits for the reader. */
export function MeasuresOfReview({ review, work, people, me }: WorklistProps) {
  const { t, query } = useRender()
  const step = nextSteps.find((one) => one === query.get('step'))
  const onlyMine = query.get('mine') === 'yes'
  const path = `/measures/reviews/${review.id}`
  const mine = work.filter((row) => row.missing.includes(me))
  const shown = onlyMine ? mine : step ? work.filter((row) => nextStepOf(row) === step) : work
  const rows = review.state === 'concluded' ? shown : inOrderOfWork(shown)
  return (
    <Section title={t('measures.reviews.measures')}>
      <Stack>
        {review.state !== 'concluded' && (
          <Chips
            label={t('measures.reviews.views')}
            chips={[
              { to: path, label: t('measures.reviews.all'), count: work.length, current: !step && !onlyMine },
              ...(mine.length > 0
                ? [{ to: `${path}?mine=yes`, label: t('measures.reviews.mine'), count: mine.length, current: onlyMine }]
                : []),
              ...steps(work).map(([one, count]) => ({
                to: `${path}?step=${one}`,
                label: t(`measures.reviews.step.${one}`),
                count,
                current: step === one,
              })),
            ]}
          />
        )}
        {rows.length === 0 ? (
          <Empty title={t('measures.reviews.nothing-here')} />
        ) : (
          <Table
            caption={t('measures.reviews.measures')}
            rows={rows}
            keyOf={(row) => row.measure.id}
            stacks
            columns={[
              {
                key: 'measure',
                header: t('measures.reviews.field.measure'),
                names: true,
                full: true,
                cell: (row) => (
                  <RowName meta={row.measure.chapter && <Name>{row.measure.chapter}</Name>}>
                    <Link to={`${path}/measures/${row.measure.id}`} quiet>
                      {row.measure.number} <Name>{row.measure.title}</Name>
                    </Link>
                  </RowName>
                ),
              },
              {
                key: 'opinions',
                header: t('measures.reviews.field.opinions'),
                full: true,
                cell: (row) => <Opinions row={row} people={people} />,
              },
              {
                key: 'step',
                header: t('measures.reviews.field.step'),
                cell: (row) =>
                  row.decision ? verdictWord(t, row.decision.verdict) : <StepMark step={nextStepOf(row)} />,
              },
            ]}
          />
        )}
      </Stack>
    </Section>
  )
}

/** How many measures each step has, without those that have none. */
function steps(work: Work): readonly (readonly [NextStep, number])[] {
  return nextSteps
    .map((step) => [step, work.filter((row) => nextStepOf(row) === step).length] as const)
    .filter(([, count]) => count > 0)
}

/** Who says what, and whose opinion is missing. */
function Opinions({ row, people }: { row: Work[number]; people: WorklistProps['people'] }) {
  const { t } = useRender()
  const named = (id: string) => people.get(id)?.name ?? t('measures.reviews.somebody')
  const said = Map.groupBy(row.opinions, ({ verdict }) => verdict)
  return (
    <>
      {[...said].map(([verdict, opinions]) => (
        <div key={verdict}>
          {verdictWord(t, verdict)}
          <Meta>
            <Name>{opinions.map(({ reviewerId }) => named(reviewerId)).join(', ')}</Name>
          </Meta>
        </div>
      ))}
      {row.missing.length > 0 && (
        <Meta>
          {t('measures.reviews.missing-from')} <Name>{row.missing.map(named).join(', ')}</Name>
        </Meta>
      )}
    </>
  )
}
