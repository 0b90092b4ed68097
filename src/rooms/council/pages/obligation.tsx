import type { ReactNode } from 'react'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import {
  DatedList,
  DescriptionList,
  Details,
  Link,
  Meta,
  Name,
  Row,
  Stack,
  Tag,
  useRender,
} from '../../../platform/ui/index.ts'
import { findMeasure } from '../../measures/index.ts'
import { isFulfilled } from '../domain/states.ts'
import { newDraftPath } from '../drafting/paths.ts'
import { issuedPath, obligationPath, paperPath } from '../paths.ts'
import type { Names } from '../queries/names.ts'
import type { Discharge, Obligation, Step } from '../queries/obligations.ts'
import { findPaper } from '../queries/papers.ts'
import { DueMark, dueWords, ObligationMark } from './words.tsx'

/** By what an obligation was fulfilled, with the name of the thing as far as the reader may see it. */
export interface Evidence extends Discharge {
  readonly name: string | null
  readonly path: string | null
}

/** Discharges with what they point to. */
export async function evidenceOf(tx: Tx, actor: Actor, discharges: readonly Discharge[]): Promise<Evidence[]> {
  const evidence: Evidence[] = []
  for (const one of discharges) {
    const paper = one.paperId ? await findPaper(tx, actor, one.paperId) : undefined
    const measure = one.measureId ? await findMeasure(tx, actor, one.measureId) : undefined
    evidence.push({
      ...one,
      name: paper
        ? [paper.number, paper.title].filter(Boolean).join(' ')
        : measure
          ? `${measure.number} ${measure.title}`
          : null,
      path: paper
        ? paperPath(paper.id)
        : measure
          ? `/measures/${measure.id}`
          : one.reviewId
            ? `/measures/reviews/${one.reviewId}`
            : null,
    })
  }
  return evidence
}

interface Props {
  readonly one: Obligation
  readonly steps: readonly Step[]
  readonly evidence: readonly Evidence[]
  readonly names: Names
  readonly edits: boolean
  /** What higher parts add, such as the report that answers it. */
  readonly panels: readonly ReactNode[]
}

/** One obligation: its words, who answers for it, by when, how it stands and what happened so far. */
export function ObligationPart({ one, steps, evidence, names, edits, panels }: Props) {
  const { t, format } = useRender()
  const path = obligationPath(one.id)
  return (
    <section id={`o${one.id}`} aria-labelledby={`h${one.id}`}>
      <Stack gap="s">
        <h3 className="nl-h3" id={`h${one.id}`}>
          {t('council.obligation.numbered', {
            position: one.position,
            kind: t(`council.obligation.kind.${one.kind}`),
          })}
        </h3>
        <blockquote className="nl-sheet__quote">
          <p className="nl-text">
            <Name>{one.wording}</Name>
          </p>
        </blockquote>
        <DescriptionList
          items={[
            {
              term: t('council.obligation.field.state'),
              value: (
                <>
                  <ObligationMark state={one.state} /> <Meta>{t('council.since', { day: format.day(one.since) })}</Meta>
                </>
              ),
            },
            { term: t('council.obligation.field.reason'), value: one.reason },
            {
              term: t('council.obligation.field.responsible'),
              value: names.organisation(one.responsibleId) ?? t('council.obligation.nobody'),
            },
            {
              term: t('council.obligation.field.due'),
              value: (
                <>
                  <DueMark one={one} />
                  {one.dueKind !== 'none' && <Meta>{dueWords(t, format, one, names.body(one.dueBodyId))}</Meta>}
                </>
              ),
            },
            {
              term: t('council.obligation.field.nextReportOn'),
              value: one.nextReportOn && format.day(one.nextReportOn),
            },
            {
              term: t('council.obligation.field.evidence'),
              value:
                evidence.length > 0 &&
                evidence.map((by) => (
                  <p key={by.id}>
                    {by.path ? <Link to={by.path}>{by.name ?? t('council.obligation.review')}</Link> : by.note},{' '}
                    {format.day(by.on)}
                  </p>
                )),
            },
          ].filter(({ value }) => value)}
        />
        {edits && <Actions one={one} path={path} />}
        {panels}
        {steps.length > 1 && <Steps steps={steps} />}
      </Stack>
    </section>
  )
}

function Actions({ one, path }: { one: Obligation; path: string }) {
  const { t } = useRender()
  const hidden = <span className="kern-sr-only"> ({t('council.obligation.number', { position: one.position })})</span>
  if (isFulfilled(one.state))
    return (
      <Row>
        <Link to={`${path}/reopen`}>
          {t('council.obligation.reopen')}
          {hidden}
        </Link>
      </Row>
    )
  return (
    <Row>
      {one.kind === 'report' && (
        <Link to={newDraftPath(one.id)}>
          {t('council.obligation.write-report')}
          {hidden}
        </Link>
      )}
      <Link to={`${path}/move`}>
        {t('council.obligation.move')}
        {hidden}
      </Link>
      <Link to={`${path}/discharge`}>
        {t('council.obligation.discharge')}
        {hidden}
      </Link>
      <Link to={`${path}/edit`}>
        {t('council.obligation.reassign')}
        {hidden}
      </Link>
    </Row>
  )
}

/** What happened so far, newest first. */
function Steps({ steps }: { steps: readonly Step[] }) {
  const { t, format } = useRender()
  return (
    <Details summary={t('council.obligation.so-far')}>
      <DatedList
        items={steps.toReversed().map((step) => ({
          key: String(step.number),
          on: step.happenedOn,
          content: (
            <>
              <ObligationMark state={step.state} />{' '}
              {step.event !== 'moved' && step.event !== 'recorded' && (
                <Tag>{t(`council.obligation.event.${step.event}`)}</Tag>
              )}
            </>
          ),
          meta: [step.reason, step.note].filter(Boolean).join(' · ') || undefined,
          below: (step.nextReportOn !== null || step.listId !== null) && (
            <Row>
              {step.nextReportOn !== null && (
                <Meta>{t('council.obligation.next-report', { day: format.day(step.nextReportOn) })}</Meta>
              )}
              {step.listId !== null && <Link to={issuedPath(step.listId)}>{t('council.list.in')}</Link>}
            </Row>
          ),
        }))}
      />
    </Details>
  )
}
