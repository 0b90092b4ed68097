import { Fragment } from 'react'
import { findTraces } from '../../../../../platform/redaction/index.ts'

/** A card with the places marked that may tell who somebody is; whoever takes it over reads it first. */
export function Marked({ text }: { text: string }) {
  const hits = findTraces(text)
  return (
    <bdi>
      {hits.map((hit, index) => (
        <Fragment key={hit.start}>
          {text.slice(hits[index - 1]?.end ?? 0, hit.start)}
          <mark>{hit.text}</mark>
        </Fragment>
      ))}
      {text.slice(hits.at(-1)?.end ?? 0)}
    </bdi>
  )
}
