import type { PaperDocument } from '../model.ts'

/** The paper as the sheet of a page with `layout: 'paper'`, its sources in the margin. Headings begin at h2: the h1 is the page's. */
export function DocumentBody({ paper }: { paper: PaperDocument }) {
  return <article lang={paper.language}>{paper.title}</article>
}
