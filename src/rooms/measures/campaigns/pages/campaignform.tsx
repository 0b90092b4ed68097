import { addWorkingDays } from '../../../../kernel/workingdays.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxList,
  DateField,
  Form,
  type FormValue,
  Hidden,
  MultiSelect,
  Stack,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { measureStates } from '../../domain/kinds.ts'
import { finalStates } from '../../domain/states.ts'
import { choosableConcepts, listedFields } from '../../queries/codes.ts'
import { campaignPath, campaignsPath } from '../paths.ts'
import { getCampaign } from '../queries/campaigns.ts'

const names = ['title', 'referenceDay', 'dueOn', 'contact', 'note', 'concepts', 'fields', 'states'] as const

/** Three weeks of office days to answer: shorter is asked for in vain. */
const usualWorkingDays = 15

export async function showNewCampaign(request: PageRequest): Promise<Page> {
  const { t, clock, tenant } = request
  const today = clock.today()
  return await formPage(request, {
    title: t('measures.campaign.add'),
    action: `${campaignsPath}/new`,
    back: campaignsPath,
    initial: {
      title: t('measures.campaign.title-of', {
        season: Number(today.slice(5, 7)) > 6 ? 'autumn' : 'spring',
        year: today.slice(0, 4),
      }),
      referenceDay: today,
      dueOn: addWorkingDays(today, usualWorkingDays, tenant.land),
      states: measureStates.filter((state) => !finalStates.includes(state) && state !== 'proposed'),
    },
  })
}

export async function showCampaignForm(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t } = request
  const { chosen, ...campaign } = await getCampaign(tx, actor, params.id)
  return await formPage(request, {
    title: t('measures.campaign.edit'),
    action: `${campaignPath(campaign.id)}/edit`,
    back: campaignPath(campaign.id),
    initial: {
      title: campaign.title,
      referenceDay: campaign.referenceDay,
      dueOn: campaign.dueOn,
      contact: campaign.contact,
      note: campaign.note,
      ...chosen,
    },
    version: campaign.version,
  })
}

interface Shown {
  readonly title: string
  readonly action: string
  readonly back: string
  readonly initial: Readonly<Record<string, FormValue>>
  readonly version?: number
}

async function formPage({ tx, actor, t, form }: PageRequest, shown: Shown): Promise<Page> {
  const concepts = await choosableConcepts(tx, actor)
  const fields = await listedFields(tx)
  const options = (rows: readonly { key: string; name: string }[]) =>
    rows.map(({ key, name }) => ({ value: key, label: name }))
  return {
    title: shown.title,
    layout: 'narrow',
    crumbs: [
      { label: t('measures.title'), path: '/measures' },
      { label: t('measures.campaign.many'), path: campaignsPath },
    ],
    body: (
      <Stack>
        <Form
          action={shown.action}
          labels={Object.fromEntries(names.map((name) => [name, t(`measures.campaign.field.${name}`)]))}
          initial={shown.initial}
          {...(form && { state: form })}
        >
          {shown.version !== undefined && <Hidden name="version" value={shown.version} />}
          <TextField name="title" maxLength={200} hint={t('measures.campaign.hint.title')} />
          <DateField name="referenceDay" hint={t('measures.campaign.hint.referenceDay')} />
          <DateField name="dueOn" hint={t('measures.campaign.hint.dueOn')} />
          <TextField name="contact" maxLength={300} optional hint={t('measures.campaign.hint.contact')} />
          <TextArea name="note" maxLength={2000} optional rows={3} hint={t('measures.campaign.hint.note')} />
          <Which concepts={options(concepts)} fields={options(fields)} />
          <ButtonRow>
            <Button>{t('measures.campaign.preview')}</Button>
            <ButtonLink look="tertiary" to={shown.back}>
              {t('measures.campaign.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Stack>
    ),
  }
}

interface Options {
  readonly concepts: readonly { readonly value: string; readonly label: string }[]
  readonly fields: readonly { readonly value: string; readonly label: string }[]
}

function Which({ concepts, fields }: Options) {
  const { t } = useRender()
  return (
    <>
      <CheckboxList
        name="states"
        hint={t('measures.campaign.hint.states')}
        choices={measureStates.map((state) => ({ value: state, label: t(`measures.state.${state}`) }))}
      />
      <MultiSelect name="concepts" optional choices={concepts} hint={t('measures.campaign.hint.all')} />
      <MultiSelect name="fields" optional choices={fields} hint={t('measures.campaign.hint.all')} />
    </>
  )
}
