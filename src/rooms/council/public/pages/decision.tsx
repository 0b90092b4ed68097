import { FollowLinks } from '../../../../platform/subscriptions/index.ts'
import { DescriptionList, Empty, Link, Name, Note, Section, Stack, useRender } from '../../../../platform/ui/index.ts'
import type { Obligation } from '../../queries/obligations.ts'
import type { Resolution } from '../../queries/resolutions.ts'
import type { Followed } from '../followed.ts'
import { Obligations } from './obligations.tsx'

export interface DecisionProps {
  readonly resolution: Resolution
  readonly body: string | null
  readonly originator: string | null
  readonly paper: { readonly number: string | null; readonly title: string } | undefined
  /** The meeting has a public page. */
  readonly meeting: boolean
  readonly obligations: readonly Obligation[]
  readonly followed: Followed
}

export function Decision(props: DecisionProps) {
  const { resolution, obligations, followed } = props
  const { t, locale } = useRender()
  return (
    <Stack gap="l">
      {resolution.replacedById && (
        <Note kind="attention">
          {t('council.public.replaced')}{' '}
          <Link to={`/${locale}/decisions/${resolution.replacedById}`}>{t('council.public.to-current')}</Link>
        </Note>
      )}
      <Section title={t('council.public.wording')}>
        <Stack>
          <blockquote className="nl-quote" lang="de">
            {resolution.wording.split(/\n\s*\n/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </blockquote>
          {resolution.correctionReason && (
            <Note>
              {t('council.public.corrected')} <span lang="de">{resolution.correctionReason}</span>
              {resolution.replacesId && (
                <>
                  {' '}
                  <Link to={`/${locale}/decisions/${resolution.replacesId}`}>{t('council.public.to-former')}</Link>
                </>
              )}
            </Note>
          )}
        </Stack>
      </Section>
      <Section title={t('council.public.became')}>
        {obligations.length > 0 ? (
          <Obligations obligations={obligations} followed={followed} />
        ) : (
          <Empty title={t('council.public.no-obligation')}>{t('council.public.no-obligation-text')}</Empty>
        )}
      </Section>
      <Section title={t('council.public.facts')}>
        <Facts {...props} />
      </Section>
      <FollowLinks feed={`/decisions/${resolution.id}/feed.xml`} topic={{ kind: 'resolution', id: resolution.id }} />
    </Stack>
  )
}

function Facts({ resolution, body, originator, paper, meeting }: DecisionProps) {
  const { t, locale, format } = useRender()
  const on = format.day(resolution.decidedOn)
  return (
    <DescriptionList
      empty={t('council.public.not-said')}
      items={[
        {
          term: t('council.public.decided-on'),
          value: meeting ? <Link to={`/${locale}/meetings/${resolution.meetingId}`}>{on}</Link> : on,
        },
        { term: t('council.public.decided-by'), value: body && <Name>{body}</Name> },
        ...(originator ? [{ term: t('council.public.asked-by'), value: <Name>{originator}</Name> }] : []),
        ...(paper
          ? [
              {
                term: t('council.public.paper'),
                value: (
                  <Link to={`/${locale}/papers/${resolution.paperId}`}>
                    <Name>{paper.number ? `${paper.number}: ${paper.title}` : paper.title}</Name>
                  </Link>
                ),
              },
            ]
          : []),
        ...(resolution.number ? [{ term: t('council.public.number'), value: resolution.number }] : []),
        ...(resolution.address
          ? [
              {
                term: t('council.public.elsewhere'),
                value: <Link to={resolution.address}>{t('council.public.council-system')}</Link>,
              },
            ]
          : []),
      ]}
    />
  )
}
