import { addDays, type Day } from '../../../../kernel/day.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat, isDayIssue, readTypedDay } from '../../../../platform/i18n/index.ts'
import { Columns, Parts, Stack } from '../../../../platform/ui/index.ts'
import { latestSnapshot } from '../../campaigns/queries.ts'
import { measureStates } from '../../domain/kinds.ts'
import { listConcepts } from '../../queries/concepts.ts'
import { measureFigures } from '../../queries/figures.ts'
import { changesSince, conceptCoverages, fieldsByPlace, fieldsByState, measureHistories } from '../queries.ts'
import { Changes, type ComparedWith } from './changes.tsx'
import { Counts, Headlines } from './counts.tsx'
import { ConceptsCovered } from './coverage.tsx'
import { MatrixPart } from './matrix.tsx'
import { TimelinePart } from './timeline.tsx'

/**
 * How the register stands: what it says first, then what the rule of funding asks for, what changed, the counts (each leads
 * to its rows), and two pictures of all of it.
 */
export async function showOverview(request: PageRequest): Promise<Page> {
  const { tx, actor, t, clock, locale, query, slot } = request
  const today = clock.today()
  const figures = await measureFigures(tx, actor, today)
  const since = await comparedWith(request, today)
  const { changes, reported } = await changesSince(tx, actor, since.day, today)
  const byPlace = query.get('matrix') === 'place'
  return {
    title: t('measures.overview.finding', {
      count: figures.total.value,
      established: figures.established.value,
      stalled: figures.stalled.value,
    }),
    name: t('measures.overview.title'),
    wide: true,
    crumbs: [{ label: t('measures.title'), path: '/measures' }],
    meta: (
      <Parts parts={[t('measures.overview.title'), t('measures.as-of', { day: createFormat(locale).day(today) })]} />
    ),
    body: (
      <Stack gap="l">
        <Headlines figures={figures} />
        <ConceptsCovered coverages={await conceptCoverages(tx, actor)} />
        <Changes changes={changes} reported={reported} since={since} />
        {await slot('measures.overview', 'overview')}
        <Columns kind="equal">
          <Counts
            title={t('measures.overview.by-state')}
            of={t('measures.filter.state')}
            group={figures.byState}
            words="measures.state"
          />
          <Counts title={t('measures.overview.by-field')} of={t('measures.filter.field')} group={figures.byField} />
        </Columns>
        <Columns kind="equal">
          <Stack gap="l">
            <Counts
              title={t('measures.overview.by-role')}
              of={t('measures.filter.role')}
              group={figures.byRole}
              words="measures.role"
            />
            <Counts
              title={t('measures.overview.by-concept')}
              of={t('measures.filter.concept')}
              group={figures.byConcept}
            />
          </Stack>
          <Counts
            title={t('measures.overview.by-municipality')}
            of={t('measures.filter.place')}
            group={figures.byMunicipality}
            places
          />
        </Columns>
        <MatrixPart
          cross={byPlace ? await fieldsByPlace(tx, actor) : await fieldsByState(tx, actor, measureStates)}
          by={byPlace ? 'place' : 'state'}
        />
        <TimelinePart
          histories={await measureHistories(tx, actor)}
          fields={figures.byField.rows}
          concepts={await listConcepts(tx, actor)}
          total={figures.total.value}
        />
      </Stack>
    ),
  }
}

/** The day that was asked for, else that of the last report (the last frozen snapshot), else a year ago. */
async function comparedWith({ tx, actor, query }: PageRequest, today: Day): Promise<ComparedWith> {
  const asked = readTypedDay(query.get('since') ?? '')
  if (!isDayIssue(asked) && asked < today) return { day: asked, snapshot: null }
  const snapshot = await latestSnapshot(tx, actor)
  return snapshot && snapshot.referenceDay < today
    ? { day: snapshot.referenceDay, snapshot: snapshot.title }
    : { day: addDays(today, -365), snapshot: null }
}
