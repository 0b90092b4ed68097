import {
  Empty,
  Link,
  List,
  Meta,
  Name,
  Pager,
  Section,
  Stack,
  State,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { AgendaItem, Meeting } from '../../../network/index.ts'

/** Past meetings on a page. */
export const pastPageSize = 20

export interface MeetingsProps {
  readonly coming: readonly Meeting[]
  readonly past: readonly Meeting[]
  readonly pastTotal: number
  readonly page: number
}

export function Meetings({ coming, past, pastTotal, page }: MeetingsProps) {
  const { t } = useRender()
  return (
    <Stack gap="l">
      <Text>{t('council.public.meetings-text')}</Text>
      <Section title={t('council.public.coming')}>
        {coming.length > 0 ? (
          <MeetingList meetings={coming} />
        ) : (
          <Empty title={t('council.public.none-coming')}>{t('council.public.none-coming-text')}</Empty>
        )}
      </Section>
      {past.length > 0 && (
        <Section title={t('council.public.past')}>
          <Stack>
            <MeetingList meetings={past} />
            <Pager total={pastTotal} size={pastPageSize} page={page} />
          </Stack>
        </Section>
      )}
    </Stack>
  )
}

export function MeetingList({ meetings }: { meetings: readonly Meeting[] }) {
  const { t, locale, format } = useRender()
  return (
    <List
      items={meetings.map((meeting) => ({
        key: meeting.id,
        content: (
          <>
            <Link to={`/${locale}/meetings/${meeting.id}`}>
              <Name>{meeting.bodyName}</Name>
            </Link>{' '}
            {meeting.cancelledOn && <State kind="declined">{t('council.public.cancelled')}</State>}
          </>
        ),
        meta: <MeetingWhen meeting={meeting} key={meeting.id} />,
      }))}
    />
  )

  function MeetingWhen({ meeting }: { meeting: Meeting }) {
    return [
      format.day(meeting.heldOn),
      meeting.startsAt && t('council.public.at', { time: meeting.startsAt }),
      meeting.place,
    ]
      .filter(Boolean)
      .join(' · ')
  }
}

export interface MeetingProps {
  readonly meeting: Meeting
  readonly agenda: readonly AgendaItem[]
  /** The public paper under an item, by the id of the item. */
  readonly papers: ReadonlyMap<string, { readonly id: string; readonly number: string | null; readonly title: string }>
}

export function PublicMeeting({ meeting, agenda, papers }: MeetingProps) {
  const { t, locale, format } = useRender()
  const { cancelledOn, cancelledReason, replacedBy, replacedOn, startsAt, place, address } = meeting
  return (
    <Stack gap="l">
      <Stack>
        {cancelledOn && (
          <p>
            <State kind="declined">{t('council.public.cancelled-on', { day: format.day(cancelledOn) })}</State>{' '}
            {cancelledReason && <span lang="de">{cancelledReason}</span>}{' '}
            {replacedBy && replacedOn && (
              <Link to={`/${locale}/meetings/${replacedBy}`}>
                {t('council.public.instead', { day: format.day(replacedOn) })}
              </Link>
            )}
          </p>
        )}
        <Meta
          parts={[
            format.day(meeting.heldOn),
            startsAt && t('council.public.at', { time: startsAt }),
            place && <Name key="place">{place}</Name>,
          ]}
        />
        {address && <Link to={address}>{t('council.public.council-system')}</Link>}
      </Stack>
      <Section title={t('council.public.agenda')}>
        {agenda.length > 0 ? (
          <List
            items={agenda.map((item) => {
              const paper = papers.get(item.id)
              return {
                key: item.id,
                content: (
                  <span lang="de">
                    {item.number && `${item.number} `}
                    {paper ? <Link to={`/${locale}/papers/${paper.id}`}>{item.title}</Link> : item.title}
                  </span>
                ),
                meta:
                  [item.withdrawn && t('council.public.withdrawn'), paper?.number].filter(Boolean).join(' · ') ||
                  undefined,
              }
            })}
          />
        ) : (
          <Empty title={t('council.public.no-agenda')}>{t('council.public.no-agenda-text')}</Empty>
        )}
      </Section>
    </Stack>
  )
}
