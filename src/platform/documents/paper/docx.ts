import type { PaperDocument } from '../model.ts'

/** For the office: headings, tables and footnotes as Word knows them. */
export async function toDocx(paper: PaperDocument): Promise<Uint8Array> {
  throw new Error(`not yet: ${paper.title}`)
}
