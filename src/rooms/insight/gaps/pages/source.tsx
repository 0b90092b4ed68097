import { type Description, DescriptionList, Details, Link, Section, useRender } from '../../../../platform/ui/index.ts'
import type { Sheet } from '../../sheet.ts'
import type { GapView } from '../view.ts'

/** Where every figure of the page comes from: population, measure, rules, reference date, checksum, and the question itself. */
export function GapSource({
  view,
  more,
  files,
}: {
  readonly view: GapView<Sheet>
  readonly more: readonly Description[]
  readonly files: readonly { readonly name: string; readonly label: string }[]
}) {
  const { t, format, tenant, path } = useRender()
  const { source } = view.figures.table
  const { checksum } = view.figures.proof
  return (
    <Section title={t('insight.source.title')} id="source">
      <DescriptionList
        items={[
          {
            term: t('insight.source.basis'),
            value: t('insight.gaps.source.basis', {
              count: source.population,
              from: format.day(source.period.from),
              to: format.day(source.period.to),
            }),
          },
          { term: t('insight.source.measured'), value: t('insight.gaps.source.measured') },
          ...more,
          { term: t('insight.source.rank-rule'), value: t('insight.gaps.source.rank') },
          { term: t('insight.gaps.source.supply-term'), value: t('insight.gaps.source.supply') },
          { term: t('insight.source.protection'), value: t(`insight.rule.${view.figures.rule}`) },
          {
            term: t('insight.source.as-of'),
            value: t('insight.source.as-of-value', {
              day: format.day(source.asOf),
              checksum: `${checksum.slice(0, 4)} ${checksum.slice(4, 8)}`,
            }),
          },
          {
            term: t('insight.source.csv'),
            value: files.map(({ name, label }, index) => (
              <span key={name}>
                {index > 0 && ' · '}
                <Link to={`${path}/${name}${source.question}`}>{label}</Link>
              </span>
            )),
          },
        ]}
      />
      <Details summary={t('insight.source.query')}>
        <p className="nl-meta">
          <Link to={path + source.question}>{`/${tenant?.key ?? ''}${path}${source.question}`}</Link>
          <br />
          <code>
            {JSON.stringify({ period: source.period, asOf: source.asOf, question: source.question, checksum })}
          </code>
        </p>
      </Details>
    </Section>
  )
}
