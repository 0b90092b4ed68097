import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  Form,
  Meta,
  Name,
  Note,
  RadioGroup,
  Select,
  Stack,
  TextArea,
  TextField,
} from '../../../platform/ui/index.ts'
import { bodyNames, choosableMeetings, listPartyGroups } from '../../network/index.ts'
import { resolutionPath, tracking } from '../paths.ts'
import { choosablePapers } from '../queries/papers.ts'
import { getResolution } from '../queries/resolutions.ts'
import { meetingChoice, Refused } from './words.tsx'

/** A resolution that no paper of this system led to: older ones, ones of other systems. */
export async function showNewResolution(request: PageRequest): Promise<Page> {
  const { tx, actor, t, form, locale, clock } = request
  const bodies = await bodyNames(tx)
  const meetings = (await choosableMeetings(tx, actor)).filter(({ heldOn }) => heldOn <= clock.today())
  const groups = await listPartyGroups(tx, actor)
  const papers = await choosablePapers(tx, actor, ['released', 'onAgenda', 'final'])
  return {
    title: t('council.resolution.add'),
    crumbs: [{ label: t('council.tracking'), path: tracking }],
    layout: 'narrow',
    body: (
      <Form labels={labelsOf(t)} initial={{ isPublic: 'yes' }} state={form}>
        <Meta>{t('council.optional-hint')}</Meta>
        <TextField name="title" maxLength={500} hint={t('council.resolution.title-hint')} />
        <Select
          name="body"
          options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
          empty={t('council.choose')}
        />
        <DateField name="decidedOn" />
        <TextArea name="wording" rows={8} maxLength={20_000} hint={t('council.resolution.wording-hint')} />
        <RadioGroup
          name="isPublic"
          choices={[
            { value: 'yes', label: t('council.is-public') },
            { value: 'no', label: t('council.not-public'), hint: t('council.resolution.not-public-hint') },
          ]}
        />
        <Select
          name="meeting"
          optional
          options={meetings.map((meeting) => ({ value: meeting.id, label: meetingChoice(locale, meeting) }))}
          empty={t('council.none')}
        />
        <Select
          name="paper"
          optional
          options={papers.map(({ id, number, title }) => ({
            value: id,
            label: [number, title].filter(Boolean).join(' '),
          }))}
          empty={t('council.none')}
        />
        {groups.length > 0 && (
          <Select
            name="originator"
            optional
            options={groups.map(({ id, name }) => ({ value: id, label: name }))}
            empty={t('council.paper.administration')}
          />
        )}
        <TextField name="number" optional maxLength={40} width="m" />
        <TextField name="address" optional type="url" maxLength={1000} hint={t('council.address-hint')} />
        <Note>{t('council.resolution.for-good')}</Note>
        <ButtonRow>
          <Button>{t('council.resolution.record')}</Button>
          <ButtonLink look="tertiary" to={tracking}>
            {t('council.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    ),
  }
}

/** A wrong quotation is corrected by a new version beside the old one. */
export async function showCorrection(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, form } = request
  const resolution = await getResolution(tx, actor, params.id)
  return {
    title: t('council.resolution.correct'),
    crumbs: [
      { label: t('council.tracking'), path: tracking },
      { label: resolution.title, path: resolutionPath(resolution.id) },
    ],
    meta: <Name>{resolution.title}</Name>,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <Refused form={form} />
        <Form labels={labelsOf(t)} initial={{ wording: resolution.wording }} state={form}>
          <TextArea name="wording" rows={10} maxLength={20_000} hint={t('council.resolution.wording-hint')} />
          <TextArea name="reason" rows={2} maxLength={1000} hint={t('council.resolution.reason-hint')} />
          <Note>{t('council.resolution.correct-means')}</Note>
          <ButtonRow>
            <Button>{t('council.resolution.record-correction')}</Button>
            <ButtonLink look="tertiary" to={resolutionPath(resolution.id)}>
              {t('council.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}

const fields = [
  'title',
  'body',
  'decidedOn',
  'wording',
  'isPublic',
  'meeting',
  'paper',
  'originator',
  'number',
  'address',
  'reason',
] as const

const labelsOf = (t: PageRequest['t']) =>
  Object.fromEntries(fields.map((name) => [name, t(`council.resolution.field.${name}`)]))
