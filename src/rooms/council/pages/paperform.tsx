import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  Form,
  type FormValue,
  Hidden,
  Meta,
  Name,
  RadioGroup,
  Select,
  Stack,
  TextArea,
  TextField,
} from '../../../platform/ui/index.ts'
import { bodyNames, choosableOrganisations, listPartyGroups } from '../../network/index.ts'
import { typedFrom } from '../domain/content.ts'
import { consultationRoles, groupKinds, paperKinds } from '../domain/kinds.ts'
import { isDraft } from '../domain/states.ts'
import { paperPath, papers } from '../paths.ts'
import { choosablePapers, findWorkingText, getPaper } from '../queries/papers.ts'
import { changedMeanwhile } from './editing.tsx'
import { Refused } from './words.tsx'

/** A new paper: head and text on one page; bodies, annexes and earlier papers are added on its own page. */
export async function showNewPaper(request: PageRequest): Promise<Page> {
  const { tx, actor, t, clock, form, query } = request
  const answered = query.get('answers')
  return {
    title: t('council.paper.add'),
    crumbs: [{ label: t('council.papers'), path: papers }],
    layout: 'narrow',
    body: (
      <Form
        labels={labelsOf(t)}
        initial={{
          kind: answered ? 'answer' : null,
          isPublic: 'yes',
          datedOn: clock.today(),
          role: 'information',
          answers: answered,
        }}
        state={form}
      >
        <Meta>{t('council.optional-hint')}</Meta>
        {await headFields(request)}
        <Select
          name="body"
          optional
          options={(await bodyNames(tx)).map(({ id, name }) => ({ value: id, label: name }))}
          empty={t('council.paper.no-body')}
        />
        <Select
          name="role"
          optional
          options={consultationRoles.map((role) => ({ value: role, label: t(`council.consultation.roles.${role}`) }))}
        />
        <Select
          name="answers"
          optional
          options={(await choosablePapers(tx, actor, ['released', 'onAgenda', 'final']))
            .filter(({ kind }) => groupKinds.includes(kind))
            .map(({ id, number, title }) => ({ value: id, label: [number, title].filter(Boolean).join(' ') }))}
          empty={t('council.paper.answers-none')}
        />
        {textFields(t, true)}
        <ButtonRow>
          <Button>{t('council.paper.save-draft')}</Button>
          <ButtonLink look="tertiary" to={papers}>
            {t('council.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    ),
  }
}

/** A draft is changed as a whole; of what is released only the text, as a correction with its reason. */
export async function showPaperForm(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, form } = request
  const paper = await getPaper(tx, actor, params.id)
  const text = await findWorkingText(tx, actor, paper.id)
  const draft = isDraft(paper.state)
  const explanation = text ? typedFrom(text.content.explanation) : null
  const initial: Record<string, FormValue> = {
    kind: paper.kind,
    title: text?.title ?? paper.title,
    isPublic: paper.isPublic ? 'yes' : 'no',
    leadUnit: paper.leadUnitId,
    rapporteurRole: paper.rapporteurRole,
    originator: paper.originatorId,
    datedOn: paper.datedOn,
    address: paper.address,
    proposedResolution: text?.content.proposedResolution,
    explanation,
  }
  return {
    title: t(draft ? 'council.paper.change' : 'council.paper.correct'),
    crumbs: [
      { label: t('council.papers'), path: papers },
      { label: paper.number ?? paper.title, path: paperPath(paper.id) },
    ],
    meta: <Name>{paper.title}</Name>,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        {await changedMeanwhile(request, paper)}
        {!isConflict(form) && <Refused form={form} />}
        <Form
          action={draft ? `${paperPath(paper.id)}/edit` : `${paperPath(paper.id)}/correction`}
          labels={labelsOf(t)}
          initial={initial}
          state={form}
          withoutSummary={isConflict(form)}
        >
          <Meta>{t(draft ? 'council.optional-hint' : 'council.paper.correct-hint')}</Meta>
          <Hidden name="version" value={versionFor(form, paper.version)} />
          {draft ? await headFields(request) : <TextField name="title" maxLength={500} />}
          {textFields(t, explanation !== null)}
          {!draft && <TextArea name="reason" rows={2} maxLength={1000} hint={t('council.paper.reason-hint')} />}
          <ButtonRow>
            <Button>{t(draft ? 'council.save' : 'council.paper.release-correction')}</Button>
            <ButtonLink look="tertiary" to={paperPath(paper.id)}>
              {t('council.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}

async function headFields({ tx, actor, t, clock }: PageRequest) {
  const units = await choosableOrganisations(tx, actor, clock.today())
  const groups = await listPartyGroups(tx, actor)
  return (
    <>
      <Select
        name="kind"
        options={paperKinds.map((kind) => ({ value: kind, label: t(`council.paper.kind.${kind}`) }))}
        empty={t('council.choose')}
      />
      <TextField name="title" maxLength={500} hint={t('council.paper.title-hint')} />
      <RadioGroup
        name="isPublic"
        choices={[
          { value: 'yes', label: t('council.is-public') },
          { value: 'no', label: t('council.not-public'), hint: t('council.paper.not-public-hint') },
        ]}
      />
      <Select
        name="leadUnit"
        optional
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
        empty={t('council.none')}
      />
      <TextField name="rapporteurRole" optional maxLength={200} hint={t('council.paper.rapporteur-hint')} />
      {groups.length > 0 && (
        <Select
          name="originator"
          optional
          options={groups.map(({ id, name }) => ({ value: id, label: name }))}
          empty={t('council.paper.administration')}
        />
      )}
      <DateField name="datedOn" />
      <TextField name="address" optional type="url" maxLength={1000} hint={t('council.address-hint')} />
    </>
  )
}

function textFields(t: PageRequest['t'], typed: boolean) {
  return (
    <>
      <TextArea name="proposedResolution" optional rows={4} maxLength={20_000} />
      {typed ? (
        <TextArea
          name="explanation"
          optional
          rows={14}
          maxLength={100_000}
          hint={t('council.paper.explanation-hint')}
        />
      ) : (
        <Meta>{t('council.paper.composed')}</Meta>
      )}
    </>
  )
}

const fields = [
  'kind',
  'title',
  'isPublic',
  'leadUnit',
  'rapporteurRole',
  'originator',
  'datedOn',
  'address',
  'body',
  'role',
  'answers',
  'proposedResolution',
  'explanation',
  'reason',
] as const

const labelsOf = (t: PageRequest['t']) =>
  Object.fromEntries(fields.map((name) => [name, t(`council.paper.field.${name}`)]))
