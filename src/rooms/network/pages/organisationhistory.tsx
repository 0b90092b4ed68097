import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  DateField,
  Form,
  Meta,
  Name,
  Section,
  Select,
  Stack,
  TextField,
} from '../../../platform/ui/index.ts'
import { intervals } from '../domain/validity.ts'
import { pathOf, paths } from '../paths.ts'
import { choosableOrganisations } from '../queries/options.ts'
import { getOrganisation, namesOf, parentsOf } from '../queries/organisations.ts'
import { crumbsTo } from './record.tsx'
import { confirmations } from './register.tsx'
import { Rows } from './rows.tsx'
import { fieldLabels, periodWords } from './words.ts'

/** The names of an organisation over time, with a form for the next one. */
export async function showNames(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t, form, clock, locale } = request
  const organisation = await getOrganisation(tx, actor, params.key, clock.today())
  const names = intervals(await namesOf(tx, organisation.id))
  const format = createFormat(locale)
  const path = pathOf('organisation', organisation.key)
  return {
    title: t('network.name.title', { title: organisation.name }),
    name: t('network.name.over-time'),
    crumbs: crumbsTo(t, 'organisation', { key: organisation.key, title: organisation.name }),
    layout: 'narrow',
    actions: (
      <ButtonLink look="secondary" to={path}>
        {t('network.back')}
      </ButtonLink>
    ),
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={confirmations} />
        <Section title={t('network.name.over-time')}>
          <Rows
            caption={t('network.name.over-time')}
            rows={names}
            idOf={(name) => name.id}
            nameOf={(name) => name.name}
            header={t('network.field.name')}
            name={(name) => (
              <Name>
                {name.name}
                {name.shortName && ` (${name.shortName})`}
              </Name>
            )}
            detailHeader={t('network.period.label')}
            detail={(name) => periodWords(t, format, name.validFrom, name.validTo)}
            removeAt={`${path}/names/remove`}
            removable={(name) => name.validFrom !== null}
            form={form}
          />
        </Section>
        <Section title={t('network.name.add')}>
          <Form
            action={`${path}/names`}
            route={`${paths.organisation}/:key/names`}
            labels={fieldLabels(t, 'organisation', ['name', 'shortName', 'validFrom'])}
            state={form}
          >
            <Meta>{t('network.name.text')}</Meta>
            <TextField name="name" maxLength={200} />
            <TextField name="shortName" optional maxLength={60} width="m" />
            <DateField name="validFrom" />
            <ButtonRow>
              <Button>{t('network.name.add')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      </Stack>
    ),
  }
}

/** What an organisation belongs to over time, with a form for the next. */
export async function showParents(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t, form, clock, locale } = request
  const today = clock.today()
  const organisation = await getOrganisation(tx, actor, params.key, today)
  const parents = intervals(await parentsOf(tx, organisation.id, today))
  const others = (await choosableOrganisations(tx, actor, today)).filter(({ key }) => key !== organisation.key)
  const format = createFormat(locale)
  const path = pathOf('organisation', organisation.key)
  return {
    title: t('network.parent.title', { title: organisation.name }),
    name: t('network.parent.over-time'),
    crumbs: crumbsTo(t, 'organisation', { key: organisation.key, title: organisation.name }),
    layout: 'narrow',
    actions: (
      <ButtonLink look="secondary" to={path}>
        {t('network.back')}
      </ButtonLink>
    ),
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={confirmations} />
        {parents.length > 0 && (
          <Section title={t('network.parent.over-time')}>
            <Rows
              caption={t('network.parent.over-time')}
              rows={parents}
              idOf={(parent) => parent.id}
              nameOf={(parent) => parent.parentName ?? t('network.parent.none')}
              header={t('network.organisation.field.parent')}
              name={(parent) => (parent.parentName ? <Name>{parent.parentName}</Name> : t('network.parent.none'))}
              detailHeader={t('network.period.label')}
              detail={(parent) => periodWords(t, format, parent.validFrom, parent.validTo)}
              removeAt={`${path}/parents/remove`}
              removable={() => true}
              form={form}
            />
          </Section>
        )}
        <Section title={t('network.parent.add')}>
          <Form
            action={`${path}/parents`}
            route={`${paths.organisation}/:key/parents`}
            labels={fieldLabels(t, 'organisation', ['parent', 'validFrom'])}
            state={form}
          >
            <Meta>{t('network.parent.text')}</Meta>
            <Select
              name="parent"
              optional
              options={others.map(({ key, name }) => ({ value: key, label: name }))}
              empty={t('network.parent.none')}
            />
            <DateField name="validFrom" optional={parents.length === 0} />
            <ButtonRow>
              <Button>{t('network.parent.add')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      </Stack>
    ),
  }
}
