import { Link, Section, Stack, useRender } from '../../../platform/ui/index.ts'
import { printFilter } from '../domain/filter.ts'
import type { SituationSheet } from '../figures/situation.ts'
import type { View } from '../view.ts'
import { type HurdleRow, HurdleTable } from './hurdletable.tsx'

/** With more interfaces than this, the start page shows the worst eight and the way to all. */
const mostShown = 15
const shownOfMany = 8

/** The hurdles, and apart from them the interfaces that nobody has agreed a target for. */
export function Hurdles({ view }: { view: View<SituationSheet> }) {
  const { t } = useRender()
  const used = view.figures.table.tables.hurdles.rows.filter((row) => row.handOvers > 0)
  const agreed = used.filter((row) => row.agreed)
  const without = used.filter((row) => !row.agreed)
  const all = (
    <Link to={`/interfaces${printFilter(view.filter)}`}>
      {t('insight.hurdles.all', { count: view.directory.interfaces.size })}
    </Link>
  )
  return (
    <>
      {agreed.length > 0 && (
        <Section title={t('insight.hurdles.title')} aside={all} id="hurdles">
          <Stack gap="s">
            <HurdleTable view={view} rows={shown(agreed)} caption={t('insight.hurdles.title')} />
            <p className="nl-meta">{t('insight.hurdles.rank-note')}</p>
          </Stack>
        </Section>
      )}
      {without.length > 0 && (
        <Section
          title={t(agreed.length > 0 ? 'insight.hurdles.without-target' : 'insight.hurdles.title-waiting')}
          aside={agreed.length > 0 ? undefined : all}
        >
          <p className="nl-meta">{t('insight.hurdles.without-target-note')}</p>
          <HurdleTable view={view} rows={shown(without)} caption={t('insight.hurdles.without-target')} />
        </Section>
      )}
    </>
  )
}

function shown(rows: readonly HurdleRow[]): readonly HurdleRow[] {
  return rows.length > mostShown ? rows.slice(0, shownOfMany) : rows
}
