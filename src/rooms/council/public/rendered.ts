import type { PaperDocument } from '../../../platform/documents/index.ts'
import type { Download } from '../../../platform/http/index.ts'
import { checksumOf } from '../domain/content.ts'
import { fileOf, type PaperFormat } from '../drafting/files.ts'

/** Files that are kept, each some tens of kilobytes. */
const mostKept = 60

/** In the order in which they were last asked for. */
const kept = new Map<string, Promise<Download>>()

/**
 * A paper as a file, made once: setting a page takes far longer than sending it, and anybody may ask as often as they
 * like. Whether they may have it was asked before; what is kept is found by its whole content, so a name that changed or a
 * correction is another file.
 */
export async function renderedOnce(document: PaperDocument, format: PaperFormat): Promise<Download> {
  const key = `${format} ${checksumOf(document)}`
  const file = kept.get(key) ?? fileOf(document, format)
  kept.delete(key)
  kept.set(key, file)
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break
    kept.delete(oldest)
  }
  try {
    return await file
  } catch (error) {
    kept.delete(key)
    throw error
  }
}
