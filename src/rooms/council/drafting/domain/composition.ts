import type { Inline, TableColumn } from '../../../../platform/documents/index.ts'

/**
 * A report between its rules and its looks: parts with a key, figures and sources by name. Numbers of parts and sources
 * are given at the very end, so that a part may vanish, be edited, or come from another room.
 */
export interface Composition {
  /** In their order; annexes last. */
  readonly parts: readonly Part[]
  readonly sources: Readonly<Record<string, PartSource>>
}

export interface Part {
  readonly key: string
  readonly heading: string
  readonly annex: boolean
  readonly blocks: readonly PartBlock[]
}

/** A figure has a name, by which edited text refers to it, and the name of its source. */
export interface PartFigure {
  readonly kind: 'figure'
  readonly key: string
  readonly text: string
  readonly source: string
}

export type PartInline = Exclude<Inline, { kind: 'figure' }> | PartFigure

export type PartBlock =
  | { readonly kind: 'subheading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: readonly PartInline[]; readonly sources?: readonly string[] }
  | {
      readonly kind: 'quotation'
      readonly text: readonly string[]
      readonly cite?: string
      readonly sources?: readonly string[]
    }
  | { readonly kind: 'list'; readonly ordered?: boolean; readonly items: readonly (readonly PartInline[])[] }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly columns: readonly TableColumn[]
      readonly rows: readonly (readonly (readonly PartInline[])[])[]
      readonly headerColumn?: boolean
      readonly sources: readonly string[]
    }

export interface PartSource {
  /** Wording, not a number: signed with a letter instead. */
  readonly lettered?: boolean
  readonly label: string
  readonly lines: readonly string[]
}

/** Writes one part: text pieces, figures with their sources. Sources that nothing uses are never shown. */
export class Writer {
  readonly sources: Record<string, PartSource> = {}
  readonly blocks: PartBlock[] = []

  source(key: string, label: string, lines: readonly (string | null | undefined | false)[], lettered = false): string {
    this.sources[key] = {
      label,
      lines: lines.filter((line): line is string => typeof line === 'string' && line !== ''),
      ...(lettered && { lettered }),
    }
    return key
  }

  paragraph(...text: readonly PartInline[]): void {
    this.blocks.push({ kind: 'paragraph', text })
  }

  list(items: readonly (readonly PartInline[])[], ordered = false): void {
    if (items.length > 0) this.blocks.push({ kind: 'list', items, ...(ordered && { ordered }) })
  }
}

/** A figure called `key`; its source is `source`, or of the same name. */
export const figure = (key: string, text: string, source = key): PartFigure => ({ kind: 'figure', key, text, source })

/** Words of others, in quotation marks: names, reasons, parts of a resolution. Marks inside become single ones; doubled braces would be placeholders. */
export const quoted = (text: string): PartInline => ({
  kind: 'quote-mark',
  text: text
    .replaceAll('„', '‚')
    .replaceAll('“', '‘')
    .replace(/\{\{+|\}\}+/g, (braces) => braces.charAt(0)),
})

export const strong = (text: string): PartInline => ({ kind: 'strong', text })
