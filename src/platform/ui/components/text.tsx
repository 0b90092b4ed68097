import type { ReactNode } from 'react'
import type { Value } from '../../i18n/index.ts'
import { useRender } from '../context.tsx'

type PartsOfLine = readonly (ReactNode | undefined | null | false)[]

/** The small line above a headline or under an entry: what, as of when, period, area. Parts that are empty leave no dot behind. */
export function Meta({ children, parts = [] }: { children?: ReactNode; parts?: PartsOfLine }) {
  if (!children && !parts.some(isSaid)) return null
  return (
    <p className="nl-meta">
      <Parts parts={parts} />
      {children}
    </p>
  )
}

const isSaid = (part: PartsOfLine[number]): boolean =>
  part !== undefined && part !== null && part !== false && part !== ''

/** The same without the line around it, for the page's own small line (`meta`), which makes one. */
export function Parts({ parts }: { parts: PartsOfLine }) {
  const shown = parts.filter(isSaid)
  return shown.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one line never change their order
    <span key={index}>
      {index > 0 && ' · '}
      {part}
    </span>
  ))
}

/** Running text at a readable measure. */
export function Text({ children }: { children: ReactNode }) {
  return <p className="nl-text">{children}</p>
}

export function Strong({ children }: { children: ReactNode }) {
  return <strong className="nl-strong">{children}</strong>
}

/** A figure that must not break: digits of one width. */
export function Figure({ children }: { children: ReactNode }) {
  return <span className="nl-num">{children}</span>
}

/** An address or a key to be copied. */
export function Code({ children }: { children: string }) {
  return (
    <code className="nl-code" dir="ltr">
      {children}
    </code>
  )
}

/** A German name on a page of any language: offices, places, offers. */
export function Name({ children }: { children: ReactNode }) {
  const { locale } = useRender()
  return <bdi lang={locale === 'de' ? undefined : 'de'}>{children}</bdi>
}

export interface TProps {
  /** Key of the text. */
  readonly k: string
  /** What the text needs. A function renders a tag of the text: `{ b: (pieces) => <Strong>{pieces}</Strong> }`. */
  readonly values?: Readonly<Record<string, Value | ((pieces: ReactNode) => ReactNode)>>
}

/** A text of the catalogue, marked as German where the page's language has none. For whole texts in the page; `t()` for attributes. */
export function T({ k, values = {} }: TProps) {
  const { t, locale } = useRender()
  const { pieces, locale: spoken } = t.parts<ReactNode>(k, values)
  const keyed = pieces.map((piece, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence never change their order
    typeof piece === 'string' ? piece : <span key={index}>{piece}</span>,
  )
  return spoken === locale ? (
    keyed
  ) : (
    <span lang={spoken} dir="ltr">
      {keyed}
    </span>
  )
}
