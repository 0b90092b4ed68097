import { Empty, List, Stack, Tag, Text } from '../../ui/index.ts'
import { html, seeOther } from './answer.ts'
import { type GateContext, type House, translateFor } from './house.ts'
import { asMember } from './member.ts'
import { navigationOf, renderShown } from './page.tsx'
import { openVisit } from './visit.ts'

/** `/`: the districts of this installation. */
export async function serveDistricts(house: House, c: GateContext): Promise<Response> {
  const tenants = await house.tenants.all()
  const t = translateFor(house, c.get('seen').locale)
  const items = tenants.map((tenant) => ({
    key: tenant.key,
    content: (
      <>
        <a className="nl-link" href={`/${tenant.key}/`}>
          {tenant.name}
        </a>{' '}
        {tenant.demo && <Tag>{t('page.demo-mark')}</Tag>}
      </>
    ),
  }))
  const page = {
    title: t('gate.districts.title'),
    layout: 'narrow' as const,
    body: (
      <Stack>
        <Text>{t('gate.districts.text')}</Text>
        {items.length > 0 ? (
          <List items={items} />
        ) : (
          <Empty title={t('gate.districts.none')}>{t('gate.districts.none-next')}</Empty>
        )}
      </Stack>
    ),
  }
  c.header('cache-control', 'no-store')
  return await html(c, 200, renderShown(house, c, { page, languages: [] }))
}

/** `/<tenant>/`: the first page of the navigation that this person may open; who only administers comes for the administration. */
export async function serveStart(house: House, c: GateContext): Promise<Response> {
  const visit = await openVisit(house, c)
  const route = { path: '/', right: 'account.own' }
  const first = await asMember(house, c, visit, route, async ({ actor }) =>
    actor.roles.every((role) => role === 'administrator') && actor.roles.length > 0
      ? '/admin'
      : navigationOf(house, actor)[0]?.path,
  )
  if (first instanceof Response) return first
  return seeOther(c, `/${visit.tenant.key}${first ?? '/account'}`)
}
