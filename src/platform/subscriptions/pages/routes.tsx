import { z } from 'zod'
import { NotFound } from '../../../kernel/errors.ts'
import { isId } from '../../../kernel/ids.ts'
import { actAsLink, actAsPublic } from '../../access/acting.ts'
import { defineRights } from '../../access/index.ts'
import { field, type Page, type PublicRequest, routesFor } from '../../http/index.ts'
import { hashOf } from '../../identity/tokens.ts'
import type { Room, TopicNow } from '../../room.ts'
import {
  askToSubscribe,
  confirmSubscription,
  endSubscription,
  type SubscriptionOfLink,
  subscriptionOfLink,
} from '../actions.ts'
import { everything, findTopic, type TopicRef, topicsOf } from '../topics.ts'
import { EndedPage, GonePage, LinkPage, SentPage, SubscribePage } from './subscribe.tsx'

export const subscriptionRights = defineRights({})

const { publicForm, publicPage } = routesFor(subscriptionRights)

const SubscribeForm = z.object({ email: field.email() })
const LinkForm = z.object({ what: field.oneOf(['confirm', 'end']) })

/** Subscribing, confirming and ending, for everybody, by mail. */
export function subscriptionRoutes(rooms: readonly Room[]) {
  const topics = topicsOf(rooms)

  /** What the address asks for; not public and not there are the same. */
  async function asked({ tx, query }: PublicRequest): Promise<{ ref: TopicRef; topic: TopicNow | undefined }> {
    const kind = query.get('kind') ?? 'all'
    if (kind === 'all') return { ref: everything, topic: undefined }
    const subjectId = query.get('id') ?? ''
    const topic = isId(subjectId) ? await findTopic(topics, tx, { kind, subjectId }) : undefined
    if (!topic) throw new NotFound('topic')
    return { ref: { kind, subjectId }, topic }
  }

  async function showSubscribe(request: PublicRequest): Promise<Page> {
    const { t, locale } = request
    const { topic } = await asked(request)
    return {
      title: t('subscriptions.title'),
      layout: 'narrow',
      crumbs: [{ label: topic?.title ?? t('subscriptions.start'), path: `/${locale}${topic?.path ?? ''}` }],
      body: <SubscribePage topic={topic} form={request.form} />,
    }
  }

  async function look(request: PublicRequest<'token'>): Promise<SubscriptionOfLink | undefined> {
    await actAsLink(request.tx, hashOf(request.params.token))
    return await subscriptionOfLink(request.tx)
  }

  async function titleOf({ tx, t }: PublicRequest, subscription: SubscriptionOfLink): Promise<string> {
    await actAsPublic(tx)
    const topic = await findTopic(topics, tx, subscription)
    return topic?.title ?? t(subscription.kind === 'all' ? 'subscriptions.all' : 'subscriptions.no-longer')
  }

  async function showLink(request: PublicRequest<'token'>): Promise<Page> {
    const { t, query } = request
    const subscription = await look(request)
    if (!subscription) return { title: t('subscriptions.gone'), layout: 'narrow', status: 410, body: <GonePage /> }
    const ending = subscription.confirmed && query.has('end')
    const title = ending
      ? 'subscriptions.end-title'
      : subscription.confirmed
        ? 'subscriptions.stands'
        : 'subscriptions.confirm-title'
    return {
      title: t(title),
      layout: 'narrow',
      body: (
        <LinkPage title={await titleOf(request, subscription)} confirmed={subscription.confirmed} form={request.form} />
      ),
    }
  }

  async function act(request: PublicRequest<'token'>, { what }: z.output<typeof LinkForm>): Promise<string | Page> {
    const { tx, clock, path, t } = request
    if (!(await look(request))) return path
    if (what === 'confirm') {
      await confirmSubscription(tx, clock.now())
      return `${path}?done=confirmed`
    }
    await endSubscription(tx)
    return { title: t('subscriptions.ended'), layout: 'narrow', body: <EndedPage /> }
  }

  return [
    publicForm(
      '/subscribe',
      SubscribeForm,
      showSubscribe,
      async (request, { email }) => {
        const { ref } = await asked(request)
        await askToSubscribe(request.tx, ref, { email, locale: request.locale }, request.clock.now())
        return `/${request.locale}/subscribe/sent`
      },
      { free: 10 },
    ),
    publicPage('/subscribe/sent', async ({ t }) => ({
      title: t('subscriptions.sent'),
      layout: 'narrow',
      body: <SentPage />,
    })),
    publicForm('/subscriptions/:token', LinkForm, showLink, act),
  ]
}
