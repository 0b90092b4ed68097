import type { Day } from '../../../../kernel/day.ts'
import {
  Details,
  FilterBar,
  FilterText,
  Link,
  List,
  Meta,
  Name,
  Part,
  Section,
  Stack,
  useRender,
} from '../../../../platform/ui/index.ts'
import { MeasureStateMark } from '../../pages/words.tsx'
import { type ChangedMeasure, type ChangeKind, changeKinds } from '../domain/changes.ts'
import type { NamedMeasure } from '../queries.ts'

/** The day that the register is compared with. */
export interface ComparedWith {
  readonly day: Day
  /** Title of the snapshot that was made of that day; null where somebody chose the day, or where there is none. */
  readonly snapshot: string | null
}

interface ChangesProps {
  readonly changes: Readonly<Record<ChangeKind, readonly ChangedMeasure<NamedMeasure>[]>>
  /** Measures with an approved or submitted report since that day. */
  readonly reported: number
  readonly since: ComparedWith
}

/** What changed since the last report, or since a day that somebody types: each change with its measure. */
export function Changes({ changes, reported, since }: ChangesProps) {
  const { t, format, may, query } = useRender()
  const kinds = changeKinds.filter((kind) => changes[kind].length > 0)
  const all = kinds.reduce((sum, kind) => sum + changes[kind].length, 0)
  return (
    <Section title={t('measures.overview.changes', { count: all, day: format.day(since.day) })} id="changes">
      <Stack>
        <Meta
          parts={[
            since.snapshot ? t('measures.overview.since-report', { title: since.snapshot }) : null,
            may('measures.read-internal') && reported > 0 && t('measures.overview.reported', { count: reported }),
          ]}
        />
        <Details summary={t('measures.overview.compare')} open={query.has('since')}>
          <FilterBar label={t('measures.overview.compare')} keep={['matrix']}>
            <FilterText name="since" label={t('measures.overview.since')} />
          </FilterBar>
        </Details>
        <div className="nl-cols nl-cols--equal">
          {kinds.map((kind) => (
            <Part key={kind} title={t(`measures.overview.change.${kind}`, { count: changes[kind].length })}>
              <ChangeList changes={changes[kind]} />
            </Part>
          ))}
        </div>
      </Stack>
    </Section>
  )
}

function ChangeList({ changes }: { changes: readonly ChangedMeasure<NamedMeasure>[] }) {
  const { t } = useRender()
  return (
    <List
      items={changes.map(({ measure, before, after }) => ({
        key: measure.id,
        content: (
          <Link to={`/measures/${measure.id}`} quiet>
            {measure.number} <Name>{measure.title}</Name>
          </Link>
        ),
        meta: (
          <>
            {before && !(before.state === after.state && before.stalled === after.stalled) && (
              <>
                {t('measures.overview.before', {
                  state: t(`measures.state.${before.stalled ? 'stalled' : before.state}`),
                })}
                {' · '}
              </>
            )}
            <MeasureStateMark state={after.state} stalled={after.stalled} />
          </>
        ),
      }))}
    />
  )
}
