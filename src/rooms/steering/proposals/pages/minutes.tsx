import { NotFound } from '../../../../kernel/errors.ts'
import { may } from '../../../../platform/access/index.ts'
import { DocumentBody, docxType, pdfType, toDocx, toPdf } from '../../../../platform/documents/index.ts'
import { versionFor } from '../../../../platform/http/changed.ts'
import type { Download, FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  Empty,
  Form,
  Hidden,
  Meta,
  Section,
  Stack,
  Text,
  TextArea,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { Meeting } from '../../../network/index.ts'
import { composeMinutesDocument } from '../documents/minutes.ts'
import { typedAttendees } from '../domain/minutes.ts'
import { german } from '../german.ts'
import { agendaPath, minutesPath } from '../paths.ts'
import { findMeetingOfGroup } from '../queries/meetings.ts'
import { findMinutes, type Minutes } from '../queries/minutes.ts'
import { confirmations } from './confirmations.ts'
import { Refused } from './refused.tsx'
import { crumbToCockpit } from './words.tsx'

export async function meetingAt({ tx, actor, params }: PageRequest<'id'>): Promise<Meeting> {
  const meeting = await findMeetingOfGroup(tx, actor, params.id)
  if (!meeting) throw new NotFound(`there is no meeting ${params.id} of the steering group`)
  return meeting
}

/** The minutes of a meeting: while a draft to be written, once released as they stand for good. */
export async function showMinutes(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, t, locale, tenant, form } = request
  const meeting = await meetingAt(request)
  const minutes = await findMinutes(tx, actor, meeting.id)
  const prepares = may(actor, 'steering.prepare')
  if (!minutes && !prepares) throw new NotFound(`the meeting ${meeting.id} has no minutes`)
  const format = createFormat(locale)
  const day = format.day(meeting.heldOn)
  return {
    title: t('steering.minutes.of', { day }),
    crumbs: [...crumbToCockpit(t), { label: t('steering.meeting.title', { day }), path: agendaPath(meeting.id) }],
    ...(minutes?.releasedOn && {
      meta: t('steering.minutes.footer', {
        checksum: (minutes.checksum ?? '').slice(0, 16),
        day: format.day(minutes.releasedOn),
      }),
    }),
    actions: minutes ? <Actions minutes={minutes} /> : undefined,
    ...(minutes?.state === 'released' && { layout: 'paper' as const }),
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={confirmations} />
        <Refused form={form} />
        {!minutes && <Compose meeting={meeting} />}
        {minutes?.state === 'draft' && <Write minutes={minutes} form={form} />}
        {minutes?.state === 'released' && (
          <DocumentBody paper={composeMinutesDocument(meeting, minutes, tenant.name)} />
        )}
      </Stack>
    ),
  }
}

/** The minutes as a file. */
export async function minutesFile(request: PageRequest<'id' | 'form'>): Promise<Download> {
  const { tx, actor, params, tenant } = request
  if (params.form !== 'docx' && params.form !== 'pdf') throw new NotFound(`there is no file ${params.form}`)
  const meeting = await meetingAt(request)
  const minutes = await findMinutes(tx, actor, meeting.id)
  if (!minutes) throw new NotFound(`the meeting ${meeting.id} has no minutes`)
  const document = composeMinutesDocument(meeting, minutes, tenant.name)
  const filename = `${german('steering.minutes.title')}-${meeting.heldOn}.${params.form}`
  return params.form === 'docx'
    ? { type: docxType, filename, body: await toDocx(document) }
    : { type: pdfType, filename, body: await toPdf(document) }
}

function Actions({ minutes }: { minutes: Minutes }) {
  const path = minutesPath(minutes.meetingId)
  return (
    <>
      <ButtonLink look="secondary" to={`${path}/docx`}>
        DOCX
      </ButtonLink>
      <ButtonLink look="secondary" to={`${path}/pdf`}>
        PDF
      </ButtonLink>
    </>
  )
}

function Compose({ meeting }: { meeting: Meeting }) {
  const { t, today } = useRender()
  return (
    <Empty title={t('steering.minutes.none')}>
      <Text>{t(meeting.heldOn <= today ? 'steering.minutes.none-next' : 'steering.minutes.not-yet')}</Text>
      {meeting.heldOn <= today && (
        <Form action={`${minutesPath(meeting.id)}/compose`} route="/steering/meetings/:id/minutes/compose" labels={{}}>
          <Button>{t('steering.minutes.compose')}</Button>
        </Form>
      )}
    </Empty>
  )
}

function Write({ minutes, form }: { minutes: Minutes; form: FormState | undefined }) {
  const { t } = useRender()
  const { attendees, items } = minutes.content
  const path = minutesPath(minutes.meetingId)
  const labels = {
    attendees: t('steering.minutes.attendees'),
    ...Object.fromEntries(
      items.map((item, index) => [`text-${index}`, item.number ? `${item.number} ${item.title}` : item.title]),
    ),
  }
  return (
    <Stack gap="l">
      <Form
        action={`${path}/write`}
        route="/steering/meetings/:id/minutes/write"
        labels={labels}
        initial={{
          attendees: typedAttendees(attendees),
          ...Object.fromEntries(items.map((item, index) => [`text-${index}`, item.text])),
        }}
        state={form}
      >
        <Hidden name="version" value={versionFor(form, minutes.version)} />
        <TextArea name="attendees" optional rows={8} maxLength={8000} hint={t('steering.minutes.attendees-hint')} />
        {items.map((item, index) => (
          <div key={item.itemId ?? index}>
            <TextArea name={`text-${index}`} optional rows={4} maxLength={8000} />
            {item.decisions.map((one) => (
              <Meta key={one.proposal}>
                {`${t(`steering.proposals.decided.${one.kind}`)}: ${one.text}${one.votes ? ` (${one.votes.yes} / ${one.votes.no} / ${one.votes.abstained})` : ''}`}
              </Meta>
            ))}
          </div>
        ))}
        <ButtonRow>
          <Button>{t('steering.minutes.save')}</Button>
        </ButtonRow>
      </Form>
      <Section title={t('steering.minutes.then')}>
        <Stack>
          <Form action={`${path}/compose`} route="/steering/meetings/:id/minutes/compose" prefix="compose-" labels={{}}>
            <Button look="secondary">{t('steering.minutes.compose-anew')}</Button>
          </Form>
          <Form action={`${path}/release`} route="/steering/meetings/:id/minutes/release" prefix="release-" labels={{}}>
            <Hidden name="version" value={minutes.version} />
            <Meta>{t('steering.minutes.release-hint')}</Meta>
            <Button look="secondary">{t('steering.minutes.release')}</Button>
          </Form>
        </Stack>
      </Section>
    </Stack>
  )
}
