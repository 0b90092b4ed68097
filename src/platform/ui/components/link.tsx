import type { ReactNode } from 'react'
import { address, useRender } from '../context.tsx'

export interface LinkProps {
  /** Address below the tenant (`/network/organisations`), or a whole one (`https://…`, `#field`, `?page=2`). */
  readonly to: string
  readonly children: ReactNode
  /** A paler underline, for rows of links where the blue text already says it. */
  readonly quiet?: boolean
  readonly current?: 'page' | 'true'
  /** Language of the page behind the link, where it differs. */
  readonly hrefLang?: string
  /** Suggests this file name and saves instead of opening. */
  readonly download?: string
}

export function Link({ to, children, quiet, current, hrefLang, download }: LinkProps) {
  const context = useRender()
  return (
    <a
      className={quiet ? 'nl-link nl-link--quiet' : 'nl-link'}
      href={address(context, to)}
      aria-current={current}
      hrefLang={hrefLang}
      download={download}
    >
      {children}
    </a>
  )
}

/**
 * The way from one office to another. The arrow turns with the direction of the script; screen readers hear "an".
 * Both names stand in German, whatever the language of the page: people must find the door sign.
 */
export function Path({ from, to }: { from: string; to: string }) {
  const { t, locale } = useRender()
  const lang = locale === 'de' ? undefined : 'de'
  return (
    <span className="nl-path">
      <bdi lang={lang}>{from}</bdi> <span className="kern-icon kern-icon--arrow-forward" aria-hidden="true" />
      <span className="kern-sr-only"> {t('path.to')} </span> <bdi lang={lang}>{to}</bdi>
    </span>
  )
}
