/** The main column of the start page: what is due, what waits for the reader, what lies with others. */
import { Empty, Link, Meta, Section, Stack, useRender } from '../../../platform/ui/index.ts'
import { type MorningHandovers, MorningTable, newsDays, refusalDays } from '../../journeys/index.ts'
import { DueTable } from '../work/tasks/followups.tsx'
import type { DueTask, Whose } from '../work/tasks/queries.ts'

interface DueProps {
  readonly due: readonly DueTask[]
  /** Late and due today. */
  readonly total: number
  /** In the seven days after. */
  readonly week: number
  readonly whose: Whose
  readonly names: ReadonlyMap<string, string>
  readonly persons: ReadonlyMap<string, string>
}

export function Due({ due, total, week, whose, names, persons }: DueProps) {
  const { t } = useRender()
  const all = whose === 'own' ? '/follow-ups' : '/follow-ups?whose=team'
  return (
    <Section title={t('cases.day.due')} aside={<Link to={all}>{t('cases.day.all-due')}</Link>}>
      {due.length === 0 ? (
        <Empty title={t('cases.day.nothing-due')}>{t('cases.day.nothing-due-next', { week })}</Empty>
      ) : (
        <Stack gap="s">
          <DueTable
            rows={due}
            whose={whose}
            names={names}
            persons={persons}
            back={whose === 'own' ? 'day' : 'dayTeam'}
            caption={t('cases.day.due')}
          />
          {total > due.length && (
            <Meta>
              <Link to={all}>{t('cases.day.more', { count: total - due.length })}</Link>
            </Meta>
          )}
        </Stack>
      )}
    </Section>
  )
}

export function Turn({ of, whose }: { of: MorningHandovers; whose: Whose }) {
  const { t } = useRender()
  const title = t('cases.day.turn', { whose })
  const { rows, total } = of.turn
  return (
    <Section title={title} aside={<Link to="/handovers">{t('cases.day.all-handovers')}</Link>}>
      {total === 0 ? (
        <Empty title={t('cases.day.no-turn', { whose })}>{t('cases.day.no-turn-next')}</Empty>
      ) : (
        <Stack gap="s">
          <MorningTable caption={title} rows={rows} of={of} />
          {total > rows.length && (
            <Meta>
              <Link to="/handovers">{t('cases.day.more', { count: total - rows.length })}</Link>
            </Meta>
          )}
        </Stack>
      )}
    </Section>
  )
}

/** Left out where nothing lies elsewhere: then there is nothing to do about it. */
export function Elsewhere({ of }: { of: MorningHandovers }) {
  const { t } = useRender()
  const { rows, total } = of.elsewhere
  if (total === 0) return null
  const all = '/handovers?view=given'
  return (
    <Section title={t('cases.day.elsewhere')} aside={<Link to={all}>{t('cases.day.all-given')}</Link>}>
      <Stack gap="s">
        <Meta>{t('cases.day.elsewhere-text', { days: newsDays, refusals: refusalDays })}</Meta>
        <MorningTable caption={t('cases.day.elsewhere')} rows={rows} of={of} />
        {total > rows.length && (
          <Meta>
            <Link to={all}>{t('cases.day.more', { count: total - rows.length })}</Link>
          </Meta>
        )}
      </Stack>
    </Section>
  )
}
