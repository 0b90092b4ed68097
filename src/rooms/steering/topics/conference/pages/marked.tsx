import { Fragment } from 'react'
import { languages } from '../../../../../platform/i18n/index.ts'
import { findTraces } from '../../../../../platform/redaction/index.ts'
import type { Card } from '../queries.ts'

type Written = Pick<Card, 'body' | 'locale'>

/** A card in the language that it was written in: read out by the right voice, set in the right direction. */
export function CardText({ card: { body, locale } }: { card: Written }) {
  return (
    <bdi lang={locale} dir={languages[locale].direction}>
      {body}
    </bdi>
  )
}

/** The same with the places marked that may tell who somebody is; whoever takes it over reads it first. */
export function MarkedCard({ card: { body, locale } }: { card: Written }) {
  const hits = findTraces(body)
  return (
    <bdi lang={locale} dir={languages[locale].direction}>
      {hits.map((hit, index) => (
        <Fragment key={hit.start}>
          {body.slice(hits[index - 1]?.end ?? 0, hit.start)}
          <mark>{hit.text}</mark>
        </Fragment>
      ))}
      {body.slice(hits.at(-1)?.end ?? 0)}
    </bdi>
  )
}
