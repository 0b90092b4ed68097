import type { PageRequest, SlotPanel } from '../../../platform/http/index.ts'
import { Link, List, Meta, Name, Row, Section, Stack, useRender } from '../../../platform/ui/index.ts'
import { bodyNames } from '../../network/index.ts'
import { type AboutKind, adoptingResults } from '../domain/kinds.ts'
import { consultationPath, issuedPath, paperPath, resolutionPath, tracking } from '../paths.ts'
import { findConsultationOfItem } from '../queries/consultations.ts'
import { issuedLists } from '../queries/followup.ts'
import { dueFor } from '../queries/inbox.ts'
import { dueObligations, type Obligation, obligationsAbout, openObligations } from '../queries/obligations.ts'
import { listResolutions, type Resolution } from '../queries/resolutions.ts'
import { settingOf } from './asking.ts'
import { ResultWords } from './paperconsultations.tsx'
import { showReviewOfObligation } from './reviewpanel.tsx'
import { DueMark, ObligationMark } from './words.tsx'

/** What this room adds to pages of rooms below, and to its own what it knows of them. */
export const panels: readonly SlotPanel[] = [
  { slot: 'network.agenda-item', right: 'council.read', order: 10, show: showItem },
  { slot: 'network.meeting', right: 'council.read', order: 10, show: showMeetingList },
  { slot: 'network.body', right: 'council.read', order: 20, show: showBodyPanel },
  { slot: 'measures.measure', right: 'council.read', order: 30, show: aboutPanel('measure') },
  { slot: 'measures.concept', right: 'council.read', order: 30, show: aboutPanel('concept') },
  { slot: 'insight.start', right: 'council.read-internal', order: 10, show: showDue },
  { slot: 'council.obligation', right: 'measures.report', order: 10, show: showReviewOfObligation },
]

/** Under an agenda item: the paper, what became of it there, and the resolution. */
async function showItem(request: PageRequest, itemId: string) {
  const { tx, actor } = request
  const one = await findConsultationOfItem(tx, actor, itemId)
  const { rows } = await listResolutions(tx, actor, { agendaItemId: itemId, limit: 20 })
  if (!one && rows.length === 0) return null
  return <Item one={one} resolutions={rows} />
}

type ItemConsultation = NonNullable<Awaited<ReturnType<typeof findConsultationOfItem>>>

interface ItemProps {
  readonly one: ItemConsultation | undefined
  readonly resolutions: readonly Resolution[]
}

function Item({ one, resolutions }: ItemProps) {
  const { t, may } = useRender()
  return (
    <Stack gap="s">
      {one && (
        <Row>
          <Link to={paperPath(one.paperId)}>
            {one.number ? t('council.paper.numbered', { number: one.number }) : t('council.paper.one')}
          </Link>
          {one.result === 'none' && may('council.edit') && (
            <Link to={`${consultationPath(one.id)}/result`}>{t('council.consultation.record')}</Link>
          )}
        </Row>
      )}
      {one && one.result !== 'none' && <ResultWords one={one} />}
      {resolutions.map((resolution) => (
        <p key={resolution.id}>
          <Link to={resolutionPath(resolution.id)}>{t('council.resolution.in-words')}</Link>
        </p>
      ))}
      {one && resolutions.length === 0 && adoptingResults.includes(one.result) && may('council.edit') && (
        <Meta>
          <Link to={`${tracking}/new`}>{t('council.resolution.add')}</Link>
        </Meta>
      )}
    </Stack>
  )
}

/** On a meeting's page: the follow-up list that was laid before it. */
async function showMeetingList({ tx, actor }: PageRequest, meetingId: string) {
  const [list] = await issuedLists(tx, actor, { meetingId })
  return list ? <MeetingList id={list.id} count={list.content.rows.length} /> : null
}

function MeetingList({ id, count }: { id: string; count: number }) {
  const { t } = useRender()
  return (
    <Section title={t('council.tracking')}>
      <Link to={issuedPath(id)}>{t('council.list.laid', { count })}</Link>
    </Section>
  )
}

/** On a body's page: what is open from its resolutions. */
async function showBodyPanel(request: PageRequest, key: string) {
  const { tx, actor } = request
  const body = (await bodyNames(tx)).find((one) => one.key === key)
  if (!body) return null
  const open = await openObligations(tx, actor, settingOf(request), { bodyId: body.id })
  if (open.length === 0) return null
  return <BodyPanel bodyKey={key} open={open} />
}

const few = 5

function BodyPanel({ bodyKey, open }: { bodyKey: string; open: readonly Obligation[] }) {
  const { t } = useRender()
  return (
    <Section
      title={t('council.tracking')}
      aside={<Link to={`${tracking}?body=${bodyKey}`}>{t('council.list.whole', { count: open.length })}</Link>}
    >
      <Obligations rows={open.slice(0, few)} />
    </Section>
  )
}

/** On a measure's or a concept's page: the resolutions that ask for it. */
function aboutPanel(kind: AboutKind) {
  return async (request: PageRequest, subject: string) => {
    const rows = await obligationsAbout(request.tx, request.actor, settingOf(request), kind, subject)
    return rows.length === 0 ? null : <About rows={rows} />
  }
}

function About({ rows }: { rows: readonly Obligation[] }) {
  const { t } = useRender()
  return (
    <Section title={t('council.resolution.about')}>
      <Obligations rows={rows} />
    </Section>
  )
}

/** On the start page: what is overdue or due within four weeks. */
async function showDue(request: PageRequest) {
  const due = await dueFor(request.actor, (filter) =>
    dueObligations(request.tx, request.actor, settingOf(request), filter),
  )
  return due.length === 0 ? null : <Due rows={due} />
}

function Due({ rows }: { rows: readonly Obligation[] }) {
  const { t } = useRender()
  return (
    <Section
      title={t('council.due.title')}
      aside={<Link to={tracking}>{t('council.list.whole', { count: rows.length })}</Link>}
    >
      <Obligations rows={rows.slice(0, few)} />
    </Section>
  )
}

function Obligations({ rows }: { rows: readonly Obligation[] }) {
  const { t, format } = useRender()
  return (
    <List
      items={rows.map((one) => ({
        key: one.id,
        content: (
          <Link to={`${resolutionPath(one.resolutionId)}#o${one.id}`}>
            <Name>{one.title}</Name>
          </Link>
        ),
        meta: t('council.obligation.from', {
          kind: t(`council.obligation.kind.${one.kind}`),
          day: format.day(one.decidedOn),
        }),
        below: (
          <Row>
            <ObligationMark state={one.state} />
            {one.state !== 'done' && one.state !== 'doneReported' && <DueMark one={one} />}
          </Row>
        ),
      }))}
    />
  )
}
