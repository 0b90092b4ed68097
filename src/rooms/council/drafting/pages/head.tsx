import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { Button, ButtonLink, ButtonRow, Form, Hidden, TextArea } from '../../../../platform/ui/index.ts'
import { findWorkingText } from '../../queries/papers.ts'
import { draftPath } from '../paths.ts'
import { getDraft } from '../queries.ts'
import { crumbsTo } from './crumbs.ts'
import { labelsOf } from './labels.ts'

/** Subject and proposed resolution; number, meeting and lead unit are those of the paper. */
export async function showHead(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, form, t } = request
  const draft = await getDraft(tx, actor, params.id)
  const text = await findWorkingText(tx, actor, draft.paper.id)
  return {
    title: t('council.drafting.head.title'),
    crumbs: crumbsTo(t, draft),
    layout: 'narrow',
    body: (
      <Form
        labels={labelsOf(t, ['subject', 'proposedResolution'])}
        initial={{ subject: text?.title, proposedResolution: text?.content.proposedResolution }}
        state={form}
      >
        <Hidden name="version" value={draft.version} />
        <TextArea name="subject" rows={3} maxLength={500} />
        <TextArea name="proposedResolution" rows={4} maxLength={4000} />
        <ButtonRow>
          <Button>{t('council.drafting.save')}</Button>
          <ButtonLink to={draftPath(draft.id)} look="tertiary">
            {t('council.drafting.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    ),
  }
}
