import { addDays } from '../../../../kernel/day.ts'
import { may } from '../../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  ButtonLink,
  Columns,
  ConfirmationNote,
  DatedList,
  Empty,
  Link,
  List,
  Meta,
  Name,
  Parts,
  RowName,
  Section,
  Stack,
  Table,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { MeasureState } from '../../../measures/index.ts'
import { controllingPath } from '../../controlling/page.tsx'
import { effectsPath } from '../../effects/index.ts'
import { registerPath } from '../../gaps/index.ts'
import { listTopics, type Topic, topicPath } from '../../topics/index.ts'
import { type Return, returnOf } from '../domain/returning.ts'
import { inOrderOfWeight } from '../domain/weight.ts'
import { agendaPath, participationPath, proposalPath, proposals, rulesPath, sheetPath } from '../paths.ts'
import { type Decision, type DecisionEffect, decisionsThatHold, effectsOf } from '../queries/decisions.ts'
import { isOverdue, readDelays, statesOfMeasures } from '../queries/delays.ts'
import { meetingsOfGroup } from '../queries/meetings.ts'
import { minutesStates } from '../queries/minutes.ts'
import { openProcedures } from '../queries/procedures.ts'
import { listProposals, type Proposal, proposalsById } from '../queries/proposals.ts'
import { confirmations } from './confirmations.ts'
import { EffectLink } from './decisions.tsx'
import { DelaySection } from './delays.tsx'
import { returnWords } from './wording.ts'
import { DecisionMark } from './words.tsx'

/** How far back decisions are followed here. */
const followedDays = 730
/** So many topics and meetings leave the cockpit on two printed pages. */
const mostTopics = 5
const severities = ['existential', 'serious', 'noticeable', 'low'] as const

/**
 * What a member of the group needs before a meeting, on two printed pages: what is to be decided, what is late, what became
 * of what was decided. Other parts of the room fill the slot with gaps.
 */
export async function showCockpit(request: PageRequest): Promise<Page> {
  const { tx, actor, t, clock, locale } = request
  const today = clock.today()
  const format = createFormat(locale)
  const { coming, past } = await meetingsOfGroup(tx, actor, today, 2)
  const next = coming[0]
  const { rows: waiting } = await listProposals(tx, actor, { states: ['submitted', 'circulating'], limit: 100 })
  const running = await openProcedures(tx)
  const circulating = await proposalsById(
    tx,
    actor,
    running.map(({ proposalId }) => proposalId),
  )
  const decisions = await decisionsThatHold(tx, { since: addDays(today, -followedDays), limit: 12 })
  const effects = await effectsOf(
    tx,
    decisions.map(({ proposalId }) => proposalId),
  )
  const deferred = await proposalsById(
    tx,
    actor,
    decisions.filter(({ kind }) => kind === 'deferred').map(({ proposalId }) => proposalId),
  )
  const returnsOf = ({ proposalId, round, deferredUntil }: Decision) => {
    const proposal = deferred.get(proposalId)
    const isLatest = !decisions.some((one) => one.proposalId === proposalId && one.round > round)
    return proposal && isLatest ? returnOf(proposal, deferredUntil, coming, today) : undefined
  }
  const states = await statesOfMeasures(tx, actor, effects, today)
  const topics = await listTopics(tx, actor, { open: true, limit: 100 })
  const minutes = await minutesStates(
    tx,
    actor,
    past.map(({ id }) => id),
  )
  return {
    title: t('steering.cockpit.finding', {
      count: waiting.length,
      day: next ? format.day(next.heldOn) : t('steering.cockpit.no-day'),
    }),
    name: t('steering.cockpit.title'),
    wide: true,
    meta: <Parts parts={[t('steering.cockpit.title'), t('steering.cockpit.as-of', { day: format.day(today) })]} />,
    actions: next && <ButtonLink to={agendaPath(next.id)}>{t('steering.cockpit.to-agenda')}</ButtonLink>,
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={confirmations} />
        <Columns kind="side">
          <Stack gap="l">
            <ToDecide rows={inOrderOfWeight(waiting.filter(({ state }) => state === 'submitted'))} />
            <DelaySection delays={await readDelays(tx, actor, today)} />
            <Followed decisions={decisions} effects={effects} states={states} returnsOf={returnsOf} />
            {await request.slot('steering.cockpit', next?.id ?? 'none')}
          </Stack>
          <Stack gap="l">
            <Section title={t('steering.cockpit.meetings')}>
              <Stack gap="s">
                {!next && <Meta>{t('steering.cockpit.no-meeting')}</Meta>}
                <DatedList
                  items={[...coming.slice(0, 1), ...past].map((one) => ({
                    key: one.id,
                    on: one.heldOn,
                    content: <Link to={agendaPath(one.id)}>{t('steering.meeting.agenda')}</Link>,
                    meta: minutes.has(one.id) && t(`steering.minutes.state.${minutes.get(one.id)}`),
                  }))}
                  years
                />
              </Stack>
            </Section>
            {running.length > 0 && (
              <Section title={t('steering.procedure.title-many')}>
                <DatedList
                  items={running.flatMap((one) => {
                    const proposal = circulating.get(one.proposalId)
                    if (!proposal) return []
                    return [
                      {
                        key: one.id,
                        on: one.endsOn,
                        content: <Link to={proposalPath(proposal.number)}>{proposal.title}</Link>,
                        meta: t('steering.procedure.until', { day: format.day(one.endsOn) }),
                      },
                    ]
                  })}
                  years
                />
              </Section>
            )}
            <Topics rows={topics.rows} />
            <div className="nl-noprint">
              <Section title={t('steering.cockpit.more')}>
                <List
                  items={[
                    { key: 'proposals', content: <Link to={proposals}>{t('steering.proposals.title')}</Link> },
                    { key: 'gaps', content: <Link to={registerPath}>{t('steering.gap.register')}</Link> },
                    { key: 'effects', content: <Link to={effectsPath}>{t('steering.effect.title')}</Link> },
                    { key: 'releases', content: <Link to="/releases">{t('insight.releases.title')}</Link> },
                    ...(may(actor, 'steering.controlling')
                      ? [
                          {
                            key: 'controlling',
                            content: <Link to={controllingPath}>{t('steering.controlling.title')}</Link>,
                          },
                        ]
                      : []),
                    {
                      key: 'participation',
                      content: <Link to={participationPath}>{t('steering.participation.title')}</Link>,
                    },
                    ...(may(actor, 'steering.prepare')
                      ? [{ key: 'rules', content: <Link to={rulesPath}>{t('steering.rules.title')}</Link> }]
                      : []),
                  ]}
                />
              </Section>
            </div>
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

function ToDecide({ rows }: { rows: readonly Proposal[] }) {
  const { t, format } = useRender()
  return (
    <Section title={t('steering.cockpit.to-decide')}>
      {rows.length === 0 ? (
        <Empty title={t('steering.cockpit.nothing-to-decide')}>
          <Text>{t('steering.cockpit.nothing-next')}</Text>
        </Empty>
      ) : (
        <Table
          caption={t('steering.cockpit.to-decide')}
          rows={rows}
          keyOf={(row) => row.id}
          stacks
          columns={[
            {
              key: 'title',
              header: t('steering.proposals.one'),
              names: true,
              full: true,
              cell: (row) => (
                <RowName meta={row.decisionText}>
                  <Link to={sheetPath(row.number)}>
                    <Name>{row.title}</Name>
                  </Link>
                </RowName>
              ),
            },
            {
              key: 'weight',
              header: t('steering.proposals.weight'),
              kind: 'number',
              cell: (row) => (row.weight === null ? '–' : format.number(row.weight)),
            },
            {
              key: 'due',
              header: t('steering.proposals.due'),
              narrow: true,
              cell: (row) => (row.dueOn ? format.day(row.dueOn) : '–'),
            },
          ]}
        />
      )}
    </Section>
  )
}

interface FollowedProps {
  readonly decisions: readonly Decision[]
  readonly effects: readonly DecisionEffect[]
  readonly states: ReadonlyMap<string, MeasureState>
  /** Where a deferred one comes again. */
  readonly returnsOf: (decision: Decision) => Return | undefined
}

function Followed({ decisions, effects, states, returnsOf }: FollowedProps) {
  const { t, format, today } = useRender()
  return (
    <Section title={t('steering.cockpit.decided')}>
      {decisions.length === 0 ? (
        <Empty title={t('steering.cockpit.nothing-decided')}>
          <Text>{t('steering.cockpit.nothing-decided-next')}</Text>
        </Empty>
      ) : (
        <Table
          caption={t('steering.cockpit.decided')}
          rows={decisions}
          keyOf={(row) => `${row.proposalId}-${row.round}`}
          stacks
          columns={[
            {
              key: 'title',
              header: t('steering.cockpit.decision'),
              names: true,
              full: true,
              cell: (row) => (
                <RowName
                  meta={<Parts parts={[<DecisionMark key="kind" kind={row.kind} />, format.day(row.decidedOn)]} />}
                >
                  <Link to={proposalPath(row.proposal)}>
                    <Name>{row.title}</Name>
                  </Link>
                </RowName>
              ),
            },
            {
              key: 'who',
              header: t('steering.cockpit.who-until'),
              cell: (row) => (
                <RowName
                  meta={
                    row.dueOn && (
                      <>
                        {t('steering.cockpit.until', { day: format.day(row.dueOn) })}
                        {isOverdue(row, effects, states, today) && ` (${t('steering.cockpit.over')})`}
                      </>
                    )
                  }
                >
                  {row.responsible ?? '–'}
                </RowName>
              ),
            },
            {
              key: 'state',
              header: t('steering.cockpit.carried-out'),
              cell: (row) => (
                <Stack gap="s">
                  {row.kind === 'rejected' && '–'}
                  <Returns of={returnsOf(row)} />
                  {effects
                    .filter((one) => one.proposalId === row.proposalId && one.round === row.round)
                    .map((one) => (
                      <Meta key={one.subject}>
                        <EffectLink effect={one} />
                        {states.has(one.subject) && <> · {t(`measures.state.${states.get(one.subject)}`)}</>}
                      </Meta>
                    ))}
                </Stack>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}

function Returns({ of }: { of: Return | undefined }) {
  const { t, format } = useRender()
  return of ? <Meta>{returnWords(t, format, of, 'short')}</Meta> : null
}

/** Open topics, what weighs most first. */
function Topics({ rows }: { rows: readonly Topic[] }) {
  const { t } = useRender()
  const order = (topic: Topic) => (topic.severity === null ? severities.length : severities.indexOf(topic.severity))
  const shown = [...rows]
    .sort((one, other) => order(one) - order(other) || one.number - other.number)
    .slice(0, mostTopics)
  return (
    <Section title={t('steering.cockpit.topics')}>
      {shown.length === 0 ? (
        <Meta>{t('steering.cockpit.no-topics')}</Meta>
      ) : (
        <List
          items={shown.map((topic) => ({
            key: topic.id,
            content: <Link to={topicPath(topic.number)}>{topic.title}</Link>,
            meta: topic.severity
              ? t(`steering.cockpit.severity.${topic.severity}`)
              : t('steering.cockpit.not-assessed'),
          }))}
        />
      )}
    </Section>
  )
}
