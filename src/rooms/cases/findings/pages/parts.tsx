import { Fragment } from 'react'
import { findTraces, isRefused } from '../../../../platform/redaction/index.ts'
import { DescriptionList, Name, State, type StateKind, useRender } from '../../../../platform/ui/index.ts'
import { quarterParts } from '../domain/quarter.ts'
import type { FindingState } from '../domain/states.ts'
import type { Finding } from '../queries.ts'
import type { FindingWords } from '../words.ts'

const shapes: Readonly<Record<FindingState, StateKind>> = {
  reported: 'progress',
  returned: 'attention',
  released: 'finished',
  dropped: 'rest',
  inTopic: 'standing',
}

/** What became of a finding: a shape and its word. */
export function FindingStateMark({ state }: { state: FindingState }) {
  const { t } = useRender()
  return <State kind={shapes[state]}>{t(`cases.finding.state.${state}`)}</State>
}

/** Exactly what a finding says of itself once it has left: nothing else does. */
export function WhatLeaves({
  finding,
  words,
}: {
  finding: Pick<Finding, 'interfaceId' | 'hurdle' | 'quarter' | 'regionKey' | 'text'>
  words: FindingWords
}) {
  const { t } = useRender()
  const place = words.interfaceOf(finding.interfaceId)
  const laws = [place?.fromJurisdiction, place?.toJurisdiction].filter((law) => law !== null && law !== undefined)
  return (
    <DescriptionList
      items={[
        {
          term: t('cases.finding.interface'),
          value: place ? <Name>{place.name}</Name> : t('cases.finding.no-interface'),
        },
        { term: t('cases.finding.jurisdictions'), value: laws.length > 0 && <Name>{laws.join(' → ')}</Name> },
        { term: t('cases.finding.hurdle'), value: words.hurdle(finding.hurdle) },
        { term: t('cases.finding.quarter'), value: t('cases.finding.quarter-of', quarterParts(finding.quarter)) },
        { term: t('cases.finding.region'), value: words.region(finding.regionKey) ?? t('cases.finding.no-region') },
        {
          term: t('cases.finding.text'),
          value: finding.text === null ? t('cases.finding.without-text') : <Marked text={finding.text} />,
        },
      ].map(({ term, value }) => ({ term, value: value === false ? null : value }))}
    />
  )
}

/** A text with the places marked that seem to tell who somebody is. */
export function Marked({ text, names = [] }: { text: string; names?: readonly string[] }) {
  const hits = findTraces(text, names)
  const pieces = hits.map((hit, index) => ({ before: text.slice(hits[index - 1]?.end ?? 0, hit.start), hit }))
  return (
    <>
      {pieces.map(({ before, hit }) => (
        <Fragment key={hit.start}>
          {before}
          <mark>{hit.text}</mark>
        </Fragment>
      ))}
      {text.slice(hits.at(-1)?.end ?? 0)}
    </>
  )
}

/** What the marked places seem to be, in words; null where there is none. */
export function Warnings({ text, names = [] }: { text: string; names?: readonly string[] }) {
  const { t } = useRender()
  const hits = findTraces(text, names).filter(({ trace }) => !isRefused(trace))
  if (hits.length === 0) return null
  return (
    <ul className="nl-list">
      {hits.map((hit) => (
        <li key={hit.start}>
          <State kind="attention">{t(`cases.finding.trace.${hit.trace}`, { found: hit.text })}</State>
        </li>
      ))}
    </ul>
  )
}
