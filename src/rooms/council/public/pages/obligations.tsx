import { Link, List, Meta, Name, Stack, useRender } from '../../../../platform/ui/index.ts'
import { PublicStateMark } from '../../../measures/index.ts'
import type { Obligation } from '../../queries/obligations.ts'
import type { Followed } from '../followed.ts'
import { PublicObligationMark } from '../words.tsx'

/** What a resolution asks for, and what became of each: the quoted words first, then how it stands. */
export function Obligations({ obligations, followed }: { obligations: readonly Obligation[]; followed: Followed }) {
  return (
    <List
      items={obligations.map((obligation) => ({
        key: obligation.id,
        content: <Entry obligation={obligation} followed={followed} />,
      }))}
    />
  )
}

function Entry({ obligation, followed }: { obligation: Obligation; followed: Followed }) {
  const { t, format } = useRender()
  const { kind, wording, state, since, reason, due, nextReportOn, lastReport, lastReportOn } = obligation
  const done = state === 'done' || state === 'doneReported'
  const office = followed.office(obligation.responsibleId)
  return (
    <Stack gap="s">
      <blockquote className="nl-quote" lang="de">
        {wording}
      </blockquote>
      <p>
        <PublicObligationMark state={state} /> {t('council.public.since', { day: format.day(since) })}
      </p>
      {reason && (
        <p>
          {t('council.public.reason')} <span lang="de">{reason}</span>
        </p>
      )}
      {lastReport && (
        <p>
          {lastReportOn
            ? t('council.public.reported-on', { day: format.day(lastReportOn) })
            : t('council.public.reported')}{' '}
          <span lang="de">{lastReport}</span>
        </p>
      )}
      <Results obligation={obligation} followed={followed} />
      <Meta
        parts={[
          t(`council.public.kind.${kind}`),
          office && <Name key="office">{office}</Name>,
          !done && due && t('council.public.due', { day: format.day(due) }),
          !done && nextReportOn && t('council.public.next-report', { day: format.day(nextReportOn) }),
        ]}
      />
    </Stack>
  )
}

/** By what it was fulfilled, and the measures that follow from it. */
function Results({ obligation, followed }: { obligation: Obligation; followed: Followed }) {
  const { t, locale } = useRender()
  const papers = followed.papersOf(obligation.id)
  const measures = followed.measuresOf(obligation.id)
  return (
    <>
      {papers.map(({ id, number, title }) => (
        <p key={id}>
          {t('council.public.by-paper')}{' '}
          <Link to={`/${locale}/papers/${id}`}>
            <Name>{number ? `${number}: ${title}` : title}</Name>
          </Link>
        </p>
      ))}
      {measures.length > 0 && (
        <div className="nl-stack nl-stack--s">
          <p>{t('council.public.measures', { count: measures.length })}</p>
          <ul className="nl-plain">
            {measures.map(({ id, title, state, stalled }) => (
              <li key={id}>
                <Link to={`/${locale}/measures/${id}`}>
                  <Name>{title}</Name>
                </Link>{' '}
                <PublicStateMark state={state} stalled={stalled} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
