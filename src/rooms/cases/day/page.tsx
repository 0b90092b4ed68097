import { addDays } from '../../../kernel/day.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { namesOf } from '../../../platform/identity/members.ts'
import { ButtonLink, Chips, Columns, ConfirmationNote, Parts, Stack, Text } from '../../../platform/ui/index.ts'
import { readMorning } from '../../journeys/index.ts'
import { organisationNamesOf } from '../../network/index.ts'
import { endingBases, personNames } from '../../people/index.ts'
import { listAnswered } from '../findings/queries.ts'
import { readWords } from '../findings/words.ts'
import { Works } from '../findings/works.tsx'
import { taskConfirmations } from '../work/tasks/pages.tsx'
import { countDue, listDue } from '../work/tasks/queries.ts'
import { Due, Elsewhere, Turn } from './main.tsx'
import { dayPath } from './paths.ts'
import { countCases, listMeetings, personsOfFiles } from './queries.ts'
import { Ending, Files, Meetings } from './side.tsx'

/** Follow-ups that the page shows; their own page has all. */
const mostDue = 12
/** Days ahead in which appointments are shown. */
const aheadDays = 14
const mostMeetings = 6
const mostEnding = 5
const mostFindings = 2

/** What must I do today, and what came in? The page that case management opens in the morning. */
export async function showDay(request: PageRequest): Promise<Page> {
  const { tx, actor, t, clock, query, locale } = request
  const today = clock.today()
  const mine = query.get('whose') !== 'team'
  const whose = mine ? 'own' : 'team'
  const counts = await countDue(tx, actor, whose, today)
  const near = await listDue(tx, actor, { whose, stretch: null, today, size: mostDue })
  const due = near.filter(({ dueOn }) => dueOn <= today)
  const handovers = await readMorning(request, mine)
  const { meetings, onFirst } = await listMeetings(tx, actor, {
    mine,
    from: today,
    until: addDays(today, aheadDays),
    limit: mostMeetings,
  })
  const bases = await endingBases(tx, actor, today, mostEnding)
  const findings = await listAnswered(tx, actor, mostFindings)
  const files = await countCases(tx, actor, today)
  const shown = [...new Set([...due, ...meetings].map(({ caseId }) => caseId))]
  const persons = await personsOfFiles(tx, actor, shown)
  await recordLook(tx, actor, { event: 'cases.day-read', subjectKind: 'cases.file', ids: shown })
  // Persons whose consents run out stand there by name, whether or not they have a file here.
  const ending = [...new Set(bases.map(({ personId }) => personId))]
  if (ending.length > 0)
    await recordLook(tx, actor, { event: 'people.bases-read', subjectKind: 'people.person', ids: ending })
  const recipients = bases.map(({ recipientId }) => recipientId)
  const names: ReadonlyMap<string, string> = await organisationNamesOf(
    tx,
    actor.organisationId ? [actor.organisationId, ...recipients] : recipients,
    today,
  )
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(today))
  return {
    title: t('cases.day.title'),
    meta: (
      <Parts
        parts={[
          t('cases.day.of', { weekday, day: createFormat(locale).day(today) }),
          names.get(actor.organisationId ?? ''),
          mine && t('cases.day.only-mine'),
        ]}
      />
    ),
    actions: (
      <ButtonLink look="secondary" to="/people">
        {t('cases.new')}
      </ButtonLink>
    ),
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={taskConfirmations} />
        <Stack>
          <Text>
            {t('cases.day.lead', {
              overdue: counts.overdue,
              today: counts.today,
              turn: handovers.turn.total,
              whose,
              meetings: onFirst,
            })}
          </Text>
          <Chips
            label={t('cases.day.whose')}
            chips={(['own', 'team'] as const).map((one) => ({
              to: one === 'own' ? dayPath : `${dayPath}?whose=team`,
              label: t(`cases.day.whose-is.${one}`),
              current: one === whose,
            }))}
          />
        </Stack>
        <Columns kind="side">
          <Stack gap="l">
            <Due
              due={due}
              total={counts.overdue + counts.today}
              week={counts.week}
              whose={whose}
              persons={persons}
              names={
                await namesOf(
                  tx,
                  due.map(({ assigneeId }) => assigneeId),
                )
              }
            />
            <Turn of={handovers} whose={whose} />
            <Elsewhere of={handovers} />
          </Stack>
          <Stack gap="l">
            <Meetings meetings={meetings} persons={persons} days={aheadDays} />
            {bases.length > 0 && <Ending bases={bases} persons={await personNames(tx, actor, ending)} names={names} />}
            {findings.length > 0 && <Works own={findings} words={await readWords(tx, actor, locale, today)} />}
            <Files counts={files} />
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}
