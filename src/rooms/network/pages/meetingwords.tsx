import type { ReactNode } from 'react'
import type { Day } from '../../../kernel/day.ts'
import type { Format, Locale, Translate } from '../../../platform/i18n/index.ts'
import { Link, Name, State, useRender } from '../../../platform/ui/index.ts'
import { meetingPath } from '../paths.ts'
import type { Meeting } from '../queries/meetings.ts'

const weekdays = new Map<string, Intl.DateTimeFormat>()

/** `Do`, `Donnerstag`. */
export function weekday(locale: Locale, value: Day, width: 'short' | 'long' = 'short'): string {
  const key = `${locale} ${width}`
  let format = weekdays.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' })
    weekdays.set(key, format)
  }
  return format.format(Date.parse(`${value}T00:00:00Z`))
}

/** `Do, 26.11.2026` */
export const dayWords = (t: Translate, locale: Locale, format: Format, value: Day): string =>
  t('network.meeting.weekday', { weekday: weekday(locale, value), day: format.day(value) })

/** `17:00 Uhr`, `17:00 bis 19:30 Uhr`; empty where nobody has written it down. */
export function timeWords(t: Translate, { startsAt, endsAt }: Pick<Meeting, 'startsAt' | 'endsAt'>): string {
  if (startsAt === null) return ''
  return endsAt === null
    ? t('network.meeting.time', { from: startsAt })
    : t('network.meeting.times', { from: startsAt, to: endsAt })
}

/** What a meeting is called where its body is not named beside it: `ABIS, 26.11.2026`. */
export const meetingName = (t: Translate, format: Format, meeting: Pick<Meeting, 'bodyName' | 'heldOn'>): string =>
  t('network.meeting.name', { body: meeting.bodyName, day: format.day(meeting.heldOn) })

/** Where a meeting stands: shape and word. A meeting that is over and was not noted as held says so. */
export function MeetingState({ meeting }: { meeting: Meeting }): ReactNode {
  const { t, today } = useRender()
  if (meeting.cancelledOn !== null) return <State kind="declined">{t('network.meeting.state.cancelled')}</State>
  if (meeting.state === 'held') return <State kind="finished">{t('network.meeting.state.held')}</State>
  if (meeting.heldOn < today) return <State kind="attention">{t('network.meeting.state.unnoted')}</State>
  return meeting.state === 'invited' ? (
    <State kind="standing">{t('network.meeting.state.invited')}</State>
  ) : (
    <State kind="open">{t('network.meeting.state.scheduled')}</State>
  )
}

/** Public or not, in the words of the councils. */
export const publicWords = (t: Translate, isPublic: boolean): string =>
  t(isPublic ? 'network.meeting.public' : 'network.meeting.not-public')

/** A cancelled meeting leads to the one in its place; `plain`: only its day. */
export function Instead({ meeting, plain }: { meeting: Meeting; plain?: boolean }) {
  const { t, format, locale } = useRender()
  if (meeting.replacedBy === null || meeting.replacedOn === null) return null
  return (
    <Link to={meetingPath(meeting.replacedBy)}>
      {plain
        ? dayWords(t, locale, format, meeting.replacedOn)
        : t('network.meeting.instead', { day: dayWords(t, locale, format, meeting.replacedOn) })}
    </Link>
  )
}

/** The name of its body, as a link to the meeting. */
export function MeetingLink({
  meeting,
  children,
}: {
  meeting: Pick<Meeting, 'id' | 'bodyName'>
  children?: ReactNode
}) {
  return (
    <Link to={meetingPath(meeting.id)} quiet>
      {children ?? <Name>{meeting.bodyName}</Name>}
    </Link>
  )
}
