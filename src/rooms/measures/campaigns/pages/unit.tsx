import { dayOfInstant } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { isId } from '../../../../kernel/ids.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonRow,
  Columns,
  DatedList,
  Form,
  Meta,
  Name,
  RowName,
  Section,
  Stack,
  State,
  Table,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { runs } from '../access.ts'
import { campaignPath, campaignsPath, unitPath } from '../paths.ts'
import { type Item, itemsOf } from '../queries/asked.ts'
import { type AskedUnit, getCampaign, getUnit } from '../queries/campaigns.ts'
import { berlin } from '../setting.ts'
import { CampaignBar, ProgressLine, StandingState } from './parts.tsx'
import { itemKinds } from './words.ts'

/** One unit in one campaign: what it was asked, how far it is, and a new link when the old one was lost. */
export async function showUnit(request: PageRequest<'id' | 'request'>): Promise<Page> {
  const { tx, actor, params, t, locale } = request
  if (!isId(params.request)) throw new NotFound('not an id')
  const campaign = await getCampaign(tx, actor, params.id)
  const unit = await getUnit(tx, actor, campaign.id, params.request)
  const items = await itemsOf(tx, unit.id)
  return {
    title: unit.name,
    headline: <Name>{unit.name}</Name>,
    meta: t('measures.campaign.until', { day: createFormat(locale).day(campaign.dueOn) }),
    crumbs: [
      { label: t('measures.title'), path: '/measures' },
      { label: t('measures.campaign.many'), path: campaignsPath },
      { label: campaign.title, path: campaignPath(campaign.id) },
    ],
    body: (
      <Stack gap="l">
        <Stack gap="s">
          <CampaignBar of={unit} />
          <ProgressLine of={unit} />
        </Stack>
        <Columns kind="side">
          <Items items={items} />
          <Stack gap="l">
            <Contacts unit={unit} />
            {campaign.state === 'asking' && runs(actor) && <Renew campaign={campaign.id} unit={unit} />}
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

function Items({ items }: { items: readonly Item[] }) {
  const { t } = useRender()
  return (
    <Section title={t('measures.campaign.measures', { count: items.length })}>
      <Table
        caption={t('measures.campaign.measures', { count: items.length })}
        rows={items}
        keyOf={(item) => item.id}
        stacks
        columns={[
          {
            key: 'measure',
            header: t('measures.measure.one'),
            names: true,
            cell: (item) => (
              <RowName>
                {item.number} <Name>{item.title}</Name>
              </RowName>
            ),
          },
          {
            key: 'asked',
            header: t('measures.campaign.stood'),
            cell: (item) => <StandingState of={item.asked} />,
          },
          {
            key: 'said',
            header: t('measures.campaign.says'),
            cell: (item) => (item.report ? <StandingState of={item.report} /> : '–'),
          },
          {
            key: 'state',
            header: t('measures.report.one'),
            cell: (item) => <State kind={itemKinds[item.state]}>{t(`measures.report.item.${item.state}`)}</State>,
          },
        ]}
      />
    </Section>
  )
}

function Contacts({ unit }: { unit: AskedUnit }) {
  const { t } = useRender()
  const entries = [
    {
      key: 'asked',
      on: dayOfInstant(unit.askedAt.getTime(), berlin),
      content: unit.mailbox
        ? t('measures.campaign.mailed', { mailbox: unit.mailbox })
        : t('measures.campaign.asked-without-mail'),
    },
    ...unit.reminders.map((reminder) => ({
      key: `${reminder.stage}-${reminder.sentOn}`,
      on: reminder.sentOn,
      content: t(`measures.campaign.stage.${reminder.stage}`),
    })),
    ...(unit.sentAt
      ? [
          {
            key: 'sent',
            on: dayOfInstant(unit.sentAt.getTime(), berlin),
            content: t('measures.campaign.unit-sent'),
          },
        ]
      : []),
  ]
  return (
    <Section title={t('measures.campaign.contacts')}>
      <Stack gap="s">
        <DatedList items={entries.sort((one, other) => (one.on < other.on ? -1 : 1))} />
      </Stack>
    </Section>
  )
}

function Renew({ campaign, unit }: { campaign: string; unit: AskedUnit }) {
  const { t } = useRender()
  return (
    <Section title={t('measures.link.one')}>
      <Form action={`${unitPath(campaign, unit.id)}/link`} labels={{}}>
        <Text>{t('measures.link.renew-text')}</Text>
        <ButtonRow>
          <Button look="secondary">{t('measures.link.renew')}</Button>
        </ButtonRow>
        <Meta>{t('measures.link.renew-note')}</Meta>
      </Form>
    </Section>
  )
}
