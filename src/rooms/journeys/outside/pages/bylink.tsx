/** The answer by link: no account, nothing else of the district to be seen. Without the PIN only organisation and deadline. */

import { NotFound } from '../../../../kernel/errors.ts'
import { isId } from '../../../../kernel/ids.ts'
import type { Download, Page, PublicFormRequest, PublicRequest } from '../../../../platform/http/index.ts'
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
import { SharedPreview } from '../../pages/preview.tsx'
import { answerByLink, type OutsideAnswer } from '../actions/answering.ts'
import { openWithPin } from '../actions/opening.ts'
import { canBeAnswered } from '../domain/link.ts'
import { pinOf } from '../domain/secrets.ts'
import { answerPath } from '../paths.ts'
import { enterVisit, findLink, type UsableLink } from '../queries/links.ts'
import { findVisited, readVisited, readVisitedDocument, type Visited } from '../queries/visited.ts'
import { AnswerForms } from './answerforms.tsx'
import { OtherLanguage, pinPage } from './pin.tsx'
import { dayOf } from './words.ts'

type Request = PublicRequest<'token'>

const pathOf = ({ params, locale }: Pick<Request, 'params' | 'locale'>) => answerPath(params.token, locale)

/** The hand-over of a link that is open in this browser. */
async function findOpened({ tx, params, visit, clock }: Request, link: UsableLink): Promise<Visited | undefined> {
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
    body: (
      <Stack gap="l">
        <ConfirmationNote
          texts={{
            open: 'journeys.outside.done.open',
            accepted: 'journeys.outside.done.accepted',
            asked: 'journeys.outside.done.asked',
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

/** POST with the PIN. A wrong one leads back, so that the try counts: what an error undoes would not. */
export async function enterPin(request: PublicFormRequest<'token'>, { pin }: { readonly pin: string }) {
  const { tx, params, clock, visit } = request
  const link = await findLink(tx, params.token, clock.today())
  if (!link || !visit) return leadsNowhere(request)
  if (link.state !== 'open') return pathOf(request)
  const tried = await openWithPin(tx, link, { token: params.token, pin: pinOf(pin), browser: visit }, clock)
  return tried === 'open' ? `${pathOf(request)}?done=open` : pathOf(request)
}

/** POST of an answer, in a browser where the PIN was right a short time ago; else the PIN is asked for again. */
export async function sendAnswer(request: PublicFormRequest<'token'>, answer: OutsideAnswer): Promise<string | Page> {
  const { tx, params, clock, tenant } = request
  const link = await findLink(tx, params.token, clock.today())
  if (!link) return leadsNowhere(request)
  if (!(await findOpened(request, link))) return pathOf(request)
  await answerByLink(tx, link, answer, { clock, tenant })
  const done = answer.kind === 'accepted' ? 'accepted' : answer.kind === 'askedBack' ? 'asked' : 'sent'
  return `${pathOf(request)}?done=${done}`
}

/** A document that went along, where the link is open. */
export async function sendDocument(request: PublicRequest<'token' | 'document'>): Promise<Download> {
  const { tx, params, clock, visit, locale } = request
  const today = clock.today()
  const link = isId(params.document) ? await findLink(tx, params.token, today) : undefined
  const of = link?.state === 'open' ? await findOpened(request, link) : undefined
  if (!of || !visit) throw new NotFound('there is no such document')
  return await readVisitedDocument(tx, of, {
    token: params.token,
    browser: visit,
    locale,
    today,
    document: params.document,
  })
}

function leadsNowhere({ t }: Pick<PublicRequest, 't'>): Page {
  return { title: t('journeys.outside.no-link.title'), layout: 'narrow', status: 404, body: <NoSuchLink /> }
}

function NoSuchLink() {
  const { t } = useRender()
  return <Text>{t('journeys.outside.no-link.text')}</Text>
}
