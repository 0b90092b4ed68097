import type { Id } from '../../../kernel/ids.ts'
import { may } from '../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  ButtonLink,
  Columns,
  ConfirmationNote,
  Link,
  Name,
  Note,
  Parts,
  Section,
  Stack,
  Tag,
  Text,
} from '../../../platform/ui/index.ts'
import { seesInternal } from '../access.ts'
import { timeline } from '../domain/timeline.ts'
import { getMeasure } from '../queries/measures.ts'
import { documentsOf, fundingOf, indicatorsOf, milestonesOf, sourcesOf, successionsOf } from '../queries/parts.ts'
import { statesOf } from '../queries/states.ts'
import { confirmations } from './confirmations.ts'
import { Lines } from './lines.tsx'
import { FundingSection, IndicatorSection, MilestoneSection, StateHistory } from './measureparts.tsx'
import {
  ConceptSection,
  DocumentSection,
  SourceSection,
  StateSection,
  SuccessionSection,
  WhoSection,
} from './measureside.tsx'

/** The page of one measure: what it is and how it goes; at its side who, where, since when and what it belongs to. */
export async function showMeasure(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale, clock } = request
  const id = params.id as Id<'measure'>
  const measure = await getMeasure(tx, actor, id, clock.today())
  const internal = seesInternal(actor)
  const edits = may(actor, 'measures.edit')
  const states = timeline(await statesOf(tx, id))
  const panels = await request.slot('measures.measure', id)
  const text = (internal ? measure.description : null) ?? measure.publicText
  return {
    title: measure.title,
    headline: <Name>{measure.title}</Name>,
    crumbs: [{ label: t('measures.title'), path: '/measures' }],
    meta: (
      <Parts
        parts={[
          t('measures.measure.number', { number: measure.number }),
          <Name key="fields">{measure.fields.join(', ')}</Name>,
          !measure.isPublic && <Tag key="internal">{t('measures.not-public')}</Tag>,
          measure.simulated && <Tag key="simulated">{t('measures.simulated')}</Tag>,
        ]}
      />
    ),
    actions: edits && (
      <>
        <ButtonLink to={`/measures/${id}/state`}>{t('measures.state-form.open')}</ButtonLink>
        <ButtonLink look="secondary" to={`/measures/${id}/edit`}>
          {t('measures.edit')}
        </ButtonLink>
      </>
    ),
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        <Columns kind="side">
          <Stack gap="l">
            {measure.stalledSince && (
              <Note kind="attention">
                {t(measure.stalledReason ? 'measures.stalled-because' : 'measures.stalled-since', {
                  day: createFormat(locale).day(measure.stalledSince),
                  reason: measure.stalledReason ?? '',
                })}
              </Note>
            )}
            {text && (
              <Section title={t('measures.measure.what')}>
                <Stack gap="s">
                  <Text>
                    <Lines text={text} />
                  </Text>
                  {internal && measure.publicText && measure.publicText !== text && (
                    <div>
                      <h3 className="nl-h3">{t('measures.field.publicText')}</h3>
                      <Text>
                        <Lines text={measure.publicText} />
                      </Text>
                    </div>
                  )}
                </Stack>
              </Section>
            )}
            <MilestoneSection id={id} milestones={await milestonesOf(tx, id)} />
            <IndicatorSection id={id} indicators={await indicatorsOf(tx, id)} />
            {panels}
            {internal && <FundingSection id={id} funding={await fundingOf(tx, id)} />}
            <StateHistory id={id} segments={states} internal={internal} />
          </Stack>
          <Stack gap="l">
            <StateSection measure={measure} />
            <WhoSection measure={measure} />
            <ConceptSection measure={measure} />
            <SuccessionSection id={id} successions={await successionsOf(tx, actor, id)} />
            <DocumentSection path={`/measures/${id}`} documents={await documentsOf(tx, actor, id)} />
            <SourceSection path={`/measures/${id}`} sources={await sourcesOf(tx, id)} />
            {internal && (
              <p className="nl-meta">
                <Link to={`/measures/${id}/history`}>{t('measures.history.link')}</Link>
              </p>
            )}
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}
