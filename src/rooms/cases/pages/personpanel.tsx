import type { Id } from '../../../kernel/ids.ts'
import { may } from '../../../platform/access/index.ts'
import type { PageRequest, SlotPanel } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { ButtonLink, ButtonRow, Link, List, Section, Stack, Text } from '../../../platform/ui/index.ts'
import { visiblePersons } from '../../people/index.ts'
import { tables, visibleCases } from '../access.ts'
import { casePath, casesPath } from '../paths.ts'

/** On the page of a person: the files that the actor sees of them, and the way to a new one. */
export const personPanel: SlotPanel = {
  slot: 'people.person',
  right: 'cases.read',
  order: 5,
  async show(request, id) {
    const { t, locale, actor } = request
    const files = await filesOf(request, id as Id<'person'>)
    const opens = may(actor, 'cases.edit')
    if (files.length === 0 && !opens) return null
    const format = createFormat(locale)
    return (
      <Section title={t('cases.title')}>
        <Stack gap="s">
          {files.length === 0 ? (
            <Text>{t('cases.of-person.none')}</Text>
          ) : (
            <List
              items={files.map((file) => ({
                key: file.id,
                content: <Link to={casePath(file.id)}>{file.reference}</Link>,
                meta: file.closed_on
                  ? t('cases.of-person.closed', { day: format.day(file.closed_on) })
                  : t('cases.of-person.since', {
                      phase: t(`cases.phase.${file.phase}`),
                      day: format.day(file.opened_on),
                    }),
              }))}
            />
          )}
          {opens && files.every(({ closed_on }) => closed_on !== null) && (
            <ButtonRow>
              <ButtonLink to={`${casesPath}/new?person=${id}`}>{t('cases.new')}</ButtonLink>
            </ButtonRow>
          )}
        </Stack>
      </Section>
    )
  },
}

/** Also of the records that were merged into this one; the open ones first. */
export function filesOf({ tx, actor }: PageRequest, person: Id<'person'>) {
  const merged = visiblePersons(tx, actor).select('person.id').where('person.merged_into', '=', person)
  const member = tables(tx).selectFrom('case_person').select('case_id').where('person_id', '=', person)
  return visibleCases(tx, actor)
    .select(['case_file.id', 'reference', 'phase', 'opened_on', 'closed_on'])
    .where((eb) =>
      eb.or([
        eb('case_file.person_id', '=', person),
        eb('case_file.person_id', 'in', merged),
        eb('case_file.id', 'in', member),
      ]),
    )
    .orderBy('closed_on', (order) => order.desc().nullsFirst())
    .orderBy('opened_on', 'desc')
    .limit(20)
    .execute()
}
