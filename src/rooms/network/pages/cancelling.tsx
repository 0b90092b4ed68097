import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  DateField,
  Form,
  Hidden,
  RadioGroup,
  Section,
  Select,
  Stack,
  Text,
  TextArea,
  TextField,
} from '../../../platform/ui/index.ts'
import { meetingPath, meetings } from '../paths.ts'
import { choosableMeetings, getMeeting } from '../queries/meetings.ts'
import { changedMeanwhile } from './editing.tsx'
import { dayWords, meetingName } from './meetingwords.tsx'
import { fieldLabels } from './words.ts'

/** Asks why a meeting does not take place and whether another takes its place. */
export async function showCancelling(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale, form, clock } = request
  const format = createFormat(locale)
  const meeting = await getMeeting(tx, actor, params.id)
  const title = meetingName(t, format, meeting)
  const others = (await choosableMeetings(tx, actor, { bodyId: meeting.bodyId, from: clock.today() }))
    .filter(({ id }) => id !== meeting.id)
    .toReversed()
  const ways = ['none', 'new', ...(others.length > 0 ? ['known'] : [])]
  return {
    title: t('network.meeting.cancelling'),
    crumbs: [
      { label: t('network.meeting.many'), path: meetings },
      { label: title, path: meetingPath(meeting.id) },
    ],
    meta: title,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <Text>{t('network.meeting.cancelling-text')}</Text>
        {await changedMeanwhile(request, 'meeting', meeting)}
        <Form
          labels={fieldLabels(t, 'meeting', [
            'reason',
            'instead',
            'newOn',
            'newStartsAt',
            'newPlace',
            'copyAgenda',
            'known',
          ])}
          initial={{ instead: 'none', newStartsAt: meeting.startsAt, newPlace: meeting.place, copyAgenda: true }}
          state={form}
          withoutSummary={isConflict(form)}
        >
          <Hidden name="version" value={versionFor(form, meeting.version)} />
          <TextArea name="reason" rows={2} maxLength={500} hint={t('network.meeting.reason-hint')} />
          <RadioGroup
            name="instead"
            choices={ways.map((way) => ({ value: way, label: t(`network.meeting.way.${way}`) }))}
          />
          <Section title={t('network.meeting.new-date')}>
            <DateField name="newOn" optional />
            <TextField name="newStartsAt" optional width="s" maxLength={20} hint={t('network.meeting.time-hint')} />
            <TextField name="newPlace" optional maxLength={300} />
            <Checkbox name="copyAgenda" />
          </Section>
          {others.length > 0 && (
            <Section title={t('network.meeting.known-date')}>
              <Select
                name="known"
                optional
                options={others.map(({ id, heldOn }) => ({ value: id, label: dayWords(t, locale, format, heldOn) }))}
                empty={t('network.choose')}
              />
            </Section>
          )}
          <ButtonRow>
            <Button>{t('network.meeting.step.cancel')}</Button>
            <ButtonLink look="tertiary" to={meetingPath(meeting.id)}>
              {t('network.meeting.keep')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}
