import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Form,
  Hidden,
  Meta,
  Name,
  Note,
  RadioGroup,
  Section,
  Stack,
  TextArea,
  TextField,
} from '../../../platform/ui/index.ts'
import { results } from '../domain/kinds.ts'
import { paperPath, papers } from '../paths.ts'
import { getConsultation, placesOf } from '../queries/consultations.ts'
import { namesOn } from '../queries/names.ts'
import { getPaper } from '../queries/papers.ts'
import { shownOf } from './paperdocument.ts'
import { Refused } from './words.tsx'

/** What a body did with a paper: result, votes and, where it adopted something, the words. */
export async function showResultForm(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, clock, locale, form } = request
  const format = createFormat(locale)
  const one = await getConsultation(tx, actor, params.id)
  const paper = await getPaper(tx, actor, one.paperId)
  const names = await namesOn(tx, actor, clock.today())
  const place = (await placesOf(tx, actor, [one])).get(one.id)
  const shown = await shownOf(tx, actor, paper, null)
  const noted = one.role === 'information'
  return {
    title: t('council.consultation.record'),
    crumbs: [
      { label: t('council.papers'), path: papers },
      { label: paper.number ?? paper.title, path: paperPath(paper.id) },
    ],
    meta: (
      <>
        <Name>{names.body(one.bodyId)}</Name>
        {place && `, ${format.day(place.meeting.heldOn)}`} · <Name>{paper.title}</Name>
      </>
    ),
    layout: 'narrow',
    body: (
      <Stack gap="l">
        {isConflict(form) && (
          <Note kind="attention">{t('error.changed-meanwhile', form?.issues[0]?.values ?? {})}</Note>
        )}
        {!isConflict(form) && <Refused form={form} />}
        <Form
          labels={{
            result: t('council.consultation.result'),
            yes: t('council.votes.field.yes'),
            no: t('council.votes.field.no'),
            abstained: t('council.votes.field.abstained'),
            excluded: t('council.votes.field.excluded'),
            note: t('council.consultation.note'),
            wording: t('council.resolution.field.wording'),
          }}
          initial={{
            result: noted ? 'noted' : 'unchanged',
            wording: noted ? '' : shown.content.proposedResolution,
          }}
          state={form}
          withoutSummary={isConflict(form)}
        >
          <Hidden name="version" value={versionFor(form, one.version)} />
          <RadioGroup
            name="result"
            choices={results
              .filter((result) => result !== 'none')
              .map((result) => ({ value: result, label: t(`council.consultation.results.${result}`) }))}
          />
          <Section title={t('council.votes.title')}>
            <Meta>{t('council.votes.hint')}</Meta>
            <TextField name="yes" optional numeric width="s" maxLength={4} />
            <TextField name="no" optional numeric width="s" maxLength={4} />
            <TextField name="abstained" optional numeric width="s" maxLength={4} />
            <TextField name="excluded" optional numeric width="s" maxLength={4} />
          </Section>
          <TextArea name="wording" optional rows={6} maxLength={20_000} hint={t('council.consultation.wording-hint')} />
          <TextArea name="note" optional rows={2} maxLength={1000} />
          <Note>{t('council.consultation.final-hint')}</Note>
          <ButtonRow>
            <Button>{t('council.consultation.record')}</Button>
            <ButtonLink look="tertiary" to={paperPath(paper.id)}>
              {t('council.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}
