import { NotFound } from '../../../../kernel/errors.ts'
import { isId } from '../../../../kernel/ids.ts'
import { may } from '../../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  ConfirmationNote,
  Empty,
  Link,
  List,
  Name,
  Parts,
  Section,
  Stack,
  useRender,
} from '../../../../platform/ui/index.ts'
import { isOpen } from '../domain/steps.ts'
import { campaignsPath, ownPath, ownRequestPath, reportPath } from '../paths.ts'
import { type Asked, askedOf, getAsked, itemsOf } from '../queries/asked.ts'
import { waitingReports } from '../queries/reports.ts'
import { AnswerList, type AnswerPaths } from './answer.tsx'
import { AnswerItem } from './answeritem.tsx'

/** What is asked of one's own organisation, and for who checks answers, what waits to be checked. */
export async function showOwn({ tx, actor, t }: PageRequest): Promise<Page> {
  const asked = await askedOf(tx, actor)
  const open = new Map<string, number>()
  for (const one of asked) open.set(one.id, (await itemsOf(tx, one.id)).filter((item) => isOpen(item.state)).length)
  const waiting = may(actor, 'measures.edit') ? await waitingReports(tx, actor) : []
  return {
    title: t('measures.own.title'),
    crumbs: [{ label: t('measures.title'), path: '/measures' }],
    body: (
      <Stack gap="l">
        {asked.length > 0 && <Requests asked={asked} open={open} />}
        {waiting.length > 0 && (
          <Section title={t('measures.campaign.waiting', { count: waiting.length })}>
            <List
              items={waiting.slice(0, 100).map((report) => ({
                key: report.id,
                content: (
                  <Link to={reportPath(report.id)}>
                    {report.number} <Name>{report.title}</Name>
                  </Link>
                ),
                meta: <Name>{report.unit}</Name>,
              }))}
            />
          </Section>
        )}
        {asked.length === 0 && waiting.length === 0 && (
          <Empty title={t('measures.own.none')}>
            <p>{t('measures.own.none-next')}</p>
            {may(actor, 'measures.edit') && <Link to={campaignsPath}>{t('measures.campaign.many')}</Link>}
          </Empty>
        )}
      </Stack>
    ),
  }
}

function Requests({ asked, open }: { asked: readonly Asked[]; open: ReadonlyMap<string, number> }) {
  const { t, format } = useRender()
  return (
    <Section title={t('measures.own.asked')}>
      <List
        items={asked.map((one) => ({
          key: one.id,
          content: (
            <Link to={ownRequestPath(one.id)}>
              <Name>
                {one.organisationName}: {one.title}
              </Name>
            </Link>
          ),
          meta: (
            <Parts
              parts={[
                t('measures.own.open', { count: open.get(one.id) ?? 0 }),
                t('measures.campaign.until', { day: format.day(one.dueOn) }),
              ]}
            />
          ),
        }))}
      />
    </Section>
  )
}

export const ownListRoute = '/measures/answers/:id'
export const ownItemRoute = '/measures/answers/:id/:item'

export const ownPaths = (request: string): AnswerPaths => ({
  list: ownRequestPath(request),
  item: (id) => `${ownRequestPath(request)}/${id}`,
  listRoute: ownListRoute,
  itemRoute: ownItemRoute,
})

const crumbs = (t: PageRequest['t']) => [
  { label: t('measures.title'), path: '/measures' },
  { label: t('measures.own.title'), path: ownPath },
]

/** The same questions as behind the link, for who is signed in. */
export async function showOwnRequest({ tx, actor, params, t, form }: PageRequest<'id'>): Promise<Page> {
  const asked = await getAsked(tx, actor, params.id)
  return {
    title: asked.title,
    meta: <Name>{asked.organisationName}</Name>,
    crumbs: crumbs(t),
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={{ saved: 'measures.answer.done.saved', sent: 'measures.answer.done.sent' }} />
        <AnswerList asked={asked} items={await itemsOf(tx, asked.id)} paths={ownPaths(asked.id)} form={form} />
      </Stack>
    ),
  }
}

export async function showOwnItem({ tx, actor, params, t, form, locale }: PageRequest<'id' | 'item'>): Promise<Page> {
  const asked = await getAsked(tx, actor, params.id)
  const items = await itemsOf(tx, asked.id)
  const item = items.find((one) => isId(params.item) && one.id === params.item)
  if (!item) throw new NotFound('this measure was not asked for')
  return {
    title: `${item.number} ${item.title}`,
    meta: (
      <Parts
        parts={[
          <Name key="title">{asked.title}</Name>,
          t('measures.campaign.until', { day: createFormat(locale).day(asked.dueOn) }),
        ]}
      />
    ),
    crumbs: [...crumbs(t), { label: asked.title, path: ownRequestPath(asked.id) }],
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={{ saved: 'measures.answer.done.saved-next' }} />
        <AnswerItem
          item={item}
          place={{ at: items.indexOf(item) + 1, of: items.length }}
          paths={ownPaths(asked.id)}
          form={form}
        />
      </Stack>
    ),
  }
}
