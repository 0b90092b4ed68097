import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  Details,
  Empty,
  Form,
  Hidden,
  List,
  Name,
  Note,
  Parts,
  Section,
  Stack,
  Table,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { runs } from '../access.ts'
import { mailboxField } from '../forms.ts'
import { campaignPath } from '../paths.ts'
import type { Campaign } from '../queries/campaigns.ts'
import { type ChosenMeasure, previewOf, type UnitToAsk } from '../queries/choosing.ts'

/** Before it starts: which unit is asked for how much, which measures nobody answers for, who has no mailbox. */
export async function showDraft(request: PageRequest<'id'>, campaign: Campaign): Promise<Page> {
  const { tx, actor, t, locale, clock, form } = request
  const { units, unassigned } = await previewOf(tx, actor, campaign, clock.today())
  const measures = units.reduce((sum, unit) => sum + unit.measures.length, 0)
  const format = createFormat(locale)
  return {
    title: t('measures.campaign.draft-headline', { title: campaign.title, units: units.length, measures }),
    name: campaign.title,
    meta: (
      <Parts
        parts={[
          t('measures.campaign.state.draft'),
          t('measures.campaign.reference', { day: format.day(campaign.referenceDay) }),
          t('measures.campaign.until', { day: format.day(campaign.dueOn) }),
        ]}
      />
    ),
    actions: runs(actor) && (
      <ButtonLink look="secondary" to={`${campaignPath(campaign.id)}/edit`}>
        {t('measures.campaign.edit')}
      </ButtonLink>
    ),
    body: (
      <Stack gap="l">
        <ConfirmationNote
          texts={{
            created: 'measures.campaign.done.created',
            changed: 'measures.campaign.done.changed',
            mailboxes: 'measures.campaign.done.mailboxes',
          }}
        />
        {unassigned.length > 0 && <Unassigned measures={unassigned} />}
        {units.length === 0 ? (
          <Empty title={t('measures.campaign.nobody')}>{t('measures.campaign.nobody-next')}</Empty>
        ) : (
          <Units campaign={campaign} units={units} form={form} editable={runs(actor)} />
        )}
      </Stack>
    ),
  }
}

function Unassigned({ measures }: { measures: readonly ChosenMeasure[] }) {
  const { t } = useRender()
  return (
    <Note kind="attention">
      {t('measures.campaign.unassigned', { count: measures.length })}
      <Details summary={t('measures.campaign.unassigned-show')}>
        <List
          items={measures.slice(0, 100).map((measure) => ({
            key: measure.id,
            content: (
              <>
                {measure.number} <Name>{measure.title}</Name>
              </>
            ),
          }))}
        />
      </Details>
    </Note>
  )
}

interface UnitsProps {
  readonly campaign: Campaign
  readonly units: readonly UnitToAsk[]
  readonly form: PageRequest['form']
  readonly editable: boolean
}

function Units({ campaign, units, form, editable }: UnitsProps) {
  const { t } = useRender()
  const without = units.filter((unit) => unit.mailbox === null).length
  return (
    <Section
      title={t('measures.campaign.will-ask', { count: units.length })}
      aside={without > 0 ? t('measures.campaign.without-mailbox', { count: without }) : undefined}
    >
      <Form
        action={`${campaignPath(campaign.id)}/start`}
        labels={Object.fromEntries(
          units.map((unit) => [mailboxField(unit.id), t('measures.campaign.mailbox-of', { unit: unit.name })]),
        )}
        initial={Object.fromEntries(units.map((unit) => [mailboxField(unit.id), unit.mailbox]))}
        {...(form && { state: form })}
        failure={t('measures.campaign.not-started')}
      >
        <Hidden name="version" value={campaign.version} />
        <p className="nl-text">{t('measures.campaign.mailboxes-text')}</p>
        <Table
          caption={t('measures.campaign.will-ask', { count: units.length })}
          rows={units}
          keyOf={(unit) => unit.id}
          stacks
          columns={[
            {
              key: 'unit',
              header: t('measures.campaign.unit'),
              names: true,
              cell: (unit) => (
                <>
                  <Name>{unit.name}</Name>
                  <Details summary={t('measures.campaign.measures', { count: unit.measures.length })}>
                    <List
                      items={unit.measures.map((measure) => ({
                        key: measure.id,
                        content: (
                          <>
                            {measure.number} <Name>{measure.title}</Name>
                          </>
                        ),
                      }))}
                    />
                  </Details>
                </>
              ),
            },
            {
              key: 'mailbox',
              header: t('measures.campaign.mailbox'),
              cell: (unit) => <TextField name={mailboxField(unit.id)} type="email" maxLength={254} optional />,
            },
          ]}
        />
        {editable && (
          <ButtonRow>
            <Button name="do" value="start">
              {t('measures.campaign.start', { count: units.length })}
            </Button>
            <Button look="secondary" name="do" value="keep">
              {t('measures.campaign.keep-mailboxes')}
            </Button>
          </ButtonRow>
        )}
      </Form>
    </Section>
  )
}
