import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  Checkbox,
  DateField,
  Empty,
  Form,
  Note,
  Select,
  TextArea,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { municipalityNames } from '../../../network/index.ts'
import { referralsPath } from '../paths.ts'
import { caseManagementTeams } from '../queries/referrals.ts'

/** Refers a person: what the team learns is what stands in this form. */
export async function showNewReferral({ tx, actor, clock, t, form }: PageRequest): Promise<Page> {
  const teams = await caseManagementTeams(tx, actor, clock.today())
  const towns = await municipalityNames(tx)
  return {
    title: t('journeys.referral.new'),
    crumbs: [{ label: t('journeys.referral.title'), path: referralsPath }],
    layout: 'narrow',
    body: (
      <NewReferralForm
        form={form}
        teams={teams.map(({ id, name }) => ({ value: id, label: name }))}
        towns={towns.map(({ id, name }) => ({ value: id, label: name }))}
      />
    ),
  }
}

type Options = readonly { readonly value: string; readonly label: string }[]

function NewReferralForm({ form, teams, towns }: { form: PageRequest['form']; teams: Options; towns: Options }) {
  const { t, today } = useRender()
  const label = (name: string) => t(`journeys.referral.field.${name}`)
  const names = [
    'to',
    'name',
    'contact',
    'language',
    'interpreter',
    'occasion',
    'municipality',
    'reference',
    'consent',
    'consentOn',
  ]
  if (teams.length === 0)
    return <Empty title={t('journeys.referral.no-team')}>{t('journeys.referral.no-team-text')}</Empty>
  return (
    <Form
      action={`${referralsPath}/new`}
      state={form}
      labels={Object.fromEntries(names.map((name) => [name, label(name)]))}
      initial={{ consentOn: today }}
      failure={t('journeys.referral.not-sent')}
    >
      <Note>{t('journeys.referral.only-this')}</Note>
      <Select name="to" options={teams} empty={t('journeys.outside.answer.choose')} />
      <TextField name="name" optional maxLength={120} hint={t('journeys.referral.hint.name')} />
      <TextField name="contact" optional maxLength={200} hint={t('journeys.referral.hint.contact')} />
      <TextField name="language" maxLength={80} width="m" />
      <Checkbox name="interpreter" />
      <TextArea name="occasion" rows={3} maxLength={400} hint={t('journeys.referral.hint.occasion')} />
      <Select name="municipality" optional options={towns} empty={t('form.none-chosen')} />
      <TextField name="reference" optional maxLength={60} width="m" hint={t('journeys.referral.hint.reference')} />
      <Checkbox name="consent" hint={t('journeys.referral.hint.consent')} />
      <DateField name="consentOn" />
      <ButtonRow>
        <Button>{t('journeys.referral.send')}</Button>
      </ButtonRow>
    </Form>
  )
}
