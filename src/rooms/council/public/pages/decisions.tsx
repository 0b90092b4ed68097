import { FollowLinks } from '../../../../platform/subscriptions/index.ts'
import {
  Empty,
  FilterBar,
  FilterSelect,
  FilterText,
  Link,
  List,
  Meta,
  Name,
  type Option,
  PageCount,
  Pager,
  Stack,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { Obligation } from '../../queries/obligations.ts'
import type { Resolution } from '../../queries/resolutions.ts'
import { PublicObligationMark } from '../words.tsx'

/** Resolutions on a page for everybody. */
export const publicPageSize = 20

export interface Decided {
  readonly resolution: Resolution
  readonly body: string | null
  readonly obligations: readonly Obligation[]
}

export interface DecisionsProps {
  readonly rows: readonly Decided[]
  readonly total: number
  readonly page: number
  readonly filtered: boolean
  readonly bodies: readonly Option[]
}

export function Decisions({ rows, total, page, filtered, bodies }: DecisionsProps) {
  const { t, locale } = useRender()
  const here = `/${locale}/decisions`
  return (
    <Stack gap="l">
      <Text>{t('council.public.decisions-text')}</Text>
      <Stack>
        <FilterBar label={t('council.public.filter')} action={here}>
          <FilterText name="q" label={t('council.public.words')} />
          <FilterSelect
            name="body"
            label={t('council.public.body')}
            empty={t('council.public.all-bodies')}
            options={bodies}
          />
        </FilterBar>
        {rows.length === 0 ? (
          <Empty title={t(filtered ? 'filter.nothing' : 'council.public.none')}>
            {filtered && <Link to={here}>{t('council.public.show-all')}</Link>}
          </Empty>
        ) : (
          <>
            <PageCount total={total} size={publicPageSize} page={page} />
            <DecidedList rows={rows} />
            <Pager total={total} size={publicPageSize} page={page} />
          </>
        )}
      </Stack>
      <FollowLinks feed="/decisions/feed.xml" />
    </Stack>
  )
}

/** Resolutions with how what they ask for stands. `level` is that of the headings. */
export function DecidedList({ rows, level = 2 }: { rows: readonly Decided[]; level?: 2 | 3 }) {
  const { t, locale, format } = useRender()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <List
      items={rows.map(({ resolution, body, obligations }) => ({
        key: resolution.id,
        content: (
          <Stack gap="s">
            <Heading className="nl-h3">
              <Link to={`/${locale}/decisions/${resolution.id}`}>
                <Name>{resolution.title}</Name>
              </Link>
            </Heading>
            {obligations.length > 0 && (
              <ul className="nl-plain">
                {obligations.map(({ id, kind, state, since }) => (
                  <li key={id}>
                    {t(`council.public.kind.${kind}`)}: <PublicObligationMark state={state} />{' '}
                    <span className="nl-meta">{t('council.public.since', { day: format.day(since) })}</span>
                  </li>
                ))}
              </ul>
            )}
            <Meta parts={[format.day(resolution.decidedOn), body && <Name key="body">{body}</Name>]} />
          </Stack>
        ),
      }))}
    />
  )
}
