import type { Day } from '../../kernel/day.ts'

/**
 * One neutral document: a paper for a committee, a follow-up list, a concept, a comparison. What is written once in these
 * terms comes out as DOCX for the office, as PDF/UA for reading, as HTML, as a page, and as JSON. Text is only ever text:
 * no rendering reads markup in it. A soft hyphen (U+00AD) in any text says where a long word may break.
 */
export interface PaperDocument {
  /** What kind of paper this is: `Berichtsvorlage, öffentlich`. */
  readonly title: string
  /** What it is about, shown as `Betreff`. */
  readonly subject?: string
  readonly language: 'de' | 'en'
  /** Who issues it: `Kreis Auental · Der Landrat`. */
  readonly issuer: string
  /** `DEMO`, `Entwurf`, `nicht öffentlich`: stand at the head of the first page and in the header of all others. */
  readonly marks: readonly string[]
  /** Number of the paper as it is quoted, with its prefix: `Nr. 066/2023`. */
  readonly reference?: string
  readonly landscape?: boolean
  readonly blocks: readonly Block[]
  /** Source trail of the figures. Only sources that some block refers to are shown. */
  readonly sources: readonly Source[]
  /** Stands in the file's properties; with the same document and day the bytes of a rendering are the same. */
  readonly createdOn: Day
  /** Line at the foot of every page, beside `Seite 1 von 4`. */
  readonly footer?: string
}

export type Inline =
  | string
  /** `quote-mark` puts the text into the quotation marks of the document's language. */
  | { readonly kind: 'strong' | 'emphasis' | 'quote-mark'; readonly text: string }
  /** A number that somebody may ask about: the source with this number stands in the margin. */
  | { readonly kind: 'figure'; readonly text: string; readonly source: number }
  /** An absolute address (https, http, mailto); on pages also one below the tenant (`/measures/…`). Others are shown as text. */
  | { readonly kind: 'link'; readonly text: string; readonly address: string }
  | { readonly kind: 'inserted' | 'deleted'; readonly text: string }
  | { readonly kind: 'line-break' }

/** `sources`: notes in the margin of the whole block, for what no single figure carries (a quoted resolution, a table). */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: readonly Inline[]; readonly sources?: readonly number[] }
  | {
      readonly kind: 'quotation'
      /** Paragraphs, word for word. */
      readonly text: readonly string[]
      /** Where it is from: `Ausschuss für Bildung, 21.11.2022, TOP 5`. */
      readonly cite?: string
      readonly sources?: readonly number[]
    }
  | { readonly kind: 'list'; readonly ordered?: boolean; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'table'
      readonly caption: string
      /** The caption is only heard, and the table carries no number: for a table that its headline already names. */
      readonly captionHidden?: boolean
      readonly columns: readonly TableColumn[]
      /** Cells in the order of the columns. */
      readonly rows: readonly (readonly (readonly Inline[])[])[]
      /** The first column names the row. */
      readonly headerColumn?: boolean
      readonly sources?: readonly number[]
    }
  /** Terms and values, such as the lead unit and the dates at the head of a paper. */
  | { readonly kind: 'facts'; readonly items: readonly { readonly term: string; readonly value: readonly Inline[] }[] }
  /** The document's language and another beside it, row by row: what somebody signs, in German and in the language they read. */
  | {
      readonly kind: 'parallel'
      /** BCP 47, of the second column. */
      readonly language: string
      readonly direction: 'ltr' | 'rtl'
      readonly rows: readonly ParallelRow[]
    }
  /** Old and new wording in one text; the runs come from `compareTexts`. */
  | { readonly kind: 'comparison'; readonly label?: string; readonly runs: readonly Run[] }
  /** A line to write on, with what it is for under it. */
  | { readonly kind: 'signature'; readonly label: string }
  | { readonly kind: 'page-break' }

export interface ParallelRow {
  /** `detail`: under an item, smaller. `line`: a line to write on, across both columns, with what it is for under it. */
  readonly kind: 'heading' | 'text' | 'item' | 'detail' | 'line'
  /** Either may be empty. */
  readonly own: string
  readonly other: string
}

export interface TableColumn {
  readonly header: string
  /** Figures stand at the `end`. */
  readonly align?: 'start' | 'end'
  /** Share of the width, relative to the other columns; estimated from what stands in the cells when any is absent. */
  readonly width?: number
}

export interface Source {
  readonly number: number
  /** Shown in place of the number where it is not one of the row of figures: `A`. */
  readonly sign?: string
  /** What was counted: `Maßnahmenregister`. */
  readonly label: string
  /** Reference date, population, rule. */
  readonly lines: readonly string[]
  /** Where it can be looked at. */
  readonly link?: { readonly text: string; readonly address: string }
}

export interface Run {
  readonly kind: 'kept' | 'inserted' | 'deleted'
  readonly text: string
}
