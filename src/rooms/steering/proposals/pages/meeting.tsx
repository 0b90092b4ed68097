import { NotFound } from '../../../../kernel/errors.ts'
import { may } from '../../../../platform/access/index.ts'
import type { FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ConfirmationNote,
  Empty,
  Form,
  Link,
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
import { type AgendaItem, agendaOf, type Meeting, meetingPath } from '../../../network/index.ts'
import { agendaPath, minutesPath, sheetPath } from '../paths.ts'
import { findMeetingOfGroup, waitingForAgenda } from '../queries/meetings.ts'
import { findMinutes } from '../queries/minutes.ts'
import { listProposals, type Proposal } from '../queries/proposals.ts'
import { confirmations } from './confirmations.ts'
import { Refused } from './refused.tsx'
import { crumbToCockpit, ProposalMark } from './words.tsx'

/** A meeting of the group: its agenda with the proposals on it, filled with one click from what was submitted. */
export async function showMeeting(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale, clock, form } = request
  const today = clock.today()
  const format = createFormat(locale)
  const meeting = await findMeetingOfGroup(tx, actor, params.id)
  if (!meeting) throw new NotFound(`there is no meeting ${params.id} of the steering group`)
  const prepares = may(actor, 'steering.prepare')
  const open = meeting.cancelledOn === null && meeting.heldOn >= today && meeting.state !== 'held'
  const waiting = prepares && open ? await waitingForAgenda(tx, actor, today) : []
  const minutes = await findMinutes(tx, actor, meeting.id)
  const { rows } = await listProposals(tx, actor, { meetingId: meeting.id, limit: 200 })
  return {
    title: t('steering.meeting.title', { day: format.day(meeting.heldOn) }),
    headline: <Name>{t('steering.meeting.title', { day: format.day(meeting.heldOn) })}</Name>,
    crumbs: crumbToCockpit(t),
    meta: (
      <Parts
        parts={[
          meeting.bodyName,
          meeting.startsAt && t('steering.meeting.time', { time: meeting.startsAt }),
          meeting.place,
        ]}
      />
    ),
    actions: (
      <>
        {(minutes || (prepares && meeting.heldOn <= today)) && (
          <ButtonLink look="secondary" to={minutesPath(meeting.id)}>
            {t('steering.minutes.title')}
          </ButtonLink>
        )}
      </>
    ),
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={confirmations} />
        <Refused form={form} />
        {waiting.length > 0 && <Fill meeting={meeting} waiting={waiting} form={form} />}
        <Agenda meeting={meeting} items={await agendaOf(tx, actor, meeting.id)} proposals={rows} />
      </Stack>
    ),
  }
}

function Fill({
  meeting,
  waiting,
  form,
}: {
  meeting: Meeting
  waiting: readonly Proposal[]
  form: FormState | undefined
}) {
  const { t } = useRender()
  return (
    <Section title={t('steering.meeting.waiting', { count: waiting.length })}>
      <Stack>
        <Meta>{t('steering.meeting.fill-hint')}</Meta>
        <Form action={`${agendaPath(meeting.id)}/fill`} route="/steering/meetings/:id/fill" labels={{}} state={form}>
          <Button>{t('steering.meeting.fill')}</Button>
        </Form>
      </Stack>
    </Section>
  )
}

function Agenda({
  meeting,
  items,
  proposals,
}: {
  meeting: Meeting
  items: readonly AgendaItem[]
  proposals: readonly Proposal[]
}) {
  const { t, format } = useRender()
  const of = (item: AgendaItem) => proposals.find(({ agendaItemId }) => agendaItemId === item.id)
  return (
    <Section
      title={t('steering.meeting.agenda')}
      aside={<Link to={meetingPath(meeting.id)}>{t('steering.meeting.keep-agenda')}</Link>}
    >
      {items.length === 0 ? (
        <Empty title={t('steering.meeting.no-agenda')}>
          <Text>{t('steering.meeting.no-agenda-next')}</Text>
        </Empty>
      ) : (
        <Table
          caption={t('steering.meeting.agenda')}
          rows={items}
          keyOf={(item) => item.id}
          stacks
          columns={[
            { key: 'number', header: t('steering.meeting.item'), narrow: true, cell: (item) => item.number ?? '–' },
            {
              key: 'title',
              header: t('steering.meeting.what'),
              names: true,
              full: true,
              cell: (item) => {
                const proposal = of(item)
                return (
                  <RowName meta={proposal?.decisionText}>
                    {proposal ? (
                      <Link to={sheetPath(proposal.number)}>
                        <Name>{item.title}</Name>
                      </Link>
                    ) : (
                      <Name>{item.title}</Name>
                    )}
                  </RowName>
                )
              },
            },
            {
              key: 'state',
              header: t('steering.proposals.field.state'),
              cell: (item) => {
                const proposal = of(item)
                return proposal ? <ProposalMark state={proposal.state} /> : null
              },
            },
            {
              key: 'weight',
              header: t('steering.proposals.weight'),
              kind: 'number',
              cell: (item) => {
                const weight = of(item)?.weight
                return weight === undefined || weight === null ? '–' : format.number(weight)
              },
            },
          ]}
        />
      )}
    </Section>
  )
}
