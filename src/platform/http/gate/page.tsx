import type { Viewing } from '../../access/actor.ts'
import type { Actor } from '../../access/index.ts'
import { may } from '../../access/index.ts'
import { createFormat, type Locale, staffLocales } from '../../i18n/index.ts'
import { imprintLinks } from '../../imprint/foot.ts'
import { type Frame, type RenderContext, renderPage } from '../../ui/index.ts'
import { makeToken } from '../csrf.ts'
import type { Page } from '../request.ts'
import { type GateContext, type House, translateFor } from './house.ts'

export interface Shown {
  readonly page: Page
  /** A form came back. */
  readonly failed?: boolean
  /** The languages that a page exists in, with the address of each; staff pages switch in place. */
  readonly languages?: Frame['languages']
  /** Without the navigation: a page that was sent to somebody for one purpose, mostly read on a phone. */
  readonly alone?: boolean
}

/** Puts the frame around a page: navigation of what this person may open, languages, their menu. */
export function renderShown(house: House, c: GateContext, shown: Shown): string {
  const seen = c.get('seen')
  const { tenant, actor, locale } = seen
  const t = translateFor(house, locale)
  const url = new URL(c.req.url)
  const context: RenderContext = {
    locale,
    t,
    format: createFormat(locale),
    tenant: tenant ? { key: tenant.key, name: tenant.name, demo: tenant.demo } : null,
    actor: actor ? { name: actor.name } : null,
    csrf: makeToken(seen.cookieSecret),
    path: pathBelow(url.pathname, tenant?.key),
    query: url.searchParams,
    may: (right) => may(actor ?? null, right),
    today: house.clock.today(),
    assets: house.assets,
    frame: {
      navigation: shown.alone
        ? []
        : seen.audience === 'public'
          ? publicNavigationOf(house, locale)
          : actor
            ? navigationOf(house, actor)
            : [],
      languages: shown.languages ?? inPlace(url),
      footer: footerOf(house, c),
      ...(seen.audience === 'public' && hasPublicStart(house) && { home: `/${locale}` }),
      ...(tenant?.features.publicFacts && { demo: 'gate.demo-of-facts' }),
      ...(actor && seen.audience === 'staff' && frameOfActor(house, actor, t, seen.inbox, locale)),
    },
  }
  return renderPage(context, {
    ...shown.page,
    ...(shown.failed && { failed: true }),
    audience: seen.audience,
  })
}

/** Below the tenant: `/auental/cases/1` → `/cases/1`. */
export function pathBelow(pathname: string, tenantKey: string | undefined): string {
  return tenantKey ? pathname.slice(tenantKey.length + 1) || '/' : pathname
}

/** Entries of the rooms that this person may open, in their order. */
export function navigationOf(house: House, actor: Actor): { path: string; label: string }[] {
  return house.rooms
    .flatMap((room) => room.navigation ?? [])
    .filter((entry) => may(actor, entry.right))
    .sort((one, other) => one.order - other.order)
    .map(({ path, label }) => ({ path, label }))
}

/** What every page of a district links, and the way from the pages for everybody to those of the staff and back. */
function footerOf(house: House, c: GateContext): { path: string; label: string }[] {
  const { audience, tenant, locale } = c.get('seen')
  if (!tenant) return []
  const links = imprintLinks(locale)
  if (audience === 'public') return [...links, { path: '/sign-in', label: 'gate.to-staff' }]
  return hasPublicStart(house) ? [...links, { path: `/${locale}`, label: 'gate.to-public' }] : links
}

/** A district without a start page for everybody begins at sign-in. */
const hasPublicStart = (house: House) =>
  house.rooms.some((room) => room.routes.some(({ kind, path }) => kind === 'public' && path === '/'))

/** Entries of the rooms on pages for everybody, in the language of the page. */
function publicNavigationOf(house: House, locale: Locale): { path: string; label: string }[] {
  return house.rooms
    .flatMap((room) => room.publicNavigation ?? [])
    .sort((one, other) => one.order - other.order)
    .map(({ path, label }) => ({ path: `/${locale}${path === '/' ? '' : path}`, label }))
}

function frameOfActor(
  house: House,
  actor: Actor,
  t: RenderContext['t'],
  inbox: number | undefined,
  locale: Locale,
): Partial<Frame> {
  const menu = [
    { path: '/account', label: 'identity.account.link', right: 'account.own' },
    ...(house.rooms.some(({ exports }) => exports)
      ? [{ path: '/exports', label: 'exports.title', right: 'exports.own' }]
      : []),
    ...(administers(house, actor)
      ? [{ path: '/admin', label: 'administration.title', right: 'administration.open' }]
      : []),
  ]
  return {
    roles: actor.roles.map((role) => t(`access.role.${role}`)),
    menu: menu.filter((entry) => may(actor, entry.right)).map(({ path, label }) => ({ path, label })),
    signOut: '/sign-out',
    ...(actor.viewing && {
      viewing: { text: viewingText(actor, actor.viewing, t, locale), end: '/admin/view-as/end' },
    }),
    ...(inbox !== undefined && { inbox: { path: '/inbox', count: inbox } }),
    ...(house.rooms.some((room) => room.search) && {
      search: { path: '/search', placeholder: 'gate.search.placeholder' },
    }),
  }
}

/** As whom somebody looks, with which roles and until when. */
function viewingText(actor: Actor, viewing: Viewing, t: RenderContext['t'], locale: Locale): string {
  const until = createFormat(locale).instant(viewing.until)
  const roles = actor.roles.map((role) => t(`access.role.${role}`)).join(', ')
  return viewing.memberName === undefined
    ? t('gate.viewing.role', { roles, until })
    : t('gate.viewing.member', { roles, until, name: viewing.memberName })
}

/** Whether the administration page has anything for this person. */
function administers(house: House, actor: Actor): boolean {
  return house.administration.some(({ right }) => may(actor, right))
}

function inPlace(url: URL): { locale: Locale; path: string }[] {
  return staffLocales.map((locale) => {
    const query = new URLSearchParams(url.search)
    query.set('lang', locale)
    return { locale, path: `?${query}` }
  })
}
