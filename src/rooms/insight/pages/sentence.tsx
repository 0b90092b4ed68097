import type { ReactNode } from 'react'
import type { Translate } from '../../../platform/i18n/index.ts'
import { Name, T } from '../../../platform/ui/index.ts'
import type { Sentence } from '../domain/sentences.ts'

/** The sentences as plain text: title of the page, descriptions. */
export function plain(t: Translate, sentences: readonly Sentence[]): string {
  return sentences
    .map(({ key, values }) =>
      t.parts<string>(`insight.${key}`, { ...values, n: (pieces) => pieces.join('') }).pieces.join(''),
    )
    .join(' ')
}

/** The sentences as headline: names of offices stand in German on a page of any language. */
export function Sentences({ sentences }: { sentences: readonly Sentence[] }) {
  return sentences.map(({ key, values }, index) => (
    <span key={key}>
      {index > 0 && ' '}
      <T k={`insight.${key}`} values={{ ...values, n: (pieces: ReactNode) => <Name>{pieces}</Name> }} />
    </span>
  ))
}
