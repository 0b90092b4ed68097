import { may } from '../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { deputiesOf } from '../../../platform/identity/substitutions.ts'
import {
  Columns,
  ConfirmationNote,
  Link,
  Name,
  Note,
  Parts,
  Section,
  Stack,
  Text,
  useRender,
} from '../../../platform/ui/index.ts'
import { findChange } from '../actions/jurisdiction.ts'
import { bookedOf } from '../appointments.ts'
import { correctable, isBuiltOn } from '../domain.ts'
import { namesOn } from '../names.ts'
import { deedPath, deedRoute, documentPath, inboxPath } from '../paths.ts'
import { getOpened, type Opened, readContent, type SharedContent } from '../queries/opened.ts'
import { historyOf, messagesOf } from '../queries/thread.ts'
import { stepsOf } from '../queries.ts'
import { readReasons } from '../reasons.ts'
import { teamOf } from '../team.ts'
import type { DeedsProps } from './deedforms.tsx'
import { Deeds } from './deeds.tsx'
import { NotDone } from './notdone.tsx'
import { SharedPreview, type SharedView } from './preview.tsx'
import { HistoryPart, MessagesPart } from './thread.tsx'
import { HandoverTrack } from './track.tsx'
import { StandingPart } from './where.tsx'
import { wayWords } from './words.tsx'

/** What was done, by the word that an action adds to the address. */
const texts = Object.fromEntries(
  [
    'accepted',
    'asked',
    'declined',
    'answered',
    'arrived',
    'completed',
    'withdrawn',
    'recorded',
    'acknowledged',
    'written',
    'taken',
    'given',
    'released',
    'offered',
    'booked',
    'missed',
    'moved',
    'after',
    'corrected',
  ].map((word) => [word, `journeys.done.${word}`]),
)

/** Forms in which people write: what they typed survives a lost connection and a closed tab. */
const typed = ['ask', 'decline', 'answer', 'message', 'correct'] as const

/** One hand-over, for either side: where it stands, what can be done, what was shared, what was written and what happened. */
export async function showHandover(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, clock, tenant, locale, form, slot } = request
  const today = clock.today()
  const of = await getOpened(tx, actor, params.id)
  const names = await namesOn(tx, actor, today)
  const reasons = await readReasons(tx, locale, today)
  const change = await findChange(tx, of.id)
  const booked = await bookedOf(tx, of.id)
  const mayGive = may(actor, 'journeys.hand-over')
  // Of the own side alone: who is away elsewhere is theirs to know.
  const owner = of.side === 'receiver' ? of.assignedTo : of.sentBy
  const shared = await readContent(tx, actor, of, today)
  const team = of.side === 'receiver' ? await teamOf(tx, of.toOrganisationId, today) : []
  const through = names.interface(of.interfaceId)
  const other = names.organisation(of.side === 'receiver' ? of.fromOrganisationId : of.toOrganisationId)
  const messages = await messagesOf(tx, of.id)
  const question = messages.findLast(({ kind }) => kind === 'question')?.body
  const wrong = actor.organisationId ? correctable(await stepsOf(tx, of.id), actor.organisationId) : undefined
  const deeds: DeedsProps = {
    question,
    of,
    form,
    reasons: reasons.options,
    change,
    other,
    mayGive,
    booked,
    wrong: wrong && !isBuiltOn(wrong, of.side, change) ? wrong : undefined,
  }
  const panels = await slot('journeys.handover', of.id)
  return {
    title: t('journeys.handover.title', { way: wayWords(through) }),
    crumbs: [{ label: t('journeys.inbox.title'), path: inboxPath }],
    name: of.reference ?? t('journeys.handover.name'),
    meta: (
      <Parts
        parts={[
          of.reference,
          <Name key="other">{t(`journeys.handover.${of.side}`, { other })}</Name>,
          t(`journeys.purpose.${of.kind ?? 'referral'}`),
        ]}
      />
    ),
    actions: <HandoverTrack state={of.state} />,
    keeps: typed.map((deed) => ({ route: deedRoute(deed), address: deedPath(of.id, deed) })),
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={texts} />
        <NotDone form={form} />
        <Columns kind="equal">
          <Stack gap="l">
            <StandingPart
              of={of}
              other={other}
              reasons={reasons}
              change={change}
              booked={booked}
              deputies={await deputiesOf(tx, owner ? [owner] : [], today)}
              land={tenant.land}
              team={team}
              actor={actor.userId}
              form={form}
            />
            <Deeds {...deeds} />
            {panels.length > 0 && <Stack>{panels}</Stack>}
          </Stack>
          <SharedPart of={of} shared={shared} view={viewOf(of, shared, names, change)} other={other} />
        </Columns>
        <Columns kind="equal">
          <MessagesPart of={of} messages={messages} names={names} form={form} other={other} />
          <HistoryPart entries={await historyOf(tx, of.id)} names={names} reasons={reasons} />
        </Columns>
      </Stack>
    ),
  }
}

/** The same view that the giver prepared, with what may be read of it today. */
function viewOf(
  of: Opened,
  shared: SharedContent,
  names: Awaited<ReturnType<typeof namesOn>>,
  change: Awaited<ReturnType<typeof findChange>>,
): SharedView {
  const through = names.interface(of.interfaceId)
  return {
    audience: of.side,
    giver: names.organisation(of.fromOrganisationId),
    receiver: names.organisation(of.toOrganisationId),
    way: through.laws ?? through.name,
    reference: of.reference,
    items: shared.items,
    documents: shared.documents.map(({ id, name, sizeBytes }) => ({ name, sizeBytes, path: documentPath(of.id, id) })),
    note: shared.note,
    replyBy: of.state === 'offered' ? of.replyBy : null,
    readsUntil: of.readsUntil,
    ...(of.readsToFirst && { readsToFirst: true }),
    ...(change && { change }),
  }
}

/** What was shared, or why it is not shown any more. */
function SharedPart({
  of,
  shared,
  view,
  other,
}: {
  of: Opened
  shared: SharedContent
  view: SharedView
  other: string
}) {
  const { t, format } = useRender()
  if (shared.closing !== 'open')
    return (
      <Section title={t('journeys.shared.section')}>
        <Note>
          {t(`journeys.closed.${shared.closing}`, {
            day: of.readsUntil ? format.day(of.readsUntil) : '',
            after: of.afterUntil ? format.day(of.afterUntil) : '',
            other,
          })}
        </Note>
      </Section>
    )
  if (shared.items.length === 0 && shared.documents.length === 0 && shared.note === null)
    return (
      <Section title={t('journeys.shared.section')}>
        <Text>{t('journeys.shared.nothing')}</Text>
        <p>
          <Link to={inboxPath}>{t('journeys.inbox.back')}</Link>
        </p>
      </Section>
    )
  return <SharedPreview view={view} />
}
