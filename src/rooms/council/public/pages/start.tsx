import { FollowLinks } from '../../../../platform/subscriptions/index.ts'
import { Columns, Empty, Link, Section, Stack, Text, useRender } from '../../../../platform/ui/index.ts'
import type { PublicCounts } from '../../../measures/index.ts'
import type { Meeting } from '../../../network/index.ts'
import type { TrackingCounts } from '../queries.ts'
import { type Decided, DecidedList } from './decisions.tsx'
import { MeetingList } from './meetings.tsx'

export interface StartProps {
  readonly tracking: TrackingCounts
  readonly measures: PublicCounts
  readonly latest: readonly Decided[]
  readonly meetings: readonly Meeting[]
}

/** The first page of a district for everybody: what was decided and what became of it, in sentences. */
export function Start({ tracking, measures, latest, meetings }: StartProps) {
  const { t, locale } = useRender()
  return (
    <Stack gap="l">
      <Stack>
        <Text>{t('council.public.start-text')}</Text>
        <Sentences tracking={tracking} measures={measures} />
      </Stack>
      <Columns kind="side">
        <Section
          title={t('council.public.latest')}
          aside={<Link to={`/${locale}/decisions`}>{t('council.public.all-decisions')}</Link>}
        >
          {latest.length > 0 ? <DecidedList rows={latest} level={3} /> : <Empty title={t('council.public.none')} />}
        </Section>
        <Stack gap="l">
          <Section
            title={t('council.public.coming')}
            aside={<Link to={`/${locale}/meetings`}>{t('council.public.all-meetings')}</Link>}
          >
            {meetings.length > 0 ? (
              <MeetingList meetings={meetings} />
            ) : (
              <Empty title={t('council.public.none-coming')}>{t('council.public.none-coming-text')}</Empty>
            )}
          </Section>
          <FollowLinks feed="/decisions/feed.xml" />
        </Stack>
      </Columns>
    </Stack>
  )
}

/** The counts, each in a sentence that leads to its rows. */
function Sentences({ tracking, measures }: Pick<StartProps, 'tracking' | 'measures'>) {
  const { t, locale } = useRender()
  const of = (...states: readonly string[]) =>
    [...measures.byState].reduce((sum, [state, count]) => sum + (states.includes(state) ? count : 0), 0)
  const to = (path: string) => (pieces: readonly unknown[]) => (
    <Link key={path} to={`/${locale}${path}`}>
      {pieces as never}
    </Link>
  )
  return (
    <>
      {tracking.resolutions > 0 && (
        <p className="nl-text">
          {t.parts('council.public.sum-decisions', { ...tracking, a: to('/decisions') }).pieces}
        </p>
      )}
      {measures.total > 0 && (
        <p className="nl-text">
          {
            t.parts('council.public.sum-measures', {
              total: measures.total,
              established: of('established'),
              running: of('inProgress'),
              ahead: of('proposed', 'adopted', 'inPlanning'),
              stalled: measures.stalled,
              all: to('/measures'),
              lasting: to('/measures?state=established'),
              stuck: to('/measures?state=stalled'),
            }).pieces
          }
        </p>
      )}
    </>
  )
}
