import type { ReactNode } from 'react'
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
  type FormValue,
  Hidden,
  Meta,
  Select,
  Stack,
  TextField,
} from '../../../platform/ui/index.ts'
import { mayReschedule } from '../domain/meetings.ts'
import { meetingPath, meetings } from '../paths.ts'
import { getMeeting, type Meeting } from '../queries/meetings.ts'
import { choosableBodies } from '../queries/options.ts'
import { changedMeanwhile } from './editing.tsx'
import { meetingName } from './meetingwords.tsx'
import { recordOptions } from './options.ts'
import { fieldLabels } from './words.ts'

const names = ['body', 'heldOn', 'startsAt', 'endsAt', 'place', 'number', 'isPublic', 'address'] as const

/** The page to plan a meeting. */
export async function showNewMeeting(request: PageRequest): Promise<Page> {
  const { tx, actor, t, query, clock } = request
  const bodies = await choosableBodies(tx, actor, clock.today())
  const body = bodies.find(({ key }) => key === query.get('body'))
  return {
    title: t('network.meeting.add'),
    crumbs: [{ label: t('network.meeting.many'), path: meetings }],
    layout: 'narrow',
    body: (
      <Fields request={request} initial={{ body: body?.key, isPublic: body?.isPublic }} back={meetings}>
        <Select name="body" options={recordOptions(bodies)} empty={t('network.choose')} />
      </Fields>
    ),
  }
}

/** The page to move a meeting or to change what is known of it. */
export async function showMeetingForm(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale } = request
  const meeting = await getMeeting(tx, actor, params.id)
  const title = meetingName(t, createFormat(locale), meeting)
  return {
    title: t(mayReschedule(meeting) ? 'network.meeting.reschedule' : 'network.meeting.change'),
    crumbs: [
      { label: t('network.meeting.many'), path: meetings },
      { label: title, path: meetingPath(meeting.id) },
    ],
    meta: title,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        {await changedMeanwhile(request, 'meeting', meeting)}
        <Fields
          request={request}
          initial={{ ...initialOf(meeting) }}
          back={meetingPath(meeting.id)}
          meeting={meeting}
        />
      </Stack>
    ),
  }
}

const initialOf = ({ heldOn, startsAt, endsAt, place, number, isPublic, address }: Meeting) => ({
  heldOn,
  startsAt,
  endsAt,
  place,
  number,
  isPublic,
  address,
})

function Fields({
  request: { t, form },
  initial,
  back,
  meeting,
  children,
}: {
  request: PageRequest
  initial: Readonly<Record<string, FormValue>>
  back: string
  meeting?: Meeting
  children?: ReactNode
}) {
  return (
    <Form labels={fieldLabels(t, 'meeting', names)} initial={initial} state={form} withoutSummary={isConflict(form)}>
      <Meta>{t('network.optional-hint')}</Meta>
      {meeting && <Hidden name="version" value={versionFor(form, meeting.version)} />}
      {children}
      <DateField name="heldOn" />
      <TextField name="startsAt" optional width="s" maxLength={20} hint={t('network.meeting.time-hint')} />
      <TextField name="endsAt" optional width="s" maxLength={20} />
      <TextField name="place" optional maxLength={300} />
      <TextField name="number" optional numeric width="s" hint={t('network.meeting.number-hint')} />
      <Checkbox name="isPublic" hint={t('network.meeting.public-hint')} />
      <TextField name="address" type="url" optional maxLength={1000} hint={t('network.meeting.address-hint')} />
      <ButtonRow>
        <Button>{t('network.save')}</Button>
        <ButtonLink look="tertiary" to={back}>
          {t('network.cancel')}
        </ButtonLink>
      </ButtonRow>
    </Form>
  )
}
