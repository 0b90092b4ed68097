import { may } from '../../../../platform/access/index.ts'
import { DocumentBody } from '../../../../platform/documents/index.ts'
import type { Download, Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  ConfirmationNote,
  Details,
  Form,
  Hidden,
  History,
  Link,
  List,
  Note,
  Parts,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  TextArea,
  useRender,
} from '../../../../platform/ui/index.ts'
import { emptyContent } from '../../domain/content.ts'
import { isDraft } from '../../domain/states.ts'
import { settingOf } from '../../pages/asking.ts'
import { PaperStateMark, Refused } from '../../pages/words.tsx'
import { paperPath, papers } from '../../paths.ts'
import { findWorkingText, versionsOf } from '../../queries/papers.ts'
import { composeNow } from '../actions/composing.ts'
import { changedParts } from '../domain/comparing.ts'
import { documentOf, fileOf, type PaperFormat } from '../files.ts'
import { draftPath } from '../paths.ts'
import { type Draft, type DraftStep, getDraft, stepsOfDraft } from '../queries.ts'
import { labelsOf } from './labels.ts'

const done = {
  begun: 'council.drafting.done.begun',
  edited: 'council.drafting.done.edited',
  restored: 'council.drafting.done.restored',
  headed: 'council.drafting.done.headed',
  recomposed: 'council.drafting.done.recomposed',
  submitted: 'council.drafting.done.submitted',
  returned: 'council.drafting.done.returned',
  released: 'council.drafting.done.released',
}

/** The report as a sheet on the desk, each figure with its source in the margin; below it its parts and what happened to it. */
export async function showDraft(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, form, t, locale } = request
  const draft = await getDraft(tx, actor, params.id)
  const format = createFormat(locale)
  const { paper } = draft
  const steps = await stepsOfDraft(tx, draft.id)
  const mayEdit = may(actor, 'council.edit')
  const behind = paper.state === 'draft' && mayEdit ? await partsBehind(request, draft) : []
  const open = steps.find(({ event }) => event === 'returned' || event === 'submitted')
  return {
    title: isDraft(paper.state)
      ? t('council.drafting.draft.title', { version: draft.version })
      : t('council.drafting.draft.released-title', { number: paper.number ?? '' }),
    name: paper.title,
    layout: 'paper',
    crumbs: [{ label: t('council.papers'), path: papers }],
    meta: (
      <Parts
        parts={[
          <PaperStateMark key="state" state={paper.state} />,
          t('council.drafting.draft.meta', { day: format.day(draft.referenceDay) }),
        ]}
      />
    ),
    actions: <Actions draft={draft} mayEdit={mayEdit} />,
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={done} />
        <Refused form={form} />
        {paper.state === 'draft' && open?.event === 'returned' && open.note && (
          <Note kind="attention">{t('council.drafting.draft.sent-back', { note: open.note })}</Note>
        )}
        {behind.length > 0 && (
          <Note kind="attention">
            {t('council.drafting.draft.behind', { count: behind.length })}{' '}
            <Link to={`${draftPath(draft.id)}/recompose`}>{t('council.drafting.draft.behind-look')}</Link>
          </Note>
        )}
        {isDraft(paper.state) && paper.isPublic && <Note>{t('council.drafting.draft.public-note')}</Note>}
        {paper.state === 'internalReview' && mayEdit && <Checking draft={draft} form={form} />}
        <Details summary={t('council.drafting.draft.work')} open={behind.length > 0 || open?.event === 'returned'}>
          <Columns kind="equal">
            <Sections draft={draft} editable={paper.state === 'draft' && mayEdit} />
            <Section title={t('council.drafting.history.title')}>
              <History entries={steps.map((step) => entryOf(step, t))} />
              {steps.length > 1 && (
                <Text>
                  <Link to={`${draftPath(draft.id)}/compare?version=${Math.max(1, draft.version - 1)}`}>
                    {t('council.drafting.history.compare')}
                  </Link>
                </Text>
              )}
            </Section>
          </Columns>
        </Details>
        <DocumentBody paper={await paperOf(request, draft)} />
      </Stack>
    ),
  }
}

/** The draft as a file. */
export const draftFile =
  (format: PaperFormat) =>
  async (request: PageRequest<'id'>): Promise<Download> => {
    const draft = await getDraft(request.tx, request.actor, request.params.id)
    return await fileOf(await paperOf(request, draft), format)
  }

/** What is being worked on; once released, what was released last. */
async function paperOf({ tx, actor }: PageRequest, { paper }: Draft) {
  const [released] = isDraft(paper.state) ? [] : await versionsOf(tx, paper.id)
  const text = released ?? (await findWorkingText(tx, actor, paper.id))
  return await documentOf(tx, actor, { ...paper, title: text?.title ?? paper.title }, text?.content ?? emptyContent)
}

/** Headings of the parts that would read differently if they were composed now. */
async function partsBehind(request: PageRequest, draft: Draft): Promise<readonly string[]> {
  const { tx, actor, paperSections } = request
  const now = await composeNow(tx, actor, settingOf(request), paperSections, { ...draft, paperId: draft.paper.id })
  return changedParts(draft.composition, now).map(({ heading }) => heading)
}

function Actions({ draft, mayEdit }: { draft: Draft; mayEdit: boolean }) {
  const { t } = useRender()
  const path = draftPath(draft.id)
  return (
    <>
      {draft.previousPaperId && (
        <ButtonLink to={`${path}/compare`} look="secondary">
          {t('council.drafting.draft.compare')}
        </ButtonLink>
      )}
      <ButtonLink to={`${path}/docx`} look="secondary">
        DOCX
      </ButtonLink>
      <ButtonLink to={`${path}/pdf`} look="secondary">
        PDF
      </ButtonLink>
      {draft.paper.state === 'draft' && mayEdit && (
        <Form labels={{}} action={`${path}/submit`} route="/papers/drafts/:id/submit">
          <Hidden name="version" value={draft.version} />
          <Button>{t('council.drafting.draft.submit')}</Button>
        </Form>
      )}
      {!isDraft(draft.paper.state) && (
        <ButtonLink to={paperPath(draft.paper.id)}>{t('council.drafting.draft.to-paper')}</ButtonLink>
      )}
    </>
  )
}

function Sections({ draft, editable }: { draft: Draft; editable: boolean }) {
  const { t, format } = useRender()
  const path = draftPath(draft.id)
  const parts = draft.composition.parts.filter((part) => !part.annex)
  return (
    <Section
      title={t('council.drafting.parts.title')}
      aside={editable && <Link to={`${path}/recompose`}>{t('council.drafting.parts.recompose')}</Link>}
    >
      <List
        items={[
          {
            key: 'head',
            content: (
              <Row>
                <span>{t('council.drafting.parts.head')}</span>
                {editable && (
                  <span className="nl-row__end">
                    <Link to={`${path}/head`}>
                      {t('council.drafting.parts.edit')}
                      <span className="kern-sr-only">: {t('council.drafting.parts.head')}</span>
                    </Link>
                  </span>
                )}
              </Row>
            ),
          },
          ...parts.map((part, index) => {
            const edit = draft.edits[part.key]
            return {
              key: part.key,
              content: (
                <Row>
                  <span>
                    {index + 1}. {part.heading} {edit && <Tag>{t('council.drafting.parts.edited')}</Tag>}
                  </span>
                  {editable && (
                    <span className="nl-row__end">
                      <Link to={`${path}/parts/${part.key}`}>
                        {t('council.drafting.parts.edit')}
                        <span className="kern-sr-only">: {part.heading}</span>
                      </Link>
                    </span>
                  )}
                </Row>
              ),
              ...(edit ? { meta: t('council.drafting.parts.edited-on', { day: format.day(edit.on) }) } : {}),
            }
          }),
        ]}
      />
    </Section>
  )
}

function Checking({ draft, form }: { draft: Draft; form: PageRequest['form'] }) {
  const { t, may: can } = useRender()
  const path = draftPath(draft.id)
  return (
    <Section title={t('council.drafting.checking.title')}>
      <Stack gap="l">
        {can('council.release') && (
          <Form labels={{}} action={`${path}/release`} route="/papers/drafts/:id/release" state={form} withoutSummary>
            <Hidden name="version" value={draft.version} />
            <Text>
              {t(`council.drafting.checking.release-what.${draft.dischargedBy}`, { count: draft.discharged.length })}
            </Text>
            <ButtonRow>
              <Button>{t('council.drafting.checking.release')}</Button>
            </ButtonRow>
          </Form>
        )}
        <Form
          labels={labelsOf(t, ['note'])}
          action={`${path}/return`}
          route="/papers/drafts/:id/return"
          state={form}
          prefix="return"
        >
          <Hidden name="version" value={draft.version} />
          <TextArea name="note" rows={3} maxLength={2000} hint={t('council.drafting.checking.note-hint')} />
          <ButtonRow>
            <Button look="secondary">{t('council.drafting.checking.return')}</Button>
          </ButtonRow>
        </Form>
      </Stack>
    </Section>
  )
}

const entryOf = (step: DraftStep, t: PageRequest['t']) => ({
  key: String(step.number),
  at: step.recordedAt,
  who: step.recordedBy ?? t('council.drafting.history.platform'),
  what: (
    <>
      {t(`council.drafting.history.event.${step.event}`, { version: step.number })}
      {step.note && <Text>{t('council.drafting.quoted', { text: step.note })}</Text>}
    </>
  ),
})
