import { addDays, type Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { isId } from '../../../../kernel/ids.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  CheckboxList,
  Columns,
  DateField,
  Form,
  Hidden,
  Meta,
  RadioGroup,
  Section,
  Select,
  Stack,
  Text,
  TextArea,
  TextField,
} from '../../../../platform/ui/index.ts'
import { isFulfilled } from '../../domain/states.ts'
import { settingOf } from '../../pages/asking.ts'
import { papers } from '../../paths.ts'
import { namesOn } from '../../queries/names.ts'
import { getObligation, obligationsOf } from '../../queries/obligations.ts'
import { getResolution } from '../../queries/resolutions.ts'
import { findReportBefore } from '../queries.ts'
import { basisChoices } from './basis.ts'
import { meetingChoices, previousChoices, unitChoices } from './choices.ts'
import { labelsOf } from './labels.ts'
import { showObligations } from './obligations.tsx'

const fields = [
  'subject',
  'proposedResolution',
  'isPublic',
  'leadUnit',
  'rapporteurRole',
  'meeting',
  'referenceDay',
  'basis',
  'previous',
  'discharged',
  'dischargedBy',
] as const

/** From an obligation to a report: which day is counted, for which meeting, and what the head says. */
export async function showNewDraft(request: PageRequest): Promise<Page> {
  const { tx, actor, query, form, t, clock, locale } = request
  const format = createFormat(locale)
  const sent = form?.values['obligation'] ?? query.get('obligation')
  if (sent === null || sent === undefined) return await showObligations(request)
  if (typeof sent !== 'string' || !isId(sent)) throw new NotFound('no obligation is named')
  const setting = settingOf(request)
  const obligation = await getObligation(tx, actor, setting, sent)
  const resolution = await getResolution(tx, actor, obligation.resolutionId)
  const same = await obligationsOf(tx, actor, setting, resolution.id)
  const names = await namesOn(tx, actor, setting.today)
  const meetings = await meetingChoices(request, resolution.bodyId)
  const previous = await previousChoices(request)
  const open = same.filter((one) => !isFulfilled(one.state))
  const dueMeeting = meetings.find(({ heldOn }) => heldOn === obligation.due)
  return {
    title: t('council.drafting.new.title'),
    crumbs: [{ label: t('council.papers'), path: papers }],
    meta: t('council.drafting.new.meta'),
    body: (
      <Columns kind="side">
        <Form
          labels={labelsOf(t, fields)}
          initial={{
            subject: t('council.drafting.new.subject', { title: resolution.title }),
            proposedResolution: 'Zur Kenntnis.',
            isPublic: resolution.isPublic,
            leadUnit: obligation.responsibleId,
            meeting: dueMeeting?.value,
            referenceDay: referenceDayFor(obligation.due, clock.today()),
            basis: 'register',
            previous: await findReportBefore(tx, obligation.id),
            discharged: open.some((one) => one.id === obligation.id) ? [obligation.id] : [],
            dischargedBy: 'release',
          }}
          state={form}
        >
          <Hidden name="obligation" value={obligation.id} />
          <TextArea name="subject" rows={2} maxLength={500} />
          <TextArea name="proposedResolution" rows={2} maxLength={4000} />
          <Select name="leadUnit" optional options={await unitChoices(request)} empty={t('council.drafting.choose')} />
          <TextField name="rapporteurRole" optional maxLength={200} hint={t('council.drafting.rapporteur-hint')} />
          <Select name="meeting" optional options={meetings} empty={t('council.drafting.no-meeting')} />
          <DateField name="referenceDay" hint={t('council.drafting.reference-day-hint')} />
          <Select name="basis" options={await basisChoices(request)} hint={t('council.drafting.basis-hint')} />
          <Select name="previous" optional options={previous} empty={t('council.drafting.no-previous')} />
          {resolution.isPublic && <Checkbox name="isPublic" hint={t('council.drafting.public-hint')} />}
          {open.length > 0 && (
            <CheckboxList
              name="discharged"
              optional
              choices={open.map((one) => ({
                value: one.id,
                label: t('council.drafting.quoted', { text: one.wording }),
              }))}
            />
          )}
          <RadioGroup
            name="dischargedBy"
            choices={(['release', 'hand'] as const).map((value) => ({
              value,
              label: t(`council.drafting.discharged-by.${value}`),
            }))}
          />
          <ButtonRow>
            <Button>{t('council.drafting.new.begin')}</Button>
            <ButtonLink to={papers} look="tertiary">
              {t('council.drafting.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
        <Stack gap="l">
          <Section title={t('council.drafting.occasion')}>
            <Stack gap="s">
              <Text>{t('council.drafting.quoted', { text: obligation.wording })}</Text>
              <Meta parts={[names.body(resolution.bodyId), format.day(resolution.decidedOn), resolution.title]} />
              <Meta>{t('council.drafting.by', { unit: names.organisation(obligation.responsibleId) ?? '–' })}</Meta>
            </Stack>
          </Section>
        </Stack>
      </Columns>
    ),
  }
}

/** Of a deadline that has passed that day, because the report is about then; else the end of the last month. */
function referenceDayFor(due: Day | null, today: Day): Day {
  if (due && due < today) return due
  return addDays(`${today.slice(0, 7)}-01` as Day, -1)
}
