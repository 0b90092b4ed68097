import { type Page, type PageRequest, pageNumber } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  DescriptionList,
  Empty,
  Form,
  Hidden,
  Link,
  Meta,
  Name,
  Pager,
  RowName,
  Section,
  Stack,
  State,
  type StateKind,
  Table,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { type HandoverKind, mayFollow } from '../../domain.ts'
import { referralsPath } from '../paths.ts'
import { getReferral, listReferrals, type Referral, referralsPerPage } from '../queries/referrals.ts'

/** Referrals of the immigration or naturalisation office: acceptance and outcome, and nothing else. */
export async function showReferrals({ tx, actor, query, clock, t }: PageRequest): Promise<Page> {
  const page = pageNumber(query)
  const { rows, total } = await listReferrals(tx, actor, page, clock.today())
  return {
    title: t('journeys.referral.title'),
    meta: t('journeys.referral.lead'),
    actions: <ButtonLink to={`${referralsPath}/new`}>{t('journeys.referral.new')}</ButtonLink>,
    body: <Referrals rows={rows} total={total} page={page} />,
  }
}

const marks: Readonly<Record<HandoverKind, StateKind>> = {
  prepared: 'open',
  offered: 'open',
  askedBack: 'open',
  accepted: 'progress',
  firstAppointment: 'standing',
  completed: 'done',
  declined: 'declined',
  withdrawn: 'rest',
}

/** Asking back concerns the team and the person: the office sees that it waits. */
const shownState = (state: HandoverKind): HandoverKind => (state === 'askedBack' ? 'offered' : state)

function Standing({ of }: { of: Referral }) {
  const { t } = useRender()
  const state = shownState(of.state)
  return <State kind={marks[state]}>{t(`journeys.referral.state.${state}`)}</State>
}

function Referrals({ rows, total, page }: { rows: readonly Referral[]; total: number; page: number }) {
  const { t, format } = useRender()
  if (rows.length === 0) return <Empty title={t('journeys.referral.none')}>{t('journeys.referral.none-text')}</Empty>
  return (
    <Stack>
      <Table
        caption={t('journeys.referral.title')}
        rows={rows}
        keyOf={(row) => row.id}
        stacks
        columns={[
          {
            key: 'to',
            header: t('journeys.referral.to'),
            names: true,
            cell: (row) => (
              <RowName meta={row.reference ?? t('journeys.referral.no-reference')}>
                <Link to={`${referralsPath}/${row.id}`}>
                  <Name>{row.to}</Name>
                </Link>
              </RowName>
            ),
          },
          {
            key: 'offered',
            header: t('journeys.referral.referred-on'),
            cell: (row) => row.offeredOn && format.day(row.offeredOn),
          },
          { key: 'state', header: t('journeys.referral.standing'), cell: (row) => <Standing of={row} /> },
          {
            key: 'outcome',
            header: t('journeys.referral.outcome'),
            cell: (row) => (row.outcome ? t(`journeys.outcome.${row.outcome}`) : t('journeys.referral.no-outcome')),
          },
        ]}
      />
      <Pager total={total} size={referralsPerPage} page={page} />
    </Stack>
  )
}

export async function showReferral({ tx, actor, params, clock, t, form }: PageRequest<'id'>): Promise<Page> {
  const of = await getReferral(tx, actor, params.id, clock.today())
  return {
    title: t('journeys.referral.one', { to: of.to }),
    name: of.reference ?? t('journeys.referral.name'),
    crumbs: [{ label: t('journeys.referral.title'), path: referralsPath }],
    meta: of.reference,
    layout: 'narrow',
    body: <ReferralStanding of={of} form={form} />,
  }
}

function ReferralStanding({ of, form }: { of: Referral; form: PageRequest['form'] }) {
  const { t, format } = useRender()
  const day = (value: Referral['firstOn']) => (value ? format.day(value) : null)
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ sent: 'journeys.referral.sent', withdrawn: 'journeys.referral.was-withdrawn' }} />
      <Section title={t('journeys.referral.standing')}>
        <Stack>
          <Standing of={of} />
          <DescriptionList
            items={[
              { term: t('journeys.referral.referred-on'), value: day(of.offeredOn) },
              {
                term: t('journeys.referral.reply-by'),
                value: ['offered', 'askedBack'].includes(of.state) ? day(of.replyBy) : null,
              },
              { term: t('journeys.referral.first-on'), value: day(of.firstOn) },
              { term: t('journeys.referral.ended-on'), value: day(of.endedOn) },
              { term: t('journeys.referral.outcome'), value: of.outcome && t(`journeys.outcome.${of.outcome}`) },
            ]}
          />
          <Meta>{t('journeys.referral.no-more')}</Meta>
        </Stack>
      </Section>
      {mayFollow(of.state, 'withdrawn', 'sender') && (
        <Form
          action={`${referralsPath}/${of.id}/withdraw`}
          route={`${referralsPath}/:id/withdraw`}
          state={form}
          labels={{}}
        >
          <Hidden name="version" value={of.version} />
          <Text>{t('journeys.referral.withdraw-text')}</Text>
          <ButtonRow>
            <Button look="secondary">{t('journeys.referral.withdraw')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Stack>
  )
}
