import type { ReactNode } from 'react'
import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxList,
  DateField,
  Form,
  type FormValue,
  Hidden,
  Meta,
  MultiSelect,
  Name,
  Note,
  RadioGroup,
  Select,
  Stack,
  TextArea,
  TextField,
} from '../../../platform/ui/index.ts'
import { choosableConcepts, listMeasures } from '../../measures/index.ts'
import { bodyNames, choosableOrganisations } from '../../network/index.ts'
import { dueKinds, obligationKinds } from '../domain/kinds.ts'
import { sentencesOf } from '../domain/wording.ts'
import { resolutionPath, tracking } from '../paths.ts'
import { getObligation, type Obligation } from '../queries/obligations.ts'
import { choosablePapers } from '../queries/papers.ts'
import { getResolution } from '../queries/resolutions.ts'
import { settingOf } from './asking.ts'
import { changedMeanwhile } from './editing.tsx'
import { Refused } from './words.tsx'

/** Marks a passage of the wording as an obligation: sentences to tick, or the passage copied by hand. */
export async function showNewObligation(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, form } = request
  const resolution = await getResolution(tx, actor, params.id)
  const measures = await listMeasures(tx, actor, {}, { limit: 500 })
  const concepts = await choosableConcepts(tx, actor)
  return {
    title: t('council.obligation.mark'),
    crumbs: [
      { label: t('council.tracking'), path: tracking },
      { label: resolution.title, path: resolutionPath(resolution.id) },
    ],
    meta: <Name>{resolution.title}</Name>,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <Refused form={form} />
        <Form labels={labelsOf(t)} initial={{ due: 'nextMeeting', dueBody: resolution.bodyId }} state={form}>
          <Meta>{t('council.optional-hint')}</Meta>
          <CheckboxList
            name="sentences"
            optional
            hint={t('council.obligation.sentences-hint')}
            choices={sentencesOf(resolution.wording).map(({ text }, index) => ({
              value: String(index),
              label: <Name>{text}</Name>,
            }))}
          />
          <TextArea name="passage" optional rows={3} maxLength={4000} hint={t('council.obligation.passage-hint')} />
          <RadioGroup
            name="kind"
            choices={obligationKinds.map((kind) => ({
              value: kind,
              label: t(`council.obligation.kind.${kind}`),
              hint: t(`council.obligation.kind-hint.${kind}`),
            }))}
          />
          {await responsibleField(request)}
          {await dueFields(request)}
          {concepts.length > 0 && (
            <MultiSelect
              name="concepts"
              optional
              choices={concepts.map(({ id, name }) => ({ value: id, label: <Name>{name}</Name> }))}
            />
          )}
          {measures.rows.length > 0 && (
            <MultiSelect
              name="measures"
              optional
              choices={measures.rows.map(({ id, number, title }) => ({
                value: id,
                label: <Name>{`${number} ${title}`}</Name>,
              }))}
            />
          )}
          {buttons(t, t('council.obligation.mark'), resolutionPath(resolution.id))}
        </Form>
      </Stack>
    ),
  }
}

/** How an obligation stands: what was done, or why it is delayed. */
export async function showMove(request: PageRequest<'id'>): Promise<Page> {
  const { t } = request
  return obligationPage(request, {
    title: t('council.obligation.move'),
    initial: (one) => ({ state: one.state === 'delayed' ? 'delayed' : 'inProgress', reason: one.reason }),
    fields: (
      <>
        <RadioGroup
          name="state"
          choices={(['inProgress', 'delayed'] as const).map((state) => ({
            value: state,
            label: t(`council.obligation.state.${state}`),
          }))}
        />
        <TextArea name="reason" optional rows={2} maxLength={1000} hint={t('council.obligation.reason-hint')} />
        <TextArea name="note" optional rows={4} maxLength={4000} hint={t('council.obligation.note-hint')} />
        <DateField name="nextReportOn" optional />
      </>
    ),
    submit: t('council.save'),
  })
}

/** By what an obligation was fulfilled. */
export async function showDischarge(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, t, clock } = request
  const papers = await choosablePapers(tx, actor, ['released', 'onAgenda', 'final'])
  const measures = await listMeasures(tx, actor, {}, { limit: 500 })
  return obligationPage(request, {
    title: t('council.obligation.discharge'),
    initial: () => ({ on: clock.today() }),
    fields: (
      <>
        <DateField name="on" />
        <Select
          name="paper"
          optional
          options={papers.map(({ id, number, title }) => ({
            value: id,
            label: [number, title].filter(Boolean).join(' '),
          }))}
          empty={t('council.none')}
        />
        {measures.rows.length > 0 && (
          <Select
            name="measure"
            optional
            options={measures.rows.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
            empty={t('council.none')}
          />
        )}
        <TextArea name="note" optional rows={3} maxLength={2000} hint={t('council.obligation.discharge-hint')} />
        <Note>{t('council.obligation.discharge-means')}</Note>
      </>
    ),
    submit: t('council.obligation.discharge'),
  })
}

export async function showReopen(request: PageRequest<'id'>): Promise<Page> {
  const { t } = request
  return obligationPage(request, {
    title: t('council.obligation.reopen'),
    initial: () => ({}),
    fields: <TextArea name="reason" rows={3} maxLength={1000} hint={t('council.obligation.reopen-hint')} />,
    submit: t('council.obligation.reopen'),
  })
}

/** Another unit or another deadline; the words of the obligation stay. */
export async function showReassign(request: PageRequest<'id'>): Promise<Page> {
  const { t } = request
  const responsible = await responsibleField(request)
  const due = await dueFields(request)
  return obligationPage(request, {
    title: t('council.obligation.reassign'),
    initial: (one) => ({
      responsible: one.responsibleId,
      due: one.dueKind,
      dueBody: one.dueBodyId ?? one.bodyId,
      dueDay: one.dueDay,
      dueCount: one.dueCount,
    }),
    fields: (
      <>
        {responsible}
        {due}
        <TextArea name="note" rows={2} maxLength={2000} hint={t('council.obligation.reassign-hint')} />
      </>
    ),
    submit: t('council.save'),
  })
}

interface Stepped {
  readonly title: string
  readonly initial: (one: Obligation) => Readonly<Record<string, FormValue>>
  readonly fields: ReactNode
  readonly submit: string
}

async function obligationPage(request: PageRequest<'id'>, { title, initial, fields, submit }: Stepped): Promise<Page> {
  const { tx, actor, params, t, form } = request
  const one = await getObligation(tx, actor, settingOf(request), params.id)
  const back = `${resolutionPath(one.resolutionId)}#o${one.id}`
  return {
    title,
    crumbs: [
      { label: t('council.tracking'), path: tracking },
      { label: one.title, path: resolutionPath(one.resolutionId) },
    ],
    meta: <Name>{one.title}</Name>,
    layout: 'narrow',
    body: (
      <Stack gap="l">
        {await changedMeanwhile(request, one)}
        {!isConflict(form) && <Refused form={form} />}
        <blockquote className="nl-sheet__quote">
          <p className="nl-text">
            <Name>{one.wording}</Name>
          </p>
        </blockquote>
        <Form labels={labelsOf(t)} initial={initial(one)} state={form} withoutSummary={isConflict(form)}>
          <Meta>{t('council.optional-hint')}</Meta>
          <Hidden name="version" value={versionFor(form, one.version)} />
          {fields}
          {buttons(t, submit, back)}
        </Form>
      </Stack>
    ),
  }
}

function buttons(t: PageRequest['t'], label: string, back: string) {
  return (
    <ButtonRow>
      <Button>{label}</Button>
      <ButtonLink look="tertiary" to={back}>
        {t('council.cancel')}
      </ButtonLink>
    </ButtonRow>
  )
}

async function responsibleField({ tx, actor, t, clock }: PageRequest) {
  const units = await choosableOrganisations(tx, actor, clock.today())
  return (
    <Select
      name="responsible"
      optional
      options={units.map(({ id, name }) => ({ value: id, label: name }))}
      empty={t('council.obligation.nobody')}
    />
  )
}

/** The due rule: its kind, and beside it the one value that it needs. */
async function dueFields({ tx, t }: PageRequest) {
  const bodies = await bodyNames(tx)
  return (
    <>
      <RadioGroup
        name="due"
        choices={dueKinds.map((kind) => ({ value: kind, label: t(`council.due.kind.${kind}`) }))}
      />
      <Select
        name="dueBody"
        optional
        options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
        empty={t('council.none')}
      />
      <DateField name="dueDay" optional />
      <TextField name="dueCount" optional numeric width="s" maxLength={3} />
    </>
  )
}

const fields = [
  'sentences',
  'passage',
  'kind',
  'responsible',
  'due',
  'dueBody',
  'dueDay',
  'dueCount',
  'measures',
  'concepts',
  'state',
  'reason',
  'note',
  'nextReportOn',
  'on',
  'paper',
  'measure',
] as const

const labelsOf = (t: PageRequest['t']) =>
  Object.fromEntries(fields.map((name) => [name, t(`council.obligation.field.${name}`)]))
