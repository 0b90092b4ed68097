import { NotFound } from '../../../../kernel/errors.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Code,
  Columns,
  Details,
  Form,
  Hidden,
  Meta,
  Section,
  Stack,
  Table,
  Text,
  TextArea,
} from '../../../../platform/ui/index.ts'
import { editableText, type Placeholder, placeholdersOf } from '../domain/editing.ts'
import { draftPath } from '../paths.ts'
import { getDraft } from '../queries.ts'
import { crumbsTo } from './crumbs.ts'
import { labelsOf } from './labels.ts'

/** One part of a report as text, with what each placeholder stands for beside it. */
export async function showPart(request: PageRequest<'id' | 'part'>): Promise<Page> {
  const { tx, actor, params, form, t } = request
  const draft = await getDraft(tx, actor, params.id)
  const part = draft.composition.parts.find((one) => one.key === params.part)
  if (!part || part.annex) throw new NotFound(`draft ${draft.id} has no part ${params.part}`)
  const composed = editableText(part)
  const edit = draft.edits[part.key]
  const route = '/papers/drafts/:id/parts/:part'
  const conflict = form?.issues.some(({ field }) => field === '')
  return {
    title: t('council.drafting.part.title', { heading: part.heading }),
    name: part.heading,
    crumbs: crumbsTo(t, draft),
    meta: t(edit ? 'council.drafting.part.edited' : 'council.drafting.part.composed'),
    body: (
      <Stack gap="l">
        {conflict && edit && (
          <Alert kind="warning" title={t('council.drafting.part.now')}>
            <Text>{edit.text}</Text>
          </Alert>
        )}
        <Columns kind="side">
          <Stack gap="l">
            <Form labels={labelsOf(t, ['text'])} initial={{ text: edit?.text ?? composed }} state={form} route={route}>
              <Hidden name="version" value={draft.version} />
              <TextArea name="text" rows={24} maxLength={40_000} hint={t('council.drafting.part.hint')} />
              <ButtonRow>
                <Button>{t('council.drafting.save')}</Button>
                <ButtonLink to={draftPath(draft.id)} look="tertiary">
                  {t('council.drafting.cancel')}
                </ButtonLink>
              </ButtonRow>
            </Form>
            {edit && (
              <Details summary={t('council.drafting.part.restore')}>
                <Stack>
                  <pre className="nl-note">{composed}</pre>
                  <Form
                    labels={{}}
                    action={`${draftPath(draft.id)}/parts/${part.key}/restore`}
                    route={`${route}/restore`}
                    state={form}
                  >
                    <Hidden name="version" value={draft.version} />
                    <ButtonRow>
                      <Button look="secondary">{t('council.drafting.part.restore-do')}</Button>
                    </ButtonRow>
                  </Form>
                </Stack>
              </Details>
            )}
          </Stack>
          <Section title={t('council.drafting.part.placeholders')}>
            <Stack>
              <Meta>{t('council.drafting.part.placeholders-what')}</Meta>
              <Table<Placeholder>
                caption={t('council.drafting.part.placeholders-table')}
                rows={placeholdersOf(part)}
                keyOf={({ name }) => name}
                dense
                columns={[
                  {
                    key: 'name',
                    header: t('council.drafting.part.placeholder'),
                    cell: ({ name }) => <Code>{`{{${name}}}`}</Code>,
                    names: true,
                  },
                  { key: 'stands', header: t('council.drafting.part.stands'), cell: ({ stands }) => stands },
                ]}
              />
            </Stack>
          </Section>
        </Columns>
      </Stack>
    ),
  }
}
