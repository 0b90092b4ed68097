import { addDays, type Day } from '../../../kernel/day.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { Link, Meta, Parts, Section, Stack, Strong, useRender } from '../../../platform/ui/index.ts'
import { calendarPath, meetings } from '../paths.ts'
import type { Body } from '../queries/bodies.ts'
import { listMeetings, type Meeting } from '../queries/meetings.ts'
import { MeetingTable } from './meetings.tsx'
import { dayWords, MeetingLink, timeWords } from './meetingwords.tsx'

/** How many meetings the page of a body names before it leads to all. */
const coming = 4
const past = 2

export interface MeetingsOfBody {
  readonly rows: readonly Meeting[]
  readonly total: number
  /** The next one that takes place. */
  readonly next: Meeting | undefined
}

/** What comes next in a body and what was last, in the order of days. */
export async function meetingsOfBody({ tx, actor }: PageRequest, body: Body, today: Day): Promise<MeetingsOfBody> {
  const of = { bodyId: body.id }
  const next = await listMeetings(tx, actor, { ...of, from: today, limit: coming })
  const before = await listMeetings(tx, actor, { ...of, to: addDays(today, -1), descending: true, limit: past })
  return {
    rows: [...before.rows.toReversed(), ...next.rows],
    total: next.total + before.total,
    next: next.rows.find((meeting) => meeting.cancelledOn === null),
  }
}

export function BodyMeetings({ body, found }: { body: Body; found: MeetingsOfBody }) {
  const { t, format, locale, may } = useRender()
  const { rows, total, next } = found
  const adds = may('network.keep-meetings') && body.endedOn === null
  if (total === 0 && !adds) return null
  const aside = (
    <Parts
      parts={[
        total > rows.length && <Link to={`${meetings}?body=${body.key}`}>{t('network.meeting.all-of-body')}</Link>,
        adds && <Link to={`${meetings}/new?body=${body.key}`}>{t('network.meeting.add')}</Link>,
      ]}
    />
  )
  return (
    <Section title={t('network.meeting.of-body')} aside={aside}>
      <Stack>
        <p>
          {t('network.meeting.next')}:{' '}
          {next ? (
            <Strong>
              <MeetingLink meeting={next}>
                {[dayWords(t, locale, format, next.heldOn), timeWords(t, next)].filter(Boolean).join(', ')}
              </MeetingLink>
            </Strong>
          ) : (
            t('network.meeting.no-next')
          )}
        </p>
        {rows.length > 0 && <MeetingTable meetings={rows} caption={t('network.meeting.of-body')} ofOneBody />}
        {body.isPublic && (
          <Meta>
            <Link to={`/${locale}${calendarPath(body.key)}`}>{t('network.meeting.subscribe')}</Link>
          </Meta>
        )}
      </Stack>
    </Section>
  )
}
