import type { Id } from '../../kernel/ids.ts'
import { createFormat } from '../../platform/i18n/index.ts'
import { deputiesOf } from '../../platform/identity/substitutions.ts'
import { Link, Section } from '../../platform/ui/index.ts'
import { organisationNamesOf } from '../network/index.ts'
import { looksPath } from './paths.ts'
import { managersOf } from './queries/caseload.ts'
import { openingsOf } from './queries/openings.ts'
import type { CaseSection } from './sections.ts'

/** "Wer liest mit": everybody who may read this file, and the last look from outside the team. */
export const readersSection: CaseSection = {
  key: 'readers',
  column: 'side',
  order: 90,
  async read({ tx, actor, t, locale, clock }, file) {
    const format = createFormat(locale)
    const offices = [file.organisationId, ...(file.formerOrganisationId ? [file.formerOrganisationId] : [])]
    const names = await organisationNamesOf(tx, offices, clock.today())
    const nameOf = (id: (typeof offices)[number] | null) => (id && names.get(id)) ?? ''
    const managers = await managersOf(tx, file.organisationId)
    const lead = managers.find(({ id }) => id === file.managerId)
    const deputies = lead ? await deputiesOf(tx, [lead.id as Id<'user'>], clock.today()) : []
    const [last] = await openingsOf(tx, file.id, 1)
    const own = file.organisationId === actor.organisationId
    const readers = [
      lead && t(lead.id === actor.userId ? 'cases.readers.you' : 'cases.readers.lead', { name: lead.name }),
      ...deputies.map(({ id, name, until }) =>
        t(id === actor.userId ? 'cases.readers.you-deputy' : 'cases.readers.deputy', {
          name,
          until: format.day(until),
        }),
      ),
      file.reach === 'team' &&
        t(own ? 'cases.readers.own-team' : 'cases.readers.team', {
          name: nameOf(file.organisationId),
          n: managers.length,
        }),
      file.afterUntil &&
        t('cases.readers.former', {
          name: nameOf(file.formerOrganisationId),
          until: format.day(file.afterUntil),
          norm: file.afterNorm ?? '',
        }),
      t('cases.readers.supervision'),
    ].filter((one) => typeof one === 'string')
    return (
      <Section
        title={t('cases.readers.title')}
        aside={file.writes && <Link to={looksPath(file.id)}>{t('cases.readers.looks')}</Link>}
      >
        <p className="nl-meta">
          {t('cases.readers.are', { readers: format.list(readers) })}{' '}
          {last
            ? t('cases.readers.last', {
                at: format.instant(last.openedAt),
                who: last.who,
                kind: t(`cases.openings.kinds.${last.kind}`),
              })
            : t('cases.readers.nobody')}
        </p>
      </Section>
    )
  },
}
