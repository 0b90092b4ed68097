import type { PaperDocument } from '../model.ts'

/** One HTML file that stands alone: no address is loaded, no script. */
export async function toHtml(paper: PaperDocument): Promise<string> {
  throw new Error(`not yet: ${paper.title}`)
}
