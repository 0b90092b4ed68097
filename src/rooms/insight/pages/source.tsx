import type { ReactNode } from 'react'
import { type Description, DescriptionList, Details, Link, Section, useRender } from '../../../platform/ui/index.ts'
import { activeParts } from '../domain/filter.ts'
import type { Sheet } from '../sheet.ts'
import type { View } from '../view.ts'
import { useFilterNames } from './filternames.ts'

interface SourceProps {
  readonly view: View<Sheet>
  readonly more: readonly Description[]
  readonly aside?: ReactNode
  /** Some of the hand-overs had no target when offered. */
  readonly untargeted: boolean
  /** Tables that can be taken along: the name of the file below this page, and what is in it. */
  readonly files: readonly { readonly name: string; readonly label: string }[]
}

/** Where every figure of the page comes from: population, measure, rule, reference date, checksum, and the question itself. */
export function SourceTrail({ view, more, aside, files, untargeted }: SourceProps) {
  const { t, format, tenant, path } = useRender()
  const names = useFilterNames(view)
  const { source } = view.figures.table
  const { checksum } = view.figures.proof
  const narrowed = activeParts(view.filter).filter((part) => part !== 'period')
  const basis = t('insight.source.basis-value', {
    count: source.population,
    from: format.day(source.period.from),
    to: format.day(source.period.to),
    untargeted: untargeted ? 'yes' : 'no',
  })
  const items: readonly Description[] = [
    {
      term: t('insight.source.basis'),
      value:
        narrowed.length === 0
          ? `${basis}.`
          : `${basis}. ${t('insight.source.narrowed', { parts: narrowed.map((part) => names(part)).join(', ') })}`,
    },
    { term: t('insight.source.measured'), value: t('insight.source.measured-value') },
    ...more,
    { term: t('insight.source.median-rule'), value: t('insight.source.median-rule-value') },
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
  ]
  return (
    <Section title={t('insight.source.title')} aside={aside} id="source">
      <DescriptionList items={items} />
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
