import type { ReactNode } from 'react'
import type { Tx } from '../../../../platform/database/index.ts'
import { Empty, Link, Meta, Row, Section, State, useRender } from '../../../../platform/ui/index.ts'
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
  const pressing = Object.entries(last?.ratings ?? {})
    .filter(([, rating]) => rating <= 2)
    .sort(([, one], [, other]) => one - other)
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
          <Meta>{t('cases.assessment.of', { day: format.day(last.heldOn) })}</Meta>
          {pressing.length === 0 ? (
            <Meta>{t('cases.assessment.nothing-pressing')}</Meta>
          ) : (
            <ul className="nl-list">
              {pressing.map(([domain, rating]) => (
                <li key={domain}>
                  {domains.name(domain)} <RatingWords rating={rating} />
                  {turns.get(domain) === 'better' && <Meta>{t('cases.assessment.turn.better')}</Meta>}
                  {turns.get(domain) === 'worse' && <Meta>{t('cases.assessment.turn.worse')}</Meta>}
                </li>
              ))}
            </ul>
          )}
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
