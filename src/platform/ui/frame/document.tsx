import type { ReactNode } from 'react'
import { type Locale, languages, staffLocales } from '../../i18n/index.ts'
import { Intro } from '../components/layout.tsx'
import { Meta, T } from '../components/text.tsx'
import { address, useRender } from '../context.tsx'
import { type Crumb, Crumbs } from './crumbs.tsx'
import { DemoBanner, Foot, ViewingBanner } from './foot.tsx'
import { Head } from './head.tsx'

export interface Page {
  /** Text of the h1. */
  readonly title: string
  readonly body: ReactNode
  /** Short name for the browser's title and the last crumb, where the h1 is a whole sentence. */
  readonly name?: string
  /** The h1, where it holds more than plain text; `title` then serves the browser only. */
  readonly headline?: ReactNode
  /** The way to this page, from the top; this page itself is added. None on pages of the navigation. */
  readonly crumbs?: readonly Crumb[]
  /** One line above the headline: what, as of when, period, area. */
  readonly meta?: ReactNode
  /** One line below the headline: the facts of a record. */
  readonly facts?: ReactNode
  /** At the end of the headline's row; at most one primary button. */
  readonly actions?: ReactNode
  /** An analysis page: the headline is the sentence that states the finding. */
  readonly wide?: boolean
  /** A form came back with errors: the browser's title begins with "Fehler:", so that people hear it first. */
  readonly failed?: boolean
  /** `narrow`: text and short forms, at most 48 rem. `paper`: a sheet on a tinted desk. */
  readonly layout?: 'narrow' | 'paper'
  /** Pages for everybody have larger letters. */
  readonly audience?: 'staff' | 'public'
  /** Language of the content, where the page exists in fewer languages than its frame. */
  readonly spoken?: Locale
  /** Feeds that tell what is new on this page; addresses below the tenant. */
  readonly feeds?: readonly { readonly title: string; readonly path: string }[]
  /** Modules of this page besides the menus', by name of the file in src/islands without ending. */
  readonly islands?: readonly string[]
}

export function Document({ page }: { page: Page }) {
  const { t, locale, tenant } = useRender()
  // Pages for staff exist in German and English; in any other language the frame turns and the content is German.
  const german = page.audience !== 'public' && !staffLocales.some((known) => known === locale)
  const spoken = german ? 'de' : page.spoken === locale ? undefined : page.spoken
  const headline = page.headline ?? page.title
  const paper = page.layout === 'paper'
  return (
    <html lang={locale} dir={t.direction}>
      <MetaData page={page} />
      <body
        className={['nl', page.audience === 'public' && 'nl--public', tenant?.demo && 'nl--demo']
          .filter(Boolean)
          .join(' ')}
      >
        <a className="nl-skip" href="#content">
          <T k="page.skip" />
        </a>
        <DemoBanner />
        <ViewingBanner />
        <Head />
        <main
          id="content"
          className={paper ? 'nl-main nl-desk' : 'nl-main'}
          tabIndex={-1}
          lang={spoken}
          dir={spoken && languages[spoken].direction !== t.direction ? languages[spoken].direction : undefined}
        >
          <div
            className={
              paper ? 'nl-wrap nl-wrap--paper' : page.layout === 'narrow' ? 'nl-wrap nl-wrap--narrow' : 'nl-wrap'
            }
          >
            {page.crumbs && <Crumbs crumbs={page.crumbs} here={page.name ?? page.title} />}
            <Intro actions={page.actions}>
              {page.meta && <Meta>{page.meta}</Meta>}
              <h1 className={page.wide ? 'nl-lead' : 'nl-h1'}>{headline}</h1>
              {page.facts && <Meta>{page.facts}</Meta>}
            </Intro>
            {page.body}
          </div>
        </main>
        <Foot />
      </body>
    </html>
  )
}

function MetaData({ page }: { page: Page }) {
  const context = useRender()
  const { t, tenant, assets, nonce } = context
  const site = tenant ? `${t('page.brand')}, ${tenant.name}` : t('page.brand')
  const demo = tenant?.demo ? ` (${t('page.demo-mark')})` : ''
  const failed = page.failed ? `${t('page.failed')} ` : ''
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${failed}${page.name ?? page.title} – ${site}${demo}`}</title>
      <link rel="stylesheet" href={assets.href(t.direction === 'rtl' ? 'nahtlos.rtl.css' : 'nahtlos.css')} />
      <link rel="icon" type="image/svg+xml" href={assets.href('mark.svg')} />
      {page.feeds?.map(({ title, path }) => (
        <link key={path} rel="alternate" type="application/rss+xml" title={title} href={address(context, path)} />
      ))}
      {['menus', ...(page.islands ?? [])].map((island) => (
        <script key={island} type="module" src={assets.href(`${island}.js`)} nonce={nonce} />
      ))}
    </head>
  )
}
