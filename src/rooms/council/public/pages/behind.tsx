import { Link, List, Name, Section, Stack, useRender } from '../../../../platform/ui/index.ts'
import type { Obligation } from '../../queries/obligations.ts'
import { PublicObligationMark } from '../words.tsx'

/** On the page of a measure: the resolutions that ask for it. */
export function ResolutionsBehind({ obligations }: { obligations: readonly Obligation[] }) {
  const { t, locale, format } = useRender()
  return (
    <Section title={t('council.public.behind')}>
      <List
        items={obligations.map(({ id, resolutionId, title, decidedOn, wording, state }) => ({
          key: id,
          content: (
            <Link to={`/${locale}/decisions/${resolutionId}`}>
              <Name>{title}</Name>
            </Link>
          ),
          meta: t('council.public.decided', { day: format.day(decidedOn) }),
          below: (
            <Stack gap="s">
              <blockquote className="nl-quote" lang="de">
                {wording}
              </blockquote>
              <PublicObligationMark state={state} />
            </Stack>
          ),
        }))}
      />
    </Section>
  )
}
