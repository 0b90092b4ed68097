import { Fragment } from 'react'
import { compareTexts, type Run } from '../../../../platform/documents/index.ts'
import { useRender } from '../../../../platform/ui/index.ts'

/** Old and new wording in one text: what is new is underlined, what ends is struck through; both are said to who listens. */
export function Wording({ before, after }: { before: string; after: string }) {
  const { t } = useRender()
  const runs = compareTexts(before, after)
  return (
    <div className="nl-sheet__comparison" lang={t.locale === 'de' ? undefined : 'de'}>
      <p className="nl-text">
        {runs.map((run, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the runs of one comparison never change their order
          <Fragment key={index}>
            {/* Nothing stands between what ends and what is new; to the eye they need a space. */}
            {run.kind === 'inserted' && runs[index - 1]?.kind === 'deleted' && ' '}
            <Piece run={run} />
          </Fragment>
        ))}
      </p>
    </div>
  )
}

function Piece({ run }: { run: Run }) {
  const { t } = useRender()
  if (run.kind === 'kept') return <>{run.text}</>
  const said = (part: 'begin' | 'end') => (
    <span className="kern-sr-only"> {t(`measures.reviews.wording-${run.kind}-${part}`)} </span>
  )
  const text = (
    <>
      {said('begin')}
      {run.text}
      {said('end')}
    </>
  )
  return run.kind === 'inserted' ? <ins>{text}</ins> : <del>{text}</del>
}
