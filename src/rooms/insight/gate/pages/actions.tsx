import { ButtonLink, ButtonRow, Link, Section, useRender } from '../../../../platform/ui/index.ts'
import { type Filter, printFilter } from '../../domain/filter.ts'

/** At the end of a page of exact figures: what of it may leave, for whom. Each leads to what others would see. */
export function ReleaseActions({ filter, interface: key }: { readonly filter: Filter; readonly interface?: string }) {
  const { t, may } = useRender()
  if (!may('insight.publish')) return null
  const to = (audience: 'steering' | 'public') =>
    `/releases/new${printFilter(filter, { for: audience, ...(key !== undefined && { interface: key }) })}`
  return (
    <Section
      title={t('insight.releases.hand-on')}
      id="release"
      aside={<Link to="/releases">{t('insight.releases.all')}</Link>}
    >
      <p className="nl-text">{t('insight.releases.hand-on-about')}</p>
      <ButtonRow>
        <ButtonLink to={to('steering')} look="secondary">
          {t('insight.releases.new.steering')}
        </ButtonLink>
        <ButtonLink to={to('public')} look="secondary">
          {t('insight.releases.new.public')}
        </ButtonLink>
      </ButtonRow>
    </Section>
  )
}
