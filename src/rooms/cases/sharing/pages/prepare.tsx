import type { ReactNode } from 'react'
import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { FormRequest, FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  Columns,
  ErrorSummary,
  Form,
  Hidden,
  Link,
  Meta,
  Name,
  Note,
  Parts,
  Section,
  Stack,
  StepTrack,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { SharedPreview } from '../../../journeys/index.ts'
import { isRestricted } from '../../../people/index.ts'
import { readContext, type SharingContext } from '../context.ts'
import { fingerprint, type Prepared, prepare } from '../domain/prepare.ts'
import { choiceOf, isDraftKey, readTyped, type Sent } from '../domain/typed.ts'
import { germanWords } from '../german.ts'
import { type KeptHandover, keptHandovers } from '../kept.ts'
import { chosenRoute, newHandoverPath, newHandoverRoute, previewPath } from '../paths.ts'
import { noteRead } from '../reading.ts'
import { viewOf } from '../view.tsx'
import { labelsOf, SharingForm } from './form.tsx'

/** A hand-over while it is prepared, with the very value that would be sent. */
export interface Preparing {
  readonly context: SharingContext
  readonly prepared: Prepared | undefined
  /** Fingerprint of what would be sent. */
  readonly now: string
  /** The record of the person is restricted (Art. 18 GDPR): nothing passes. */
  readonly isRestricted: boolean
  /** The draft at whose address it stands; undefined before receiver and purpose are chosen. */
  readonly choice: string | undefined
}

export async function readPreparing(request: PageRequest<'id'>, sent: Sent): Promise<Preparing> {
  const { tx, actor, tenant, params, clock } = request
  const at = { tx, actor, tenant, today: clock.today() }
  const context = await readContext(at, params.id as Id<'case'>, readTyped(sent))
  const prepared = context.known && prepare(context.typed, context.known, germanWords)
  const { choice } = params as { readonly choice?: string }
  if (choice !== undefined && !isDraftKey(choice)) throw new NotFound('no draft')
  const restricted = await isRestricted(tx, context.file.personId)
  return {
    context,
    prepared,
    isRestricted: restricted,
    now: prepared ? fingerprint(choiceOf(context.typed), prepared) : '',
    choice,
  }
}

/** The form with the preview beside it: empty, as it came back, or as it was kept. */
export async function showNewHandover(request: PageRequest<'id'>): Promise<Page> {
  const { form, query } = request
  const start = { to: query.get('to') ?? '', interface: query.get('interface') ?? '' }
  const preparing = await readPreparing(request, form?.values ?? start)
  await noteRead(request, preparing.context.file.id)
  const others = (await keptHandovers(request, preparing.context.file)).filter(({ key }) => key !== preparing.choice)
  return pageOf(request, preparing, <Prepare {...preparing} others={others} form={form} />)
}

function pageOf({ t }: PageRequest<'id'>, { context: { file, municipality } }: Preparing, body: ReactNode): Page {
  return {
    title: t('cases.sharing.title'),
    meta: <Parts parts={[file.reference, municipality]} />,
    actions: <Track />,
    crumbs: [
      { label: t('cases.title'), path: '/cases' },
      { label: file.reference, path: `/cases/${file.id}` },
    ],
    name: t('cases.sharing.name'),
    body,
  }
}

const track = ['preparing', 'offered', 'accepted', 'firstAppointment', 'completed'] as const

function Track() {
  const { t } = useRender()
  return (
    <StepTrack
      label={t('cases.sharing.track')}
      steps={track.map((step, index) => ({
        label: t(`cases.sharing.step.${step}`),
        state: index === 0 ? 'current' : 'next',
      }))}
    />
  )
}

function Prepare({
  context,
  prepared,
  isRestricted: restricted,
  now,
  choice,
  others,
  form,
}: Preparing & { form: FormState | undefined; others: readonly KeptHandover[] }) {
  const { t } = useRender()
  const issues = form?.issues ?? []
  return (
    <Stack>
      {issues.length > 0 && (
        <ErrorSummary issues={issues} labels={labelsOf(t)} failure={t('cases.sharing.not-offered')} />
      )}
      {restricted && <Note kind="attention">{t('error.people-restricted-transfer')}</Note>}
      <KeptHandovers kept={others} />
      <Columns kind="equal">
        <SharingForm context={context} prepared={prepared} form={form} seen={now} choice={choice} />
        <SharedPreview view={viewOf(context, prepared, t)} />
      </Columns>
    </Stack>
  )
}

/** What would be sent is not what was last seen: it is shown once more, alone, before it goes. */
export function checkPage(request: FormRequest<'id'>, preparing: Preparing, sent: Sent): Page {
  return {
    ...pageOf(request, preparing, <Check {...preparing} sent={sent} />),
    title: request.t('cases.sharing.check'),
  }
}

/** The other drafts of this file, one for each receiver and purpose. */
export function KeptHandovers({ kept }: { kept: readonly KeptHandover[] }) {
  const { t, format } = useRender()
  if (kept.length === 0) return null
  return (
    <Note>
      <Stack gap="s">
        <Text>{t('cases.sharing.drafts', { count: kept.length })}</Text>
        <ul className="nl-list">
          {kept.map(({ id, path, to, way, savedAt }) => (
            <li key={id}>
              <Link to={`${path}?draft=restore`}>
                <Name>{[to, way].filter(Boolean).join(' · ')}</Name>
              </Link>
              <Meta>{t('cases.sharing.draft-kept', { at: format.instant(savedAt) })}</Meta>
            </li>
          ))}
        </ul>
      </Stack>
    </Note>
  )
}

function Check({ context, prepared, now, choice, sent }: Preparing & { sent: Sent }) {
  const { t, format } = useRender()
  const kept = Object.entries(sent).flatMap(([name, value]) =>
    name === 'seen' || name === 'do'
      ? []
      : (typeof value === 'string' ? [value] : value).map((one) => [name, one] as const),
  )
  return (
    <Columns kind="equal">
      <SharedPreview view={viewOf(context, prepared, t)} />
      <Section title={t('cases.sharing.check-title')}>
        <Stack>
          <Note kind="info">{t('cases.sharing.check-text')}</Note>
          <Text>{t('cases.sharing.check-deadline', { day: format.day(context.replyBy) })}</Text>
          <Form
            action={newHandoverPath(context.file.id, choice)}
            route={choice ? chosenRoute : newHandoverRoute}
            labels={{}}
          >
            {kept.map(([name, value]) => (
              <Hidden key={`${name} ${value}`} name={name} value={value} />
            ))}
            <Hidden name="seen" value={now} />
            <ButtonRow>
              <Button name="do" value="offer">
                {t('cases.sharing.offer-now')}
              </Button>
              <Button
                look="secondary"
                unchecked
                action={previewPath(context.file.id, choice)}
                name="do"
                value="preview"
              >
                {t('cases.sharing.change-it')}
              </Button>
            </ButtonRow>
          </Form>
        </Stack>
      </Section>
    </Columns>
  )
}
