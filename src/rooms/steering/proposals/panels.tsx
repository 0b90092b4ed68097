import type { ReactNode } from 'react'
import type { PageRequest, SlotPanel } from '../../../platform/http/index.ts'
import { Link, List, Row, Section, useRender } from '../../../platform/ui/index.ts'
import { ProposalMark } from './pages/words.tsx'
import { agendaPath, proposalPath, proposals, sheetPath } from './paths.ts'
import { decisionsBehind } from './queries/decisions.ts'
import { findMeetingOfGroup } from './queries/meetings.ts'
import { listProposals, type Proposal } from './queries/proposals.ts'

/** What this part adds to pages of lower rooms. */
export const proposalPanels: readonly SlotPanel[] = [
  { slot: 'network.agenda-item', right: 'steering.read', order: 20, show: showItem },
  { slot: 'network.meeting', right: 'steering.read', order: 20, show: showOfMeeting },
  { slot: 'measures.measure', right: 'steering.read', order: 40, show: showOfMeasure },
  {
    slot: 'steering.topic',
    right: 'steering.read',
    order: 10,
    show: async ({ tx, actor }, id) => (
      <Proposed rows={(await listProposals(tx, actor, { topicId: id, limit: mostShown })).rows} about={`topic=${id}`} />
    ),
  },
  {
    slot: 'steering.gap',
    right: 'steering.read',
    order: 10,
    show: async ({ tx, actor }, id) => (
      <Proposed rows={(await listProposals(tx, actor, { gapId: id, limit: mostShown })).rows} about={`gap=${id}`} />
    ),
  },
]

/** Proposals that a topic or a gap names; the list has them all. */
const mostShown = 10

/** What was proposed about a topic or a gap, and the way to a proposal of its own. */
function Proposed({ rows, about }: { rows: readonly Proposal[]; about: string }) {
  const { t, may } = useRender()
  return (
    <Section
      title={t('steering.proposals.title')}
      aside={may('steering.prepare') && <Link to={`${proposals}/new?${about}`}>{t('steering.proposals.new')}</Link>}
    >
      {rows.length === 0 ? (
        t('steering.proposals.none-about')
      ) : (
        <List
          items={rows.map(({ id, number, title, state }) => ({
            key: id,
            content: <Link to={proposalPath(number)}>{title}</Link>,
            meta: <ProposalMark state={state} />,
          }))}
        />
      )}
    </Section>
  )
}

/** Under an agenda item: the proposal and its sheet. */
async function showItem({ tx, actor }: PageRequest, itemId: string): Promise<ReactNode> {
  const { rows } = await listProposals(tx, actor, { agendaItemId: itemId, limit: 1 })
  const [proposal] = rows
  return proposal ? <Item number={proposal.number} state={proposal.state} /> : null
}

function Item({ number, state }: Pick<Parameters<typeof ProposalMark>[0], 'state'> & { number: number }) {
  const { t } = useRender()
  return (
    <Row>
      <Link to={sheetPath(number)}>{t('steering.sheet.title')}</Link>
      <ProposalMark state={state} />
    </Row>
  )
}

/** On a meeting of the group: the way to its proposals. */
async function showOfMeeting({ tx, actor }: PageRequest, meetingId: string): Promise<ReactNode> {
  const meeting = await findMeetingOfGroup(tx, actor, meetingId)
  return meeting ? <OfMeeting id={meeting.id} /> : null
}

function OfMeeting({ id }: { id: string }) {
  const { t } = useRender()
  return (
    <Section title={t('steering.proposals.title')}>
      <Link to={agendaPath(id)}>{t('steering.meeting.to-proposals')}</Link>
    </Section>
  )
}

/** On a measure: the decisions of the group that it carries out. */
async function showOfMeasure({ tx }: PageRequest, measureId: string): Promise<ReactNode> {
  const decisions = await decisionsBehind(tx, measureId)
  return decisions.length > 0 ? <OfMeasure decisions={decisions} /> : null
}

function OfMeasure({ decisions }: { decisions: readonly { number: number; title: string }[] }) {
  const { t } = useRender()
  return (
    <Section title={t('steering.cockpit.title')}>
      <List
        items={decisions.map(({ number, title }) => ({
          key: String(number),
          content: <Link to={proposalPath(number)}>{title}</Link>,
          meta: t('steering.measure-panel'),
        }))}
      />
    </Section>
  )
}
