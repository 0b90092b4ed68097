import { NotFound } from '../../kernel/errors.ts'
import { csvType } from '../../platform/documents/index.ts'
import { type Download, type Page, type PageRequest, routesFor } from '../../platform/http/index.ts'
import { rights } from './access.ts'
import { csvOf } from './csv.ts'
import { routes as exploreRoutes } from './explore/routes.tsx'
import { gapRoutes, shortGaps } from './gaps/routes.tsx'
import { routes as releaseRoutes } from './gate/routes.tsx'
import { routes as logExportRoutes } from './logexport/routes.ts'
import { FilterPage } from './pages/filterpage.tsx'
import { interfacePage } from './pages/interface.tsx'
import { interfacesPage } from './pages/interfaces.tsx'
import { pathText } from './pages/names.ts'
import { situationPage } from './pages/situation.tsx'
import { interfaceFigures, type Question, readQuestion, situationFigures } from './questions.ts'
import { type CoordinatorAudience, release } from './release.ts'

const { page, download } = routesFor(rights)

export const routes = [
  page('/situation', 'insight.read', showSituation),
  page('/interfaces', 'insight.read', showInterfaces),
  page('/interfaces/:key', 'insight.read', showInterface),
  download('/situation/:table', 'insight.read', situationFile),
  download('/interfaces/:key/:table', 'insight.read', interfaceFile),
  ...exploreRoutes,
  ...logExportRoutes,
  ...gapRoutes,
  ...releaseRoutes,
]

async function showSituation(request: PageRequest): Promise<Page> {
  const question = await readQuestion(request)
  if (asksForFilters(request)) return filterPage(question, request)
  const figures = await release(
    situationFigures(question, request.tenant.land),
    reader(request, 'insight.situation-seen'),
  )
  // What is due in higher rooms: obligations, answers that are missing.
  const due = await request.slot('insight.start', 'situation')
  return situationPage({ ...viewOf(question), figures }, due, await shortGaps(request), request.t)
}

async function showInterfaces(request: PageRequest): Promise<Page> {
  const question = await readQuestion(request)
  if (asksForFilters(request)) return filterPage(question, request)
  const figures = await release(
    situationFigures(question, request.tenant.land),
    reader(request, 'insight.interfaces-seen'),
  )
  return interfacesPage({ ...viewOf(question), figures }, request.t)
}

async function showInterface(request: PageRequest<'key'>): Promise<Page> {
  const question = await readQuestion(request)
  const { key } = request.params
  if (!question.directory.interfaces.has(key)) throw new NotFound(`no interface ${key}`)
  if (asksForFilters(request)) return filterPage(question, request)
  const withheld = interfaceFigures(question, request.tenant.land, key)
  if (!withheld) throw new NotFound(`no figures for ${key}`)
  const figures = await release(withheld, reader(request, 'insight.interface-seen'))
  return interfacePage({ ...viewOf(question), figures, key }, request.t)
}

/** Tables that can be taken along, by the name of the file. */
const situationTables = { 'hurdles.csv': 'hurdles', 'towns.csv': 'towns', 'months.csv': 'months' } as const
const interfaceTables = {
  'waits.csv': 'waits',
  'months.csv': 'months',
  'chart.csv': 'chart',
  'towns.csv': 'towns',
  'funnel.csv': 'funnelTowns',
  'reasons.csv': 'reasons',
} as const

async function situationFile(request: PageRequest<'table'>): Promise<Download> {
  const name = tableNamed(situationTables, request.params.table)
  const question = await readQuestion(request)
  const figures = await release(
    situationFigures(question, request.tenant.land),
    reader(request, 'insight.situation-exported'),
  )
  const what = request.t('insight.title')
  return file(request, question, csvOf(figures, name, { directory: question.directory, t: request.t, what }))
}

async function interfaceFile(request: PageRequest<'key' | 'table'>): Promise<Download> {
  const name = tableNamed(interfaceTables, request.params.table)
  const question = await readQuestion(request)
  const withheld = interfaceFigures(question, request.tenant.land, request.params.key)
  if (!withheld) throw new NotFound(`no figures for ${request.params.key}`)
  const figures = await release(withheld, reader(request, 'insight.interface-exported'))
  const what = pathText(question.directory, request.params.key)
  return file(request, question, csvOf(figures, name, { directory: question.directory, t: request.t, what }))
}

function tableNamed<const T extends Readonly<Record<string, string>>>(tables: T, file: string): T[keyof T] {
  if (!Object.hasOwn(tables, file)) throw new NotFound(`no table ${file}`)
  return tables[file as keyof T]
}

function file({ tenant, params }: PageRequest, { span, load }: Question, body: string): Download {
  const parts = [tenant.key, params.key, params.table?.replace('.csv', ''), span.asOf, load.simulated && 'DEMO']
  return { type: csvType, filename: `${parts.filter(Boolean).join('-')}.csv`, body }
}

function reader({ tx, actor }: PageRequest, event: `insight.${string}`): CoordinatorAudience {
  return { kind: 'coordinator', tx, actor, event }
}

function viewOf({ load, ...question }: Question) {
  return { ...question, recordsFrom: load.recordsFrom }
}

/** On phones and for several towns the filters are a page of their own; results come first. */
function asksForFilters({ query }: PageRequest): boolean {
  return query.get('view') === 'filter'
}

function filterPage(question: Question, { t, path }: PageRequest): Page {
  return {
    title: t('insight.filter.title'),
    crumbs: [{ label: t('insight.title'), path }],
    layout: 'narrow',
    body: <FilterPage view={viewOf(question)} />,
  }
}
