import type { ReactNode } from 'react'
import type { Day } from '../../kernel/day.ts'
import { createFormat, type Translate } from '../i18n/index.ts'
import { embeddedFonts } from './assets/assets.ts'
import { reportStyles } from './assets/reportstyles.ts'
import { Intro } from './components/layout.tsx'
import { Meta } from './components/text.tsx'
import type { RenderContext } from './context.tsx'
import { renderFragment } from './render.tsx'

export interface Report {
  readonly t: Translate
  /** Text of the h1: for findings a whole sentence. */
  readonly title: string
  /** Short name for the browser's title. */
  readonly name: string
  readonly meta?: ReactNode
  readonly body: ReactNode
  /** The day it is made on. */
  readonly today: Day
  /** Folder of buildAssets: the fonts then travel inside, and labels keep the places that were measured for them. */
  readonly cacheDir?: string
}

/** One self-contained HTML file: no address in it, nothing is loaded, no script. All components and charts work in its body. */
export async function renderReport(report: Report): Promise<string> {
  const fonts = report.cacheDir === undefined ? '' : await embeddedFonts({ cacheDir: report.cacheDir })
  const styles = fonts + (await reportStyles())
  const document = (
    <html lang={report.t.locale} dir={report.t.direction}>
      <head>
        <meta charSet="utf-8" />
        <meta
          httpEquiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{report.name}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own styles, without any input */}
        <style dangerouslySetInnerHTML={{ __html: styles.replaceAll('</', '<\\/') }} />
      </head>
      <body className="nl">
        <main className="nl-main">
          <div className="nl-wrap">
            <Intro>
              {report.meta && <Meta>{report.meta}</Meta>}
              <h1 className="nl-lead">{report.title}</h1>
            </Intro>
            {report.body}
          </div>
        </main>
      </body>
    </html>
  )
  return `<!doctype html>${renderFragment(contextOf(report), document)}`
}

/** A file knows no district, no person and no address. */
function contextOf({ t, today }: Report): RenderContext {
  return {
    locale: t.locale,
    t,
    format: createFormat(t.locale),
    tenant: null,
    actor: null,
    csrf: '',
    path: '',
    query: new URLSearchParams(),
    may: () => false,
    today,
    assets: {
      href(name) {
        throw new Error(`A report carries no ${name}`)
      },
    },
    frame: { navigation: [] },
  }
}
