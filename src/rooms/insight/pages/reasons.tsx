import { labelOf } from '../../../platform/codelists/index.ts'
import { CellBar, NoData } from '../../../platform/ui/charts/index.ts'
import { Section, Table, useRender } from '../../../platform/ui/index.ts'
import { type InterfaceView, rowOf } from './interfaceview.ts'

/** Lost days by the reason that was given; what was given without a reason stands last. */
export function Reasons({ view }: { view: InterfaceView }) {
  const { t, format, locale } = useRender()
  const { rows } = view.figures.table.tables.reasons
  const lost = rowOf(view).lostDays
  const given = rows.filter((row) => row.reason !== null)
  const most = Math.max(...rows.map((row) => row.lostDays), 0)
  const share = lost === 0 ? 0 : given.reduce((sum, row) => sum + row.lostDays, 0) / lost
  // A code that the list does not know is shown as it is rather than hidden.
  const name = (reason: string | null) => {
    if (reason === null) return t('insight.reason.none')
    const entry = view.reasons.find(({ key }) => key === reason)
    return entry ? labelOf(entry, locale) : reason
  }
  return (
    <Section title={t('insight.reasons.title')}>
      {given.length === 0 ? (
        <NoData>{t('insight.reasons.nothing')}</NoData>
      ) : (
        <>
          <p className="nl-meta">{t('insight.reasons.caption', { share })}</p>
          <Table
            caption={t('insight.reasons.table')}
            keyOf={(row) => row.reason ?? ''}
            rows={[...given, ...rows.filter((row) => row.reason === null)]}
            columns={[
              { key: 'reason', header: t('insight.reasons.reason'), names: true, cell: (row) => name(row.reason) },
              {
                key: 'days',
                header: t('insight.reasons.days'),
                kind: 'number',
                cell: (row) => format.number(row.lostDays),
              },
              {
                key: 'bar',
                header: t('insight.reasons.share'),
                headerHidden: true,
                cell: (row) => <CellBar value={row.lostDays} of={most} />,
              },
              {
                key: 'n',
                header: t('insight.reasons.hand-overs'),
                kind: 'number',
                cell: (row) => format.number(row.handOvers),
              },
            ]}
          />
        </>
      )}
    </Section>
  )
}
