import { createFormat, createTranslate } from '../../i18n/index.ts'
import { reportStyles } from '../../ui/assets/reportstyles.ts'
import { renderFragment } from '../../ui/index.ts'
import type { PaperDocument } from '../model.ts'
import { DocumentBody } from './body.tsx'
import { planOf } from './plan.ts'
import { wordsOf } from './words.ts'

/**
 * One HTML file that stands alone: styles inside, nothing is loaded, no script runs. Throws when the paper has a figure
 * without a source.
 */
export async function toHtml(paper: PaperDocument): Promise<string> {
  const styles = await reportStyles({ paper: true })
  const words = wordsOf(paper)
  const document = (
    <html lang={words.tag} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta
          httpEquiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="author" content={paper.issuer} />
        <meta name="dcterms.created" content={paper.createdOn} />
        <title>{planOf(paper).title}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own styles, without any input */}
        <style dangerouslySetInnerHTML={{ __html: styles.replaceAll('</', '<\\/') }} />
      </head>
      <body className="nl">
        <main className="nl-main nl-desk">
          <div className="nl-wrap nl-wrap--paper">
            <DocumentBody paper={paper} top={1} />
            {paper.footer && <p className="nl-meta">{paper.footer}</p>}
          </div>
        </main>
      </body>
    </html>
  )
  // A file knows no district, no person and no address.
  const html = renderFragment(
    {
      locale: paper.language,
      t: createTranslate(paper.language, {}),
      format: createFormat(paper.language),
      tenant: null,
      actor: null,
      csrf: '',
      path: '',
      query: new URLSearchParams(),
      may: () => false,
      today: paper.createdOn,
      assets: {
        href(name) {
          throw new Error(`A paper carries no ${name}`)
        },
      },
      frame: { navigation: [] },
    },
    document,
  )
  return `<!doctype html>${html}`
}
