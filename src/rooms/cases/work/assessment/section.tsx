import type { ReactNode } from 'react'
import type { Tx } from '../../../../platform/database/index.ts'
import { Empty, Link, List, Meta, Row, Section, State, useRender } from '../../../../platform/ui/index.ts'
import { type LifeDomains, readLifeDomains } from '../domains.ts'
import { filePath } from '../part.tsx'
import { compareAssessments, type Rating } from './domain.ts'
import { type Assessment, assessmentsOf } from './queries.ts'

/** Where help is needed most, in the side column of the file. */
export async function assessmentSection(tx: Tx, caseId: string, writes: boolean, locale: string): Promise<ReactNode> {
  const assessments = await assessmentsOf(tx, caseId)
  return (
    <AssessmentSection
      caseId={caseId}
      assessments={assessments}
      domains={await readLifeDomains(tx, locale)}
      writes={writes}
    />
  )
}

interface Props {
  readonly caseId: string
  readonly assessments: readonly Assessment[]
  readonly domains: LifeDomains
  readonly writes: boolean
}

function AssessmentSection({ caseId, assessments, domains, writes }: Props) {
  const { t, format } = useRender()
  const path = `${filePath(caseId)}/assessments`
  const last = assessments.at(-1)
  const first = assessments.length > 1 ? assessments[0] : undefined
  const turns = new Map(first && last ? compareAssessments(first, last).map((one) => [one.domain, one.turn]) : [])
  const urgent = ([1, 2] as const)
    .map((rating) => ({
      rating,
      domains: Object.entries(last?.ratings ?? {})
        .filter(([, rated]) => rated === rating)
        .map(([domain]) => domain),
    }))
    .filter(({ domains: found }) => found.length > 0)
  const turned = (turn: 'better' | 'worse') => [...turns.values()].filter((one) => one === turn).length
  return (
    <Section
      title={t('cases.assessment.title')}
      id="assessment"
      aside={
        <Row>
          {last && <Link to={path}>{t('cases.assessment.all')}</Link>}
          {writes && (
            <Link to={`${path}/new`}>{t(last ? 'cases.assessment.again-short' : 'cases.assessment.new-short')}</Link>
          )}
        </Row>
      }
    >
      {!last && <Empty title={t('cases.assessment.none')}>{t('cases.assessment.none-next')}</Empty>}
      {last && (
        <>
          {urgent.length === 0 && <p className="nl-text">{t('cases.assessment.nothing-pressing')}</p>}
          <List
            items={urgent.map(({ rating, domains: found }) => ({
              key: String(rating),
              content: <RatingWords rating={rating} />,
              meta: found.map((domain) => domains.name(domain)).join(', '),
            }))}
          />
          <Meta
            parts={[
              t('cases.assessment.of', { day: format.day(last.heldOn) }),
              turned('better') > 0 && t('cases.assessment.better', { count: turned('better') }),
              turned('worse') > 0 && t('cases.assessment.worse', { count: turned('worse') }),
            ]}
          />
        </>
      )}
    </Section>
  )
}

/** How urgent, in words with a shape. */
export function RatingWords({ rating }: { rating: Rating }) {
  const { t } = useRender()
  const kind = rating <= 2 ? 'attention' : rating === 3 ? 'progress' : 'finished'
  return <State kind={kind}>{t(`cases.assessment.rating.${rating}`)}</State>
}
