import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { type RenderContext, RenderProvider } from './context.tsx'
import { Document, type Page } from './frame/document.tsx'

/** A whole HTML document: doctype, head, frame and the page's body. */
export function renderPage(context: RenderContext, page: Page): string {
  return `<!doctype html>${renderFragment(context, <Document page={page} />)}`
}

/** A piece of a page, for tests and for parts that travel alone. */
export function renderFragment(context: RenderContext, node: ReactNode): string {
  return renderToStaticMarkup(<RenderProvider value={context}>{node}</RenderProvider>)
}
