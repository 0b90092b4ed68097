/** Narrowing the caseload: ready views, filters, a name that is sent, and filters that somebody keeps. */
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { languageName, languageTags } from '../../../platform/i18n/index.ts'
import {
  addressWith,
  Button,
  Chips,
  Details,
  Empty,
  FilterBar,
  FilterSelect,
  FilterText,
  Form,
  Hidden,
  Link,
  NothingFound,
  TextField,
  useRender,
} from '../../../platform/ui/index.ts'
import { municipalityNames } from '../../network/index.ts'
import { ended, phases } from '../domain/phases.ts'
import { casesPath } from '../paths.ts'
import { dueFilters } from '../queries/caseload.ts'
import type { KeptView } from '../views.ts'

/** On a phone the filters are a page of their own, so that the files come first. */
export async function filterPage({ tx, t }: PageRequest): Promise<Page> {
  return {
    title: t('cases.filter.label'),
    crumbs: [{ label: t('cases.title'), path: casesPath }],
    layout: 'narrow',
    body: <Filters places={await municipalityNames(tx)} />,
  }
}

/** How many filters hold, with the way to them. */
export function FilterLink() {
  const { t, query } = useRender()
  const given = new URLSearchParams(query)
  for (const name of ['page', 'done']) given.delete(name)
  const count = filterNames.filter((name) => given.get(name)).length
  given.set('view', 'filter')
  return (
    <p className="nl-narrow-only">
      <Link to={`${casesPath}?${given}`}>{t('cases.filter.open', { count })}</Link>
    </p>
  )
}

const filterNames = ['reference', 'phase', 'due', 'place', 'language'] as const
const filterLabels = {
  reference: 'cases.reference',
  phase: 'cases.phase-label',
  due: 'cases.due',
  place: 'cases.place',
  language: 'cases.language',
} as const

/** Why the list is empty, and what next: the last filter may go, or a case be opened. */
export function Nothing({ named }: { named: boolean }) {
  const { t, query } = useRender()
  if (named) return <Empty title={t('cases.none-named')}>{t('cases.none-named-next')}</Empty>
  const used = filterNames.findLast((name) => query.get(name))
  if (used) return <NothingFound last={t(filterLabels[used])} to={casesPath + addressWith(query, used, undefined)} />
  const view = ['mine', 'nobody', 'quiet', 'state'].some((name) => query.get(name))
  return (
    <Empty title={t(view ? 'cases.none-view' : 'cases.none')}>
      {t(view ? 'cases.none-view-next' : 'cases.none-next')}
    </Empty>
  )
}

export function Views({ views }: { views: readonly KeptView[] }) {
  const { t, query } = useRender()
  const now = (wanted: string) => {
    const given = new URLSearchParams(query)
    given.delete('page')
    given.delete('done')
    return String(given) === wanted
  }
  const built = [
    { key: 'mine', query: 'mine=yes' },
    { key: 'team', query: '' },
    { key: 'overdue', query: 'due=overdue' },
    { key: 'nobodys', query: 'nobody=yes' },
    { key: 'quiet', query: 'quiet=yes' },
    { key: 'closed', query: 'state=closed' },
  ]
  return (
    <Chips
      label={t('cases.views')}
      chips={[
        ...built.map((view) => ({
          to: view.query ? `${casesPath}?${view.query}` : casesPath,
          label: t(`cases.view.${view.key}`),
          current: now(view.query),
        })),
        ...views.map((view) => ({ to: `${casesPath}?${view.query}`, label: view.name, current: now(view.query) })),
      ]}
    />
  )
}

export function Filters({ places }: { places: readonly { readonly id: string; readonly name: string }[] }) {
  const { t, locale } = useRender()
  return (
    <FilterBar label={t('cases.filter.label')} action={casesPath} keep={['mine', 'nobody', 'state', 'quiet', 'search']}>
      <FilterText name="reference" label={t('cases.reference')} />
      <FilterSelect
        name="phase"
        label={t('cases.phase-label')}
        empty={t('cases.filter.all')}
        options={phases
          .filter((phase) => !ended.includes(phase))
          .map((phase) => ({ value: phase, label: t(`cases.phase.${phase}`) }))}
      />
      <FilterSelect
        name="due"
        label={t('cases.due')}
        empty={t('cases.filter.all')}
        options={dueFilters.map((due) => ({ value: due, label: t(`cases.filter.due.${due}`) }))}
      />
      <FilterSelect
        name="place"
        label={t('cases.place')}
        empty={t('cases.filter.all')}
        options={places.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FilterSelect
        name="language"
        label={t('cases.language')}
        empty={t('cases.filter.all')}
        options={languageTags
          .map((tag) => ({ value: tag, label: languageName(tag, locale) }))
          .toSorted((one, other) => one.label.localeCompare(other.label, locale))}
      />
    </FilterBar>
  )
}

/** A name is sent, never part of an address. */
export function NameSearch({ name, form }: { name: string | undefined; form: PageRequest['form'] }) {
  const { t } = useRender()
  return (
    <Details summary={t('cases.search.open')} open={name !== undefined || form?.route === `${casesPath}/search`}>
      <Form
        action={`${casesPath}/search`}
        route={`${casesPath}/search`}
        labels={{ name: t('cases.search.name') }}
        initial={{ name: name ?? '' }}
        state={form}
      >
        <TextField name="name" hint={t('cases.search.hint')} maxLength={120} spellCheck={false} />
        <Button look="secondary">{t('cases.search.do')}</Button>
      </Form>
    </Details>
  )
}

/** The filter that holds is kept under a name; those that are kept may go. */
export function Keep({ form, views }: { form: PageRequest['form']; views: readonly KeptView[] }) {
  const { t, query } = useRender()
  return (
    <Details summary={t('cases.keep.open')} open={form?.route === `${casesPath}/views`}>
      <Form
        action={`${casesPath}/views`}
        route={`${casesPath}/views`}
        labels={{ name: t('cases.keep.name') }}
        state={form}
      >
        <Hidden name="query" value={String(query)} />
        <TextField name="name" maxLength={60} />
        <Button look="secondary">{t('cases.keep.do')}</Button>
      </Form>
      {views.map((view) => (
        <Form
          key={view.id}
          action={`${casesPath}/views/forget`}
          route={`${casesPath}/views/forget`}
          labels={{}}
          prefix={`forget-${view.id}`}
          state={form}
        >
          <Hidden name="view" value={view.id} />
          <Button look="row">{t('cases.keep.forget', { name: view.name })}</Button>
        </Form>
      ))}
    </Details>
  )
}
