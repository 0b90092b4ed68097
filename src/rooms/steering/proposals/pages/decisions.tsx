import type { ReactNode } from 'react'
import type { FormState } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  DateField,
  DescriptionList,
  Details,
  Empty,
  Form,
  Hidden,
  Link,
  List,
  Meta,
  Part,
  Section,
  Stack,
  Text,
  TextArea,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { Return } from '../domain/returning.ts'
import { proposalPath } from '../paths.ts'
import type { Decision, DecisionEffect, MinistryReport } from '../queries/decisions.ts'
import type { Proposal } from '../queries/proposals.ts'
import { returnWords, termWords } from './wording.ts'
import { DecisionMark } from './words.tsx'

interface Props {
  readonly proposal: Proposal
  readonly decisions: readonly Decision[]
  readonly effects: readonly DecisionEffect[]
  readonly reports: readonly MinistryReport[]
  /** Where it comes again, when the newest decision put it off. */
  readonly returns: Return | undefined
  readonly prepares: boolean
  readonly form: FormState | undefined
}

/** What was decided, each round with its corrections, and what it set going. */
export function DecisionSection({ proposal, decisions, effects, reports, returns, prepares, form }: Props) {
  const { t } = useRender()
  const rounds = [...new Set(decisions.map(({ round }) => round))]
  return (
    <Section title={t('steering.decision.title')}>
      {rounds.length === 0 ? (
        <Empty title={t('steering.decision.none')}>
          <Text>{t('steering.decision.none-next')}</Text>
        </Empty>
      ) : (
        <Stack gap="l">
          {rounds.map((round) => {
            const [now, ...before] = decisions.filter((one) => one.round === round)
            return now ? (
              <OneDecision
                key={round}
                now={now}
                before={before}
                effects={effects.filter((one) => one.round === round)}
                returns={round === rounds[0] ? returns : undefined}
                correct={prepares && round === rounds[0] ? `${proposalPath(proposal.number)}/correct` : undefined}
              />
            ) : null
          })}
          {reports.map((report) => (
            <Report key={report.id} proposal={proposal} report={report} prepares={prepares} form={form} />
          ))}
        </Stack>
      )}
    </Section>
  )
}

function OneDecision({
  now,
  before,
  effects,
  returns,
  correct,
}: {
  now: Decision
  before: readonly Decision[]
  effects: readonly DecisionEffect[]
  returns: Return | undefined
  correct: string | undefined
}) {
  const { t, format } = useRender()
  return (
    <Stack>
      <Meta
        parts={[
          <DecisionMark key="kind" kind={now.kind} />,
          format.day(now.decidedOn),
          t(`steering.decision.way.${now.way}`),
          now.correction && t('steering.decision.version', { version: now.version, why: now.correction }),
        ]}
      />
      <Text>{now.text}</Text>
      {returns && <Text>{returnWords(t, format, returns, 'sentence')}</Text>}
      <DescriptionList
        items={[
          { term: t('steering.proposals.reason'), value: now.reason },
          { term: t('steering.proposals.deferred-until'), value: now.deferredUntil && format.day(now.deferredUntil) },
          { term: t('steering.proposals.responsible'), value: now.responsible },
          { term: t('steering.proposals.due'), value: now.dueOn && termWords(t, format, now.dueOn, now.interimOn) },
          {
            term: t('steering.decision.level'),
            value: now.levels.map((level) => t(`steering.proposals.level.${level}`)).join(', '),
          },
          {
            term: t('steering.proposals.votes'),
            value: now.yes === null ? null : `${now.yes} / ${now.no ?? 0} / ${now.abstained ?? 0}`,
          },
        ]}
      />
      {effects.length > 0 && (
        <Part title={t('steering.decision.set-going')}>
          <List
            items={effects.map((one) => ({
              key: one.subject,
              content: <EffectLink effect={one} />,
              meta: t(`steering.decision.effect.${one.kind}`),
            }))}
          />
        </Part>
      )}
      {before.length > 0 && (
        <Details summary={t('steering.decision.earlier', { count: before.length })}>
          <List
            items={before.map((one) => ({
              key: String(one.version),
              content: one.text,
              meta: [one.responsible, one.dueOn && format.day(one.dueOn)].filter(Boolean).join(' · '),
            }))}
          />
        </Details>
      )}
      {correct && (
        <Meta>
          <ButtonLink look="row" to={correct}>
            {t('steering.decision.correct')}
          </ButtonLink>
        </Meta>
      )}
    </Stack>
  )
}

const places: Readonly<Record<DecisionEffect['kind'], ((subject: string) => string) | undefined>> = {
  measure: (id) => `/measures/${id}`,
  measureChanged: (id) => `/measures/${id}`,
  offer: (id) => `/offers/${id}`,
  target: (key) => `/network/interfaces/${key}`,
  paper: (id) => `/papers/${id}`,
  report: undefined,
}

/** What a decision set going, as the link to it. */
export function EffectLink({ effect }: { effect: DecisionEffect }): ReactNode {
  const to = places[effect.kind]?.(effect.subject)
  return to ? <Link to={to}>{effect.label}</Link> : effect.label
}

function Report({
  proposal,
  report,
  prepares,
  form,
}: {
  proposal: Proposal
  report: MinistryReport
  prepares: boolean
  form: FormState | undefined
}) {
  const { t, format } = useRender()
  const state = report.answeredOn
    ? t('steering.report.answered', { day: format.day(report.answeredOn) })
    : report.sentOn
      ? t('steering.report.sent', { day: format.day(report.sentOn) })
      : t('steering.report.draft')
  return (
    <Part title={t('steering.report.title')}>
      <Stack>
        <Meta
          parts={[
            state,
            report.answerDueOn &&
              !report.answeredOn &&
              t('steering.report.due', { day: format.day(report.answerDueOn) }),
          ]}
        />
        <Text>{report.text}</Text>
        {report.answer && <Text>{report.answer}</Text>}
        {prepares && !report.answeredOn && (
          <Details summary={t('steering.report.track')} open={form?.route === '/steering/proposals/:number/report'}>
            <Form
              action={`${proposalPath(proposal.number)}/report`}
              route="/steering/proposals/:number/report"
              prefix="report-"
              labels={{
                sentOn: t('steering.report.sent-on'),
                answerDueOn: t('steering.report.answer-due'),
                answeredOn: t('steering.report.answered-on'),
                answer: t('steering.report.answer'),
              }}
              initial={{ sentOn: report.sentOn, answerDueOn: report.answerDueOn }}
              state={form}
            >
              <Hidden name="version" value={report.version} />
              <DateField name="sentOn" optional />
              <DateField name="answerDueOn" optional />
              <DateField name="answeredOn" optional />
              <TextArea name="answer" optional rows={4} maxLength={4000} />
              <Button look="secondary">{t('steering.report.save')}</Button>
            </Form>
          </Details>
        )}
      </Stack>
    </Part>
  )
}
