import type { PaperDocument } from '../model.ts'

/** PDF/UA-1: tagged, with language and title. */
export async function toPdf(paper: PaperDocument): Promise<Uint8Array> {
  throw new Error(`not yet: ${paper.title}`)
}
