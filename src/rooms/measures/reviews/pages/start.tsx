import { isId } from '../../../../kernel/ids.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  Form,
  Hidden,
  Note,
  Select,
  Stack,
  TextArea,
  TextField,
} from '../../../../platform/ui/index.ts'
import { listConcepts } from '../../queries/concepts.ts'
import { crumbsTo } from './words.tsx'

/**
 * Starts the review of a concept. `?concept=<key>` comes from the concept's page; `?obligation=<id>&wording=<text>` from the
 * room that keeps resolutions, which knows the obligation by that id.
 */
export async function showNewReview({ tx, actor, t, query, form }: PageRequest): Promise<Page> {
  const concepts = (await listConcepts(tx, actor)).filter(({ measures }) => measures > 0)
  const chosen = concepts.find(({ key }) => key === query.get('concept'))
  const obligation = query.get('obligation') ?? ''
  const kept = form ? String(form.values['obligation'] ?? '') : isId(obligation) ? obligation : ''
  return {
    title: t('measures.reviews.start'),
    crumbs: crumbsTo(t),
    layout: 'narrow',
    body: (
      <Stack gap="l">
        {kept && <Note kind="info">{t('measures.reviews.discharges')}</Note>}
        <Form
          labels={{
            concept: t('measures.reviews.field.concept'),
            title: t('measures.reviews.field.title'),
            dueOn: t('measures.reviews.field.dueOn'),
            obligationLabel: t('measures.reviews.field.obligation'),
          }}
          initial={{
            concept: chosen?.id,
            title: chosen && t('measures.reviews.title-of', { concept: chosen.shortTitle ?? chosen.title }),
            obligationLabel: query.get('wording')?.slice(0, 2000),
          }}
          state={form}
        >
          {kept && <Hidden name="obligation" value={kept} />}
          <Select
            name="concept"
            options={concepts.map(({ id, title, measures }) => ({
              value: id,
              label: t('measures.reviews.concept-option', { title, count: measures }),
            }))}
            empty={t('measures.reviews.choose')}
            hint={t('measures.reviews.concept-hint')}
          />
          <TextField name="title" maxLength={300} />
          <DateField name="dueOn" optional />
          <TextArea name="obligationLabel" optional maxLength={2000} hint={t('measures.reviews.obligation-hint')} />
          <ButtonRow>
            <Button>{t('measures.reviews.start')}</Button>
            <ButtonLink look="tertiary" to="/measures/reviews">
              {t('measures.reviews.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}
