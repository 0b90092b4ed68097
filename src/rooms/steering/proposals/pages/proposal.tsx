import type { ReactNode } from 'react'
import { addDays } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { may } from '../../../../platform/access/index.ts'
import type { FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import { readSetting } from '../../../../platform/settings/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  ConfirmationNote,
  DateField,
  DescriptionList,
  Details,
  Form,
  Hidden,
  History,
  Link,
  List,
  Meta,
  Name,
  Parts,
  Section,
  Select,
  Stack,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { choosableInterfaces, organisationNames } from '../../../network/index.ts'
import { getTopic, topicPath } from '../../topics/index.ts'
import { returnOf } from '../domain/returning.ts'
import { mayChange, mayMove, type ProposalMove } from '../domain/states.ts'
import { agendaPath, proposalPath, sheetPath } from '../paths.ts'
import { decisionsOf, effectsOf, reportsOf } from '../queries/decisions.ts'
import { evidenceNow, evidenceOf, type RoundEvidence } from '../queries/evidence.ts'
import { findMeetingOfGroup, isDecidable, meetingsOfGroup, waitingForAgenda } from '../queries/meetings.ts'
import { latestProcedure, procedureNow, votesOf } from '../queries/procedures.ts'
import { commentsOf, getProposal, optionsOf, type Proposal, versionsOf } from '../queries/proposals.ts'
import { entitledOf, seatsOf } from '../queries/seats.ts'
import { writtenRules } from '../setting.ts'
import { CommentSection } from './comments.tsx'
import { confirmations } from './confirmations.ts'
import { DecisionSection } from './decisions.tsx'
import { historyOf } from './meanwhile.tsx'
import { ProcedureSection } from './procedure.tsx'
import { Refused } from './refused.tsx'
import { effectWords, legalWords, levelWords, sourceWords, termWords } from './wording.ts'
import { crumbsToProposals, ProposalMark } from './words.tsx'

/** One proposal: what it says, what was decided and what that set going, what offices say; at its side what comes next. */
export async function showProposal(request: PageRequest<'number'>): Promise<Page> {
  const { tx, actor, params, t, clock, form, locale } = request
  const today = clock.today()
  const proposal = await getProposal(tx, actor, params.number)
  const offices = new Map((await organisationNames(tx, today)).map(({ id, name }) => [id as string, name]))
  const prepares = may(actor, 'steering.prepare')
  const procedure = await latestProcedure(tx, proposal.id)
  const evidence = await evidenceOf(tx, actor, proposal.id)
  const topic = proposal.topicId ? await getTopic(tx, actor, proposal.topicId as Id<'topic'>) : undefined
  const joined = proposal.interfaceId
    ? (await choosableInterfaces(tx, actor, today)).find(({ id }) => id === proposal.interfaceId)
    : undefined
  const { coming } = await meetingsOfGroup(tx, actor, today)
  const waits = prepares && (await waitingForAgenda(tx, actor, today)).some(({ id }) => id === proposal.id)
  const rules = await readSetting(tx, writtenRules)
  const options = await optionsOf(tx, proposal.id)
  const seats = procedure?.state === 'open' && may(actor, 'steering.vote') ? await seatsOf(tx, actor) : []
  const format = createFormat(locale)
  const meeting = proposal.meetingId ? await findMeetingOfGroup(tx, actor, proposal.meetingId) : undefined
  const decisions = await decisionsOf(tx, proposal.id)
  const [latest] = decisions
  const unsettled =
    procedure?.id === (await procedureNow(tx, proposal))?.id &&
    (procedure?.outcome === 'noQuorum' || procedure?.outcome === 'objected')
  const decidable = prepares && (await isDecidable(tx, actor, proposal, today))
  return {
    title: proposal.title,
    headline: <Name>{proposal.title}</Name>,
    crumbs: crumbsToProposals(t),
    meta: (
      <Parts
        parts={[
          t('steering.proposals.number', { number: proposal.number }),
          <ProposalMark key="state" state={proposal.state} />,
          proposal.round > 1 && t('steering.proposals.round', { round: proposal.round }),
        ]}
      />
    ),
    actions: (
      <>
        {prepares && mayChange(proposal.state) && (
          <ButtonLink look="secondary" to={`${proposalPath(proposal.number)}/edit`}>
            {t('steering.proposals.edit-short')}
          </ButtonLink>
        )}
        <ButtonLink look={decidable ? 'secondary' : 'primary'} to={sheetPath(proposal.number)}>
          {t('steering.sheet.title')}
        </ButtonLink>
        {decidable && (
          <ButtonLink to={`${proposalPath(proposal.number)}/decide`}>{t('steering.decision.record')}</ButtonLink>
        )}
      </>
    ),
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        <Refused form={form} />
        <Columns kind="side">
          <Stack gap="l">
            <What proposal={proposal} topic={topic && { ...topic }} joined={joined} />
            {options.length > 0 && <OptionList options={options} />}
            {procedure && (
              <ProcedureSection
                proposal={proposal}
                procedure={procedure}
                votes={await votesOf(tx, procedure.id)}
                offices={offices}
                seats={await entitledOf(tx, procedure.id, seats)}
                mayVote={seats.length > 0}
                returns={unsettled ? returnOf(proposal, null, coming, today) : undefined}
                form={form}
              />
            )}
            <DecisionSection
              proposal={proposal}
              decisions={decisions}
              returns={
                latest?.kind === 'deferred' ? returnOf(proposal, latest.deferredUntil, coming, today) : undefined
              }
              effects={await effectsOf(tx, [proposal.id])}
              reports={await reportsOf(tx, proposal.id)}
              prepares={prepares}
              form={form}
            />
            <CommentSection
              proposal={proposal}
              comments={await commentsOf(tx, proposal.id)}
              offices={offices}
              takesPart={may(actor, 'steering.take-part')}
              form={form}
            />
          </Stack>
          <Stack gap="l">
            {prepares && (
              <Next
                proposal={proposal}
                isOnAgenda={proposal.state === 'submitted' && coming.some(({ id }) => id === proposal.meetingId)}
                meetings={waits ? coming.map(({ id, heldOn }) => ({ id, heldOn })) : []}
                endsOn={addDays(today, rules.value.days)}
                form={form}
              />
            )}
            <Section title={t('steering.proposals.facts')}>
              <DescriptionList
                items={[
                  {
                    term: t('steering.proposals.responsible'),
                    value: proposal.responsibleId
                      ? offices.get(proposal.responsibleId)
                      : t('steering.proposals.responsible-open'),
                  },
                  { term: t('steering.proposals.field.involved'), value: proposal.involved },
                  { term: t('steering.proposals.due'), value: <Term proposal={proposal} /> },
                  { term: t('steering.sheet.can-change'), value: <Level proposal={proposal} /> },
                  {
                    term: t('steering.proposals.field.meeting'),
                    value: meeting && (
                      <Link to={agendaPath(meeting.id)}>
                        {t('steering.meeting.agenda-of', { day: format.day(meeting.heldOn) })}
                      </Link>
                    ),
                  },
                ]}
              />
            </Section>
            <Section title={t('steering.evidence.title')}>
              <Evidence
                proposal={proposal}
                evidence={evidence}
                mayFreeze={prepares && mayChange(proposal.state) && joined !== undefined}
              />
            </Section>
            <Details summary={t('steering.history.title')}>
              <History entries={await historyOf(request, await versionsOf(tx, proposal.id))} />
            </Details>
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

const Term = ({ proposal }: { proposal: Proposal }) => {
  const { t, format } = useRender()
  return <>{termWords(t, format, proposal.dueOn, proposal.interimOn, proposal.state === 'decided')}</>
}
const Level = ({ proposal }: { proposal: Proposal }) => {
  const { t, format } = useRender()
  return <>{[levelWords(t, format, proposal), proposal.changeNote].filter(Boolean).join(' · ')}</>
}

function What({
  proposal,
  topic,
  joined,
}: {
  proposal: Proposal
  topic: { number: number; title: string } | undefined
  joined: { key: string; name: string } | undefined
}) {
  const { t } = useRender()
  return (
    <Section title={t('steering.proposals.decision-wanted')}>
      <Stack>
        <Text>{proposal.decisionText}</Text>
        {proposal.about.split(/\n\s*\n/).map((part) => (
          <Text key={part}>{part}</Text>
        ))}
        <Meta
          parts={[
            topic && (
              <Link key="topic" to={topicPath(topic.number)}>
                {t('steering.proposals.of-topic', { title: topic.title })}
              </Link>
            ),
            joined && (
              <Link key="interface" to={`/network/interfaces/${joined.key}`}>
                {joined.name}
              </Link>
            ),
          ]}
        />
      </Stack>
    </Section>
  )
}

function OptionList({ options }: { options: Awaited<ReturnType<typeof optionsOf>> }) {
  const { t, format } = useRender()
  return (
    <Section title={t('steering.sheet.options')}>
      <Stack>
        {options.map((one) => (
          <div key={one.letter}>
            <Text>
              {t(one.recommended ? 'steering.sheet.option-recommended' : 'steering.sheet.option', {
                letter: one.letter,
                title: one.title,
              })}
            </Text>
            <Meta
              parts={[
                effectWords(t, format, one),
                one.effort,
                one.legal !== 'none' && `${t('steering.sheet.row.legal')}: ${legalWords(t, format, one)}`,
                one.risk && `${t('steering.sheet.row.risk')}: ${one.risk}`,
              ]}
            />
          </div>
        ))}
      </Stack>
    </Section>
  )
}

function Evidence({
  proposal,
  evidence,
  mayFreeze,
}: {
  proposal: Proposal
  evidence: readonly RoundEvidence[]
  mayFreeze: boolean
}) {
  const { t, format } = useRender()
  const [now] = evidenceNow(evidence, proposal)
  const earlier = evidence.filter(({ release }) => release.id !== now?.id)
  return (
    <Stack gap="s">
      {now ? <Text>{sourceWords(t, format, now)}</Text> : <Meta>{t('steering.evidence.none')}</Meta>}
      {earlier.length > 0 && (
        <Details summary={t('steering.evidence.earlier', { count: earlier.length })}>
          <List
            items={earlier.map(({ round, release }) => ({
              key: String(round),
              content: sourceWords(t, format, release),
              meta: t('steering.proposals.round', { round }),
            }))}
          />
        </Details>
      )}
      {mayFreeze && (
        <Form
          action={`${proposalPath(proposal.number)}/evidence`}
          route="/steering/proposals/:number/evidence"
          labels={{}}
        >
          <Button look="secondary">{t('steering.evidence.freeze')}</Button>
        </Form>
      )}
    </Stack>
  )
}

interface NextProps {
  readonly proposal: Proposal
  /** It stands on the agenda of a meeting to come. */
  readonly isOnAgenda: boolean
  readonly meetings: readonly { id: string; heldOn: Proposal['dueOn'] }[]
  readonly endsOn: string
  readonly form: FormState | undefined
}

/** What who prepares may do next: lay before the group, put on an agenda, circulate, take back. */
function Next({ proposal, isOnAgenda, meetings, endsOn, form }: NextProps): ReactNode {
  const { t, format } = useRender()
  const moves = (['submit', 'takeBack', 'withdraw'] as const).filter(
    (move: ProposalMove) => mayMove(proposal.state, move) && !isOnAgenda,
  )
  const path = proposalPath(proposal.number)
  const circulates = mayMove(proposal.state, 'circulate') && !isOnAgenda
  const offers = isOnAgenda || meetings.length > 0 || moves.length > 0 || circulates
  if (!offers) return null
  return (
    <Section title={t('steering.proposals.next')}>
      <Stack>
        {meetings.length > 0 && (
          <Form
            action={`${path}/schedule`}
            route="/steering/proposals/:number/schedule"
            prefix="schedule-"
            labels={{ meeting: t('steering.proposals.field.meeting') }}
            state={form}
          >
            <Hidden name="version" value={proposal.version} />
            <Select
              name="meeting"
              options={meetings.map(({ id, heldOn }) => ({ value: id, label: heldOn ? format.day(heldOn) : id }))}
            />
            <Button look="secondary">{t('steering.proposals.schedule')}</Button>
          </Form>
        )}
        {isOnAgenda && (
          <Form
            action={`${path}/unschedule`}
            route="/steering/proposals/:number/unschedule"
            prefix="unschedule-"
            labels={{}}
            withoutSummary
          >
            <Hidden name="version" value={proposal.version} />
            <Button look="secondary">{t('steering.proposals.unschedule')}</Button>
          </Form>
        )}
        {circulates && (
          <Details
            summary={t('steering.procedure.open')}
            open={form?.route === '/steering/proposals/:number/circulate'}
          >
            <Form
              action={`${path}/circulate`}
              route="/steering/proposals/:number/circulate"
              prefix="circulate-"
              labels={{ endsOn: t('steering.procedure.ends-on') }}
              initial={{ endsOn }}
              state={form}
            >
              <Hidden name="version" value={proposal.version} />
              <DateField name="endsOn" hint={t('steering.procedure.open-hint')} />
              <Button look="secondary">{t('steering.procedure.open')}</Button>
            </Form>
          </Details>
        )}
        {moves.length > 0 && (
          <ButtonRow>
            {moves.map((move) => (
              <Form
                key={move}
                action={`${path}/move`}
                route="/steering/proposals/:number/move"
                prefix={`${move}-`}
                labels={{}}
                withoutSummary
              >
                <Hidden name="version" value={proposal.version} />
                <Hidden name="move" value={move} />
                <Button look={move === 'submit' ? 'primary' : 'tertiary'}>
                  {t(`steering.proposals.move.${move}`)}
                </Button>
              </Form>
            ))}
          </ButtonRow>
        )}
      </Stack>
    </Section>
  )
}
