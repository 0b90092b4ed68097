import type { Day } from '../../../../kernel/day.ts'
import { type Block, DocumentBody } from '../../../../platform/documents/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat, isDayIssue, readTypedDay } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxList,
  Empty,
  FilterBar,
  FilterSelect,
  FilterText,
  Form,
  Hidden,
  Section,
  Stack,
  Text,
} from '../../../../platform/ui/index.ts'
import { settingOf } from '../../pages/asking.ts'
import { composeNow, dayCounted } from '../actions/composing.ts'
import { changedParts } from '../domain/comparing.ts'
import { documentOf } from '../files.ts'
import { draftPath } from '../paths.ts'
import { type Draft, getDraft } from '../queries.ts'
import { basisChoices } from './basis.ts'
import { crumbsTo } from './crumbs.ts'
import { labelsOf } from './labels.ts'

/** What would read differently with other figures, before anything is overwritten; then the choice what is kept. */
export async function showRecompose(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale, paperSections } = request
  const draft = await getDraft(tx, actor, params.id)
  const choices = await basisChoices(request)
  const asked = askedFor(request, draft, choices)
  const { basis } = asked
  const snapshotId = basis === 'register' ? null : basis
  // A day that lies ahead is refused when it is sent; until then the page shows what can be counted.
  const { today } = settingOf(request)
  const referenceDay = asked.day > today ? today : asked.day
  const day = await dayCounted(tx, actor, { today }, { referenceDay, snapshotId })
  const now = await composeNow(tx, actor, settingOf(request), paperSections, {
    ...draft,
    paperId: draft.paper.id,
    referenceDay: day,
    snapshotId: snapshotId as Draft['snapshotId'],
  })
  const parts = changedParts(draft.composition, now)
  const own = now.parts.filter((part) => draft.edits[part.key])
  const document = await documentOf(tx, actor, draft.paper, { proposedResolution: '', explanation: [], sources: [] })
  const title = t('council.drafting.recompose.title')
  return {
    title,
    layout: 'paper',
    crumbs: crumbsTo(t, draft),
    meta: t('council.drafting.recompose.meta', { day: createFormat(locale).day(day), count: parts.length }),
    body: (
      <Stack gap="l">
        <FilterBar label={t('council.drafting.recompose.from')}>
          <FilterText name="day" label={t('council.drafting.recompose.day')} />
          <FilterSelect
            name="basis"
            label={t('council.drafting.field.basis')}
            options={choices}
            empty={t('council.drafting.recompose.as-now')}
          />
        </FilterBar>
        {parts.length === 0 ? (
          <Empty title={t('council.drafting.recompose.same')}>{t('council.drafting.recompose.same-text')}</Empty>
        ) : (
          <DocumentBody paper={{ ...document, title, blocks: parts.flatMap(blocksOf), sources: [] }} />
        )}
        {parts.length > 0 && (
          <Section title={t('council.drafting.recompose.take')}>
            <Form
              labels={labelsOf(t, ['kept', 'referenceDay', 'basis'])}
              initial={{ kept: own.map(({ key }) => key) }}
              state={request.form}
              action={`${draftPath(draft.id)}/recompose`}
            >
              <Hidden name="version" value={draft.version} />
              <Hidden name="referenceDay" value={day} />
              <Hidden name="basis" value={basis} />
              {own.length > 0 ? (
                <CheckboxList
                  name="kept"
                  optional
                  hint={t('council.drafting.recompose.kept-hint')}
                  choices={own.map(({ key, heading }) => ({ value: key, label: heading }))}
                />
              ) : (
                <Text>{t('council.drafting.recompose.nothing-own')}</Text>
              )}
              <ButtonRow>
                <Button>{t('council.drafting.recompose.do')}</Button>
                <ButtonLink to={draftPath(draft.id)} look="tertiary">
                  {t('council.drafting.cancel')}
                </ButtonLink>
              </ButtonRow>
            </Form>
          </Section>
        )}
      </Stack>
    ),
  }
}

const blocksOf = (part: ReturnType<typeof changedParts>[number]): Block[] => [
  { kind: 'heading', level: 1, text: part.heading },
  { kind: 'comparison', runs: part.runs },
]

/** What was asked for in the address, or sent with the form that came back; else what the draft has now. */
function askedFor({ query, form }: PageRequest, draft: Draft, choices: readonly { readonly value: string }[]) {
  const typed = form?.values['referenceDay'] ?? query.get('day')
  const read = typeof typed === 'string' ? readTypedDay(typed) : undefined
  const day: Day = read === undefined || isDayIssue(read) ? draft.referenceDay : read
  const wanted = form?.values['basis'] ?? query.get('basis')
  const known = choices.find(({ value }) => value === wanted)?.value
  return { day, basis: known ?? draft.snapshotId ?? 'register' }
}
