import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  DateField,
  Form,
  List,
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
import { RemoveButton } from './removing.tsx'
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
          <List
            items={names.map((name) => ({
              key: name.id,
              content: (
                <>
                  <Name>{name.name}</Name>
                  {name.validFrom && (
                    <RemoveButton to={`${path}/names/remove`} row={name.id} what={name.name} state={form} />
                  )}
                </>
              ),
              meta: periodWords(t, format, name.validFrom, name.validTo),
            }))}
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
            <List
              items={parents.map((parent) => ({
                key: parent.id,
                content: (
                  <>
                    {parent.parentName ? <Name>{parent.parentName}</Name> : t('network.parent.none')}
                    <RemoveButton
                      to={`${path}/parents/remove`}
                      row={parent.id}
                      what={parent.parentName ?? t('network.parent.none')}
                      state={form}
                    />
                  </>
                ),
                meta: periodWords(t, format, parent.validFrom, parent.validTo),
              }))}
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
