import type { PaperDocument } from '../../../platform/documents/index.ts'

/**
 * A released paper as everybody gets it: its words and figures are the same; links into the pages of the staff are left
 * out, because they lead others to sign-in.
 */
export function forEverybody(document: PaperDocument): PaperDocument {
  const blocks = document.blocks.map((block) => unlinked(block) as typeof block)
  const sources = document.sources.map(({ link, ...source }) =>
    link && !link.address.startsWith('/') ? { ...source, link } : source,
  )
  return { ...document, blocks, sources }
}

function unlinked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unlinked)
  if (typeof value !== 'object' || value === null) return value
  const { kind, text, address } = value as { kind?: unknown; text?: unknown; address?: unknown }
  if (kind === 'link' && typeof address === 'string' && address.startsWith('/')) return text
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unlinked(inner)]))
}
