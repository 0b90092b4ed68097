/** The side column of the start page: appointments, consents that run out, the files in numbers. */
import { daysBetween } from '../../../kernel/day.ts'
import { DatedList, Link, List, Meta, Name, Parts, Section, State, useRender } from '../../../platform/ui/index.ts'
import { type Basis, basisPath, type PersonLabel } from '../../people/index.ts'
import { casePath, casesPath } from '../paths.ts'
import type { CaseCounts, Meeting } from './queries.ts'

interface MeetingsProps {
  readonly meetings: readonly Meeting[]
  readonly persons: ReadonlyMap<string, string>
  /** Days ahead that were asked for. */
  readonly days: number
}

export function Meetings({ meetings, persons, days }: MeetingsProps) {
  const { t } = useRender()
  return (
    <Section title={t('cases.day.meetings')} aside={<Link to="/follow-ups/calendar">{t('cases.day.calendar')}</Link>}>
      {meetings.length === 0 ? (
        <Meta>{t('cases.day.no-meetings', { days })}</Meta>
      ) : (
        <DatedList
          items={meetings.map((one) => ({
            key: one.id,
            on: one.on,
            content: (
              <Link to={meetingPath(one)}>
                <Name>{one.title}</Name>
              </Link>
            ),
            meta: (
              <Parts
                parts={[
                  one.at && t('cases.task.at', { time: one.at }),
                  one.kind === 'conference' && t('cases.day.conference'),
                  one.place && <Name key="place">{one.place}</Name>,
                  <Name key="person">{persons.get(one.caseId) ?? one.reference}</Name>,
                ]}
              />
            ),
          }))}
        />
      )}
    </Section>
  )
}

const meetingPath = ({ caseId, id, kind }: Meeting) =>
  `${casePath(caseId)}/${kind === 'appointment' ? 'tasks' : 'conferences'}/${id}`

interface EndingProps {
  readonly bases: readonly Basis[]
  readonly persons: ReadonlyMap<string, PersonLabel>
  readonly names: ReadonlyMap<string, string>
}

export function Ending({ bases, persons, names }: EndingProps) {
  const { t, today } = useRender()
  return (
    <Section title={t('cases.day.ending')}>
      <List
        items={bases.map((basis) => {
          const person = persons.get(basis.personId)
          return {
            key: basis.id,
            content: (
              <>
                <Link to={basisPath(basis.personId, basis.id)}>
                  <Name>{person?.name ?? person?.code}</Name>
                </Link>{' '}
                <State kind="attention">
                  {t('cases.day.ends-in', { days: basis.validUntil ? daysBetween(today, basis.validUntil) : 0 })}
                </State>
              </>
            ),
            meta: <Name>{names.get(basis.recipientId)}</Name>,
          }
        })}
      />
    </Section>
  )
}

export function Files({ counts }: { counts: CaseCounts }) {
  const { t } = useRender()
  const lines = [
    { key: 'mine', to: `${casesPath}?mine=yes`, count: counts.mine },
    { key: 'team', to: casesPath, count: counts.team },
    { key: 'nobodys', to: `${casesPath}?nobody=yes`, count: counts.nobodys },
    { key: 'quiet', to: `${casesPath}?mine=yes&quiet=yes`, count: counts.quiet },
  ]
  return (
    <Section title={t('cases.day.files')}>
      <List
        items={lines
          .filter(({ key, count }) => count > 0 || key === 'mine')
          .map(({ key, to, count }) => ({
            key,
            content: <Link to={to}>{t(`cases.day.files-are.${key}`, { count })}</Link>,
          }))}
      />
    </Section>
  )
}
