import type { ReactNode } from 'react'
import type { Id } from '../../../kernel/ids.ts'
import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  CheckboxList,
  DateField,
  Form,
  Hidden,
  Link,
  Meta,
  MultiSelect,
  RadioGroup,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
  useRender,
} from '../../../platform/ui/index.ts'
import { choosableMunicipalities, choosableOrganisations } from '../../network/index.ts'
import type { Content } from '../domain/content.ts'
import { centreRoles, measureStates, priorities } from '../domain/kinds.ts'
import { choosableConcepts, choosableFields, choosableTargetGroups } from '../queries/codes.ts'
import { contentsBetween } from '../queries/history.ts'
import { getMeasure } from '../queries/measures.ts'
import { merging, typedOf } from './editing.tsx'
import { fieldLabels } from './historywords.ts'

const names = [
  'number',
  'title',
  'description',
  'publicText',
  'isPublic',
  'fields',
  'responsible',
  'involved',
  'centreRole',
  'partners',
  'kimLinked',
  'municipalities',
  'targetGroups',
  'priority',
  'plannedFrom',
  'plannedUntil',
] as const

const namesOfNew = [...names, 'state', 'since', 'reason', 'concept', 'conceptNumber'] as const

export async function showNewMeasure(request: PageRequest): Promise<Page> {
  const { t, tx, actor, form, query } = request
  const concepts = await choosableConcepts(tx, actor)
  return {
    title: t('measures.add'),
    crumbs: [{ label: t('measures.title'), path: '/measures' }],
    layout: 'narrow',
    body: (
      <Form
        labels={fieldLabels(t, 'measure', namesOfNew)}
        initial={{ isPublic: true, centreRole: 'none', state: 'proposed', concept: query.get('concept') }}
        state={form}
      >
        <Meta>{t('measures.optional-hint')}</Meta>
        <Fields choices={await choicesOf(request)}>
          <FormPart title={t('measures.measure-form.state')}>
            <Select name="state" options={codes(t, 'measures.state', measureStates)} />
            <DateField name="since" />
            <TextArea name="reason" optional rows={2} maxLength={1000} hint={t('measures.measure-form.reason-hint')} />
          </FormPart>
          <FormPart title={t('measures.concept.one')}>
            <Select
              name="concept"
              optional
              options={keyed(concepts)}
              empty={t('measures.concept.in-none')}
              hint={t('measures.measure-form.concept-hint')}
            />
            <TextField name="conceptNumber" optional maxLength={20} width="s" />
          </FormPart>
        </Fields>
        <Buttons back="/measures" />
      </Form>
    ),
  }
}

export async function showMeasureForm(request: PageRequest<'id'>): Promise<Page> {
  const { t, tx, actor, form, params, clock } = request
  const id = params.id as Id<'measure'>
  const measure = await getMeasure(tx, actor, id, clock.today())
  const labels = fieldLabels(t, 'measure', names)
  const { state, alert } = await merging(request, { kind: 'measure', id, version: measure.version }, names, labels)
  const { after } = await contentsBetween(tx, id, { version: 1 }, { version: measure.version })
  const path = `/measures/${id}`
  return {
    title: t('measures.measure-form.title', { title: measure.title }),
    name: t('measures.edit'),
    crumbs: [
      { label: t('measures.title'), path: '/measures' },
      { label: measure.title, path },
    ],
    layout: 'narrow',
    body: (
      <Stack gap="l">
        {alert}
        <Form
          labels={labels}
          initial={after ? typedOf(after.content, names) : {}}
          state={state}
          withoutSummary={isConflict(form)}
        >
          <Meta>{t('measures.optional-hint')}</Meta>
          <Hidden name="version" value={versionFor(form, measure.version)} />
          <Fields choices={await choicesOf(request, after?.content.keys)} />
          <Buttons back={path} />
        </Form>
        <p className="nl-meta">
          <Link to={`${path}/withdraw`}>{t('measures.withdraw.open')}</Link>
        </p>
      </Stack>
    ),
  }
}

export async function showWithdrawal(request: PageRequest<'id'>): Promise<Page> {
  const { t, tx, actor, form, params, clock } = request
  const measure = await getMeasure(tx, actor, params.id as Id<'measure'>, clock.today())
  const path = `/measures/${measure.id}`
  return {
    title: t('measures.withdraw.title', { title: measure.title }),
    name: t('measures.withdraw.open'),
    crumbs: [
      { label: t('measures.title'), path: '/measures' },
      { label: measure.title, path },
    ],
    layout: 'narrow',
    body: (
      <Form labels={{}} state={form}>
        <p className="nl-text">{t('measures.withdraw.text')}</p>
        <ButtonRow>
          <Button>{t('measures.withdraw.confirm')}</Button>
          <ButtonLink look="tertiary" to={path}>
            {t('measures.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    ),
  }
}

type Choices = Awaited<ReturnType<typeof choicesOf>>

async function choicesOf({ tx, actor, clock }: PageRequest, has: Content['keys'] = {}) {
  const keysOf = (name: string) => [has[name] ?? []].flat().map(String)
  return {
    fields: await choosableFields(tx, clock.today(), keysOf('fields')),
    groups: await choosableTargetGroups(tx, clock.today(), keysOf('targetGroups')),
    organisations: await choosableOrganisations(tx, actor, clock.today()),
    municipalities: await choosableMunicipalities(tx, actor, clock.today()),
  }
}

/** The fields of a measure in four parts; what a new one needs besides stands before the last. */
function Fields({ choices, children }: { choices: Choices; children?: ReactNode }) {
  const { t } = useRender()
  return (
    <>
      <FormPart title={t('measures.measure.what')}>
        <TextField name="number" maxLength={20} width="s" hint={t('measures.measure-form.number-hint')} />
        <TextField name="title" maxLength={300} />
        <TextArea name="description" optional maxLength={8000} hint={t('measures.measure-form.description-hint')} />
        <CheckboxList name="fields" choices={keyed(choices.fields)} />
        <Select
          name="priority"
          optional
          options={codes(t, 'measures.priority', priorities)}
          empty={t('measures.measure-form.no-priority')}
        />
      </FormPart>
      <FormPart title={t('measures.measure.who')}>
        <Select name="responsible" optional options={keyed(choices.organisations)} empty={t('measures.nobody')} />
        <RadioGroup
          name="centreRole"
          choices={centreRoles.map((role) => ({ value: role, label: t(`measures.role.${role}`) }))}
        />
        <MultiSelect name="involved" optional choices={keyed(choices.organisations)} />
        <TextArea name="partners" optional rows={2} maxLength={1000} hint={t('measures.measure-form.partners-hint')} />
      </FormPart>
      <FormPart title={t('measures.measure-form.where')}>
        <MultiSelect
          name="municipalities"
          optional
          hint={t('measures.measure-form.places-hint')}
          choices={keyed(choices.municipalities)}
        />
        <MultiSelect name="targetGroups" optional choices={keyed(choices.groups)} />
        <DateField name="plannedFrom" optional />
        <DateField name="plannedUntil" optional />
        <Checkbox name="kimLinked" />
      </FormPart>
      {children}
      <FormPart title={t('measures.measure-form.public')}>
        <Checkbox name="isPublic" hint={t('measures.measure-form.public-hint')} />
        <TextArea name="publicText" optional maxLength={4000} hint={t('measures.measure-form.public-text-hint')} />
      </FormPart>
    </>
  )
}

/** A ruled part of a long form. */
export function FormPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section title={title}>
      <Stack>{children}</Stack>
    </Section>
  )
}

function Buttons({ back }: { back: string }) {
  const { t } = useRender()
  return (
    <ButtonRow>
      <Button>{t('measures.save')}</Button>
      <ButtonLink look="tertiary" to={back}>
        {t('measures.cancel')}
      </ButtonLink>
    </ButtonRow>
  )
}

const codes = (t: PageRequest['t'], prefix: string, list: readonly string[]) =>
  list.map((code) => ({ value: code, label: t(`${prefix}.${code}`) }))

const keyed = (list: readonly { key: string; name: string }[]) =>
  list.map(({ key, name }) => ({ value: key, label: name }))
