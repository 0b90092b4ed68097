import { NotFound } from '../../../../kernel/errors.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import { ConfirmationNote, Link, Stack } from '../../../../platform/ui/index.ts'
import { InterfaceMap } from '../../pages/map.tsx'
import { rowsOfGuarded } from '../../pages/maprows.ts'
import { frozenRelease } from '../ledger.ts'
import { namesFor } from './names.ts'
import { Proof, ReleasedTables } from './tables.tsx'
import { releaseTitle } from './words.ts'

/** One release as it left: its tables, the rule, and what the audit did. */
export async function showRelease(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t } = request
  const release = await frozenRelease(tx, actor, params.id)
  if (!release) throw new NotFound(`no release ${params.id}`)
  const names = await namesFor(request)
  const format = createFormat(t.locale)
  return {
    title: releaseTitle(release, names),
    crumbs: [{ label: t('insight.releases.title'), path: '/releases' }],
    meta: [
      t(`insight.releases.audience.${release.audience}`),
      t('insight.releases.released-on', { at: format.instant(release.releasedAt) }),
      t('insight.as-of', { day: format.day(release.source.asOf) }),
      t('insight.period', { period: format.period(release.source.period.from, release.source.period.to) }),
    ].join(' · '),
    wide: true,
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={{ released: 'insight.releases.done' }} />
        <p className="nl-text">{t(`insight.rule.${release.rule}`)}</p>
        {release.name === 'situation' && release.tables['hurdles'] && (
          <InterfaceMap rows={rowsOfGuarded(release.tables['hurdles'])} directory={names.directory} />
        )}
        <ReleasedTables
          tables={release.tables}
          names={names}
          file={(table) => <Link to={`/releases/${release.id}/${table}.csv`}>{t('insight.releases.csv')}</Link>}
        />
        <Proof proof={release.proof} checksum={release.checksum} />
      </Stack>
    ),
  }
}
