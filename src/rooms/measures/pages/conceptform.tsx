import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Checkbox,
  DateField,
  Form,
  Hidden,
  Meta,
  Select,
  Stack,
  TextArea,
  TextField,
} from '../../../platform/ui/index.ts'
import { choosableBodies } from '../../network/index.ts'
import { conceptKinds } from '../domain/kinds.ts'
import { choosableConcepts } from '../queries/codes.ts'
import { type Concept, getConcept } from '../queries/concepts.ts'
import { merging } from './editing.tsx'
import { fieldLabels } from './historywords.ts'
import { FormPart } from './measureform.tsx'

const names = [
  'title',
  'shortTitle',
  'kind',
  'summary',
  'isPublic',
  'commissionedOn',
  'commissionedBy',
  'presentedOn',
  'presentedTo',
  'adoptedOn',
  'adoptedBy',
  'resolutionReference',
  'resolutionAddress',
  'validFrom',
  'validUntil',
  'successor',
  'reviewAfterMonths',
] as const

export const showNewConcept = (request: PageRequest): Promise<Page> => conceptForm(request, undefined)

export const showConceptForm = async (request: PageRequest<'key'>): Promise<Page> =>
  conceptForm(request, await getConcept(request.tx, request.actor, request.params.key))

async function conceptForm(request: PageRequest, concept: Concept | undefined): Promise<Page> {
  const { t, tx, actor, form, clock } = request
  const labels = fieldLabels(t, 'concept', names)
  const { state, alert } = concept
    ? await merging(request, { kind: 'concept', id: concept.id, version: concept.version }, names, labels)
    : { state: form, alert: null }
  const bodies = await choosableBodies(tx, actor, clock.today())
  const others = (await choosableConcepts(tx, actor)).filter(({ key }) => key !== concept?.key)
  const back = concept ? `/measures/concepts/${concept.key}` : '/measures/concepts'
  const keyed = (list: readonly { key: string; name: string }[]) =>
    list.map(({ key, name }) => ({ value: key, label: name }))
  const initial = concept
    ? Object.fromEntries(
        names.map((name) => [
          name,
          name === 'adoptedBy' ? concept.adoptedBy?.key : name === 'successor' ? concept.successorKey : concept[name],
        ]),
      )
    : { isPublic: false, reviewAfterMonths: 36 }
  return {
    title: concept ? t('measures.concept.change', { title: concept.title }) : t('measures.concept.add'),
    name: concept ? t('measures.edit') : t('measures.concept.add'),
    crumbs: [
      { label: t('measures.title'), path: '/measures' },
      { label: t('measures.concept.many'), path: '/measures/concepts' },
      ...(concept ? [{ label: concept.shortTitle ?? concept.title, path: back }] : []),
    ],
    layout: 'narrow',
    body: (
      <Stack gap="l">
        {alert}
        <Form labels={labels} initial={initial} state={state} withoutSummary={isConflict(form)}>
          <Meta>{t('measures.optional-hint')}</Meta>
          {concept && <Hidden name="version" value={versionFor(form, concept.version)} />}
          <FormPart title={t('measures.concept.what')}>
            <TextField name="title" maxLength={300} />
            <TextField name="shortTitle" optional maxLength={80} hint={t('measures.concept.short-hint')} />
            <Select
              name="kind"
              options={conceptKinds.map((kind) => ({ value: kind, label: t(`measures.concept-kind.${kind}`) }))}
              empty={t('measures.choose')}
            />
            <TextArea name="summary" optional rows={6} maxLength={8000} />
            <Checkbox name="isPublic" hint={t('measures.concept.public-hint')} />
          </FormPart>
          <FormPart title={t('measures.concept.life')}>
            <DateField name="commissionedOn" optional />
            <TextField name="commissionedBy" optional maxLength={200} />
            <DateField name="presentedOn" optional />
            <TextField name="presentedTo" optional maxLength={200} />
            <DateField name="adoptedOn" optional />
            <Select name="adoptedBy" optional options={keyed(bodies)} empty={t('measures.choose')} />
            <TextField name="resolutionReference" optional maxLength={200} />
            <TextField name="resolutionAddress" type="url" optional maxLength={1000} />
          </FormPart>
          <FormPart title={t('measures.concept.validity')}>
            <DateField name="validFrom" optional />
            <DateField name="validUntil" optional />
            <Select name="successor" optional options={keyed(others)} empty={t('measures.concept.no-successor')} />
            <TextField name="reviewAfterMonths" optional numeric width="s" hint={t('measures.concept.review-hint')} />
          </FormPart>
          <ButtonRow>
            <Button>{t('measures.save')}</Button>
            <ButtonLink look="tertiary" to={back}>
              {t('measures.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}
