import { createFormat } from '../../platform/i18n/index.ts'
import { Link, List, Name, Section, Stack, Text } from '../../platform/ui/index.ts'
import { organisationNames } from '../network/index.ts'
import { looksPath } from './paths.ts'
import { managersOf } from './queries/caseload.ts'
import { openingsOf } from './queries/openings.ts'
import type { CaseSection } from './sections.ts'

/** "Wer liest mit": everybody who may read this file, and the last look from outside the team. */
export const readersSection: CaseSection = {
  key: 'readers',
  column: 'side',
  order: 90,
  async read({ tx, t, locale, clock }, file) {
    const format = createFormat(locale)
    const names = await organisationNames(tx, clock.today())
    const nameOf = (id: string | null) => names.find((one) => one.id === id)?.name ?? ''
    const managers = await managersOf(tx, file.organisationId)
    const lead = managers.find(({ id }) => id === file.managerId)
    const [last] = await openingsOf(tx, file.id, 1)
    const readers = [
      lead && { key: 'lead', content: <Name>{lead.name}</Name>, meta: t('cases.readers.lead') },
      file.reach === 'team' && {
        key: 'team',
        content: <Name>{nameOf(file.organisationId)}</Name>,
        meta: t('cases.readers.team', { n: managers.length }),
      },
      file.afterUntil && {
        key: 'former',
        content: <Name>{nameOf(file.formerOrganisationId)}</Name>,
        meta: t('cases.readers.former', { until: format.day(file.afterUntil), norm: file.afterNorm ?? '' }),
      },
    ].filter((one) => typeof one === 'object' && one !== null)
    return (
      <Section
        title={t('cases.readers.title')}
        aside={file.writes && <Link to={looksPath(file.id)}>{t('cases.readers.looks')}</Link>}
      >
        <Stack gap="s">
          <List items={readers} />
          <Text>
            {t('cases.readers.supervision')}{' '}
            {last
              ? t('cases.readers.last', {
                  at: format.instant(last.openedAt),
                  who: last.who,
                  kind: t(`cases.openings.kinds.${last.kind}`),
                })
              : t('cases.readers.nobody')}
          </Text>
        </Stack>
      </Section>
    )
  },
}
