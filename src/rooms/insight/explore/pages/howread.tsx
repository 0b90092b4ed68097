import { DescriptionList, Link, Section, Stack, useRender } from '../../../../platform/ui/index.ts'
import { mostColumnsTold } from '../domain.ts'
import type { LogView } from './view.ts'

/** Which columns were read as what, what was odd, and the way to read it otherwise. */
export function HowRead({ view }: { view: LogView }) {
  const { t, format } = useRender()
  const { columns, available, oddities, officesAreNumbers } = view.log.reading
  const { withoutTime, negative, uncertain } = view.figures.table.tables.overview.rows[0]!
  const again = new URLSearchParams(
    columns.flatMap(({ role, names, by }): [string, string][] =>
      by === 'standard' || (role === 'case' && view.log.kind.startsWith('ocel')) ? [] : [[role, names.join('+')]],
    ),
  )
  const notes = [
    ...oddities.map(({ code, count, line }) =>
      t('insight.explore.odd.line', { what: t(`insight.explore.odd.${code}`), count, line }),
    ),
    ...(withoutTime > 0 ? [t('insight.explore.odd.without-time', { count: withoutTime })] : []),
    ...(negative > 0 ? [t('insight.explore.odd.negative', { count: negative })] : []),
    ...(uncertain > 0 ? [t('insight.explore.odd.uncertain', { count: uncertain })] : []),
  ]
  return (
    <Section
      title={t('insight.explore.how-read')}
      aside={<Link to={`/explore/new?${again}`}>{t('insight.explore.map-again')}</Link>}
    >
      <Stack>
        <DescriptionList
          items={columns.map(({ role, names, by }) => ({
            term: t(`insight.explore.field.${role}`),
            value: t('insight.explore.found', { name: names.join(' + '), by: t(`insight.explore.by.${by}`) }),
          }))}
        />
        <p className="nl-meta">
          {t('insight.explore.what-happens', { offices: officesAreNumbers ? 'numbers' : 'words' })}
        </p>
        {available.length > 0 && (
          <p className="nl-meta">
            {t('insight.explore.available', {
              columns: format.list(available.slice(0, mostColumnsTold)),
              more: available.length > mostColumnsTold ? 'yes' : 'no',
            })}
          </p>
        )}
        {notes.length > 0 && (
          <ul className="nl-text">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </Stack>
    </Section>
  )
}
