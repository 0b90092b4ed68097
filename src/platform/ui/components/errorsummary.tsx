import type { Issue } from '../../../kernel/errors.ts'
import { useRender } from '../context.tsx'

export interface ErrorSummaryProps {
  readonly issues: readonly Issue[]
  readonly labels: Readonly<Record<string, string>>
  readonly prefix?: string
  /** What was not done: "Noch nicht angeboten". */
  readonly failure?: string
  /** What became of what was typed, where the platform's sentence would not be true. */
  readonly kept?: string
}

/**
 * Counts what is wrong, links to each field in the order of the labels, which is that of the page, and says that nothing is
 * lost. The first thing a screen reader reads.
 */
export function ErrorSummary({ issues, labels, prefix = '', failure, kept }: ErrorSummaryProps) {
  const { t } = useRender()
  const places = Object.keys(labels)
  const inOrder = issues.toSorted((one, other) => places.indexOf(one.field) - places.indexOf(other.field))
  return (
    <div
      // biome-ignore lint/a11y/noAutofocus: a page that came back begins with what is wrong, also for those who do not see it
      autoFocus
      className="kern-alert kern-alert--danger nl-alert"
      role="alert"
      tabIndex={-1}
      aria-labelledby={`${prefix}errors`}
    >
      <div className="kern-alert__header">
        <span className="kern-icon kern-icon--danger" aria-hidden="true" />
        <h2 className="kern-title" id={`${prefix}errors`}>
          {t('form.failed', { failure: failure ?? t('form.not-saved'), count: issues.length })}
        </h2>
      </div>
      <div className="kern-alert__body">
        <ul>
          {inOrder.map((issue) => {
            const label = labels[issue.field]
            const sentence = t(`error.${issue.code}`, { label: label ?? '', ...issue.values })
            return (
              <li key={`${issue.field} ${issue.code}`}>
                {label === undefined ? (
                  sentence
                ) : (
                  <a className="nl-link" href={`#${prefix}${issue.field}`}>
                    <bdi>{label}</bdi>
                    {/[?!.:]$/.test(label) ? ' ' : ': '}
                    {sentence}
                  </a>
                )}
              </li>
            )
          })}
        </ul>
        <p className="nl-meta">{kept ?? t('form.kept')}</p>
      </div>
    </div>
  )
}
