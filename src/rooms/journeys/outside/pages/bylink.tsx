/** The answer by link: no account, nothing else of the district to be seen. Without the PIN only organisation and deadline. */

import type { Page, PublicRequest } from '../../../../platform/http/index.ts'
import {
  Columns,
  ConfirmationNote,
  Meta,
  Name,
  Section,
  Stack,
  State,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { bookedOf } from '../../appointments.ts'
import { SharedPreview } from '../../pages/preview.tsx'
import { canBeAnswered } from '../domain/link.ts'
import { answerPath } from '../paths.ts'
import { enterVisit, findLink, type UsableLink } from '../queries/links.ts'
import { findVisited, readVisited, type Visited } from '../queries/visited.ts'
import { AnswerForms } from './answerforms.tsx'
import { OtherLanguage, pinPage } from './pin.tsx'
import { dayOf } from './words.ts'

type Request = PublicRequest<'token'>

export const pathOf = ({ params, locale }: Pick<Request, 'params' | 'locale'>) => answerPath(params.token, locale)

/** The hand-over of a link that is open in this browser. */
export async function findOpened(
  { tx, params, visit, clock }: Request,
  link: UsableLink,
): Promise<Visited | undefined> {
  const isOpen = await enterVisit(tx, { token: params.token, browser: visit }, clock.now(), clock.today())
  return isOpen ? await findVisited(tx, link) : undefined
}

export async function showAnswer(request: Request): Promise<Page> {
  const { tx, params, clock, t, visit, locale } = request
  const today = clock.today()
  const link = await findLink(tx, params.token, today)
  if (!link) return leadsNowhere(request)
  if (link.state === 'answered') return answeredPage(request, link)
  const of = await findOpened(request, link)
  if (!of) return pinPage(request, link)
  const asking = { token: params.token, browser: visit ?? '', locale, today }
  const content = await readVisited(tx, link, of, asking)
  return {
    title: t('journeys.outside.answer.title', { giver: link.giver }),
    name: t('journeys.outside.answer.name'),
    meta: <Name>{link.addressed}</Name>,
    islands: ['drafts'],
    body: (
      <Stack gap="l">
        <ConfirmationNote
          texts={{
            open: 'journeys.outside.done.open',
            accepted: 'journeys.outside.done.accepted',
            asked: 'journeys.outside.done.asked',
            booked: 'journeys.outside.done.booked',
          }}
        />
        <Columns kind="equal">
          <Stack gap="l">
            {content.isEmpty ? (
              <Text>{t('journeys.shared.nothing')}</Text>
            ) : content.view ? (
              <SharedPreview view={content.view} />
            ) : (
              <Text>{t('journeys.outside.answer.closed', { giver: link.giver })}</Text>
            )}
            <Messages content={content} link={link} />
          </Stack>
          <Section title={t('journeys.outside.answer.section')}>
            {canBeAnswered(of.state) ? (
              <AnswerForms
                of={of}
                base={pathOf(request)}
                form={request.form}
                reasons={content.reasons.options}
                mustAcknowledge={content.mustAcknowledge}
                booked={await bookedOf(tx, of.id)}
                giver={link.giver}
              />
            ) : (
              <Text>{t('journeys.outside.answer.over', { giver: link.giver })}</Text>
            )}
          </Section>
        </Columns>
        <OtherLanguage />
      </Stack>
    ),
  }
}

function Messages({ content, link }: { content: Awaited<ReturnType<typeof readVisited>>; link: UsableLink }) {
  const { t, format } = useRender()
  if (content.messages.length === 0) return null
  return (
    <Section title={t('journeys.outside.answer.messages')}>
      <Stack>
        {content.messages.map((message) => (
          <div key={message.id}>
            <Meta
              parts={[
                <Name key="who">{message.organisationId === link.addressedId ? link.addressed : link.giver}</Name>,
                format.instant(message.at),
              ]}
            />
            <Text>{message.body}</Text>
          </div>
        ))}
      </Stack>
    </Section>
  )
}

function answeredPage({ t }: Request, link: UsableLink): Page {
  return {
    title: t('journeys.outside.answered.title'),
    meta: <Name>{link.addressed}</Name>,
    layout: 'narrow',
    body: <Answered link={link} />,
  }
}

function Answered({ link }: { link: UsableLink }) {
  const { t, format } = useRender()
  return (
    <Stack>
      {link.answered && (
        <State kind="finished">
          {t(`journeys.outside.answered.${link.answered.kind}`, { day: format.day(dayOf(link.answered.at)) })}
        </State>
      )}
      <Text>{t('journeys.outside.answered.text', { giver: link.giver })}</Text>
    </Stack>
  )
}

/** A token that leads nowhere, whatever the reason. */
export function leadsNowhere({ t }: Pick<PublicRequest, 't'>): Page {
  return { title: t('journeys.outside.no-link.title'), layout: 'narrow', status: 404, body: <NoSuchLink /> }
}

function NoSuchLink() {
  const { t } = useRender()
  return <Text>{t('journeys.outside.no-link.text')}</Text>
}
