import type { ReactNode } from 'react'
import { z } from 'zod'
import { Invalid, NotFound } from '../../../kernel/errors.ts'
import { inTenant } from '../../../platform/database/index.ts'
import { csvType } from '../../../platform/documents/index.ts'
import { type Download, field, type Page, type PageRequest, routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { csvOf } from '../csv.ts'
import { readDirectory } from '../queries.ts'
import { type CoordinatorAudience, type Released, release } from '../release.ts'
import type { Sheet } from '../sheet.ts'
import { gapPage } from './pages/gap.tsx'
import { gapsPage } from './pages/gaps.tsx'
import { ShortGaps } from './pages/shortgaps.tsx'
import { gapWords } from './pages/words.ts'
import { type GapQuestion, gapFigures, oneGapFigures, readGaps } from './questions.ts'
import { importTravelTimes, largestMatrix } from './travel/actions.ts'
import { showTravelTimes } from './travel/page.tsx'
import { travelPath } from './travel/paths.ts'

const { page, form, download } = routesFor(rights)

const TravelForm = z.object({ source: field.text(200) })

export const gapRoutes = [
  page('/gaps', 'insight.read', showGaps),
  // One by one: beside the page of a topic a name with a parameter would be ambiguous.
  download('/gaps/cells.csv', 'insight.read', (request) => gapsFile(request, 'cells')),
  download('/gaps/topics.csv', 'insight.read', (request) => gapsFile(request, 'topics')),
  download('/gaps/towns.csv', 'insight.read', (request) => gapsFile(request, 'towns')),
  download('/gaps/months.csv', 'insight.read', (request) => gapsFile(request, 'months')),
  download('/gaps/reasons.csv', 'insight.read', (request) => gapsFile(request, 'reasons')),
  download('/gaps/reach.csv', 'insight.read', (request) => gapsFile(request, 'reach')),
  page('/gaps/:topic', 'insight.read', showGap),
  download('/gaps/:topic/:table', 'insight.read', gapFile),
  form(
    travelPath,
    'insight.travel-times',
    TravelForm,
    showTravelTimes,
    async ({ db, tx, tenant, actor, clock, files }, { source }) => {
      const directory = await inTenant(db, tenant, actor, (as) => readDirectory(as, tenant.name), {
        role: 'insight',
        readOnly: true,
      })
      const towns = new Map([...directory.towns.values()].map(({ key, name }) => [key, name]))
      const file = files['file']
      if (file && file.size > largestMatrix) throw new Invalid([{ field: 'file', code: 'file-too-large' }])
      const content = file ? new Uint8Array(await file.arrayBuffer()) : undefined
      await importTravelTimes(tx, actor, { source, content }, towns, clock.now())
      return `${travelPath}?done=imported`
    },
    { limit: largestMatrix + 64 * 1024 },
  ),
]

/** The first gaps for the Lagebild, released by themselves; null where no need is on record. */
export async function shortGaps(request: PageRequest): Promise<ReactNode> {
  const question = await readGaps(request)
  if (question.load.recordsFrom === null) return null
  const figures = await release(gapFigures(question), reader(request, 'insight.gaps-seen'))
  return <ShortGaps view={{ ...viewOf(question), figures }} />
}

type GapsTable = 'cells' | 'topics' | 'towns' | 'months' | 'reasons' | 'reach'

/** Tables of one gap that can be taken along, by the name of the file. */
const gapTables = {
  'months.csv': 'months',
  'towns.csv': 'towns',
  'funnel.csv': 'funnelTowns',
  'reasons.csv': 'reasons',
  'reach.csv': 'reach',
} as const

async function showGaps(request: PageRequest): Promise<Page> {
  const question = await readGaps(request)
  const figures = await release(gapFigures(question), reader(request, 'insight.gaps-seen'))
  const panels = await request.slot('insight.gaps', 'gaps')
  return gapsPage({ ...viewOf(question), figures }, panels, request.t)
}

async function showGap(request: PageRequest<'topic'>): Promise<Page> {
  const question = await readGaps(request)
  const { topic } = request.params
  const withheld = oneGapFigures(question, topic)
  if (!withheld) throw new NotFound(`nobody needed ${topic}`)
  const figures = await release(withheld, reader(request, 'insight.gap-seen'))
  // What higher rooms made of this gap.
  const panels = await request.slot('insight.gap', topic)
  return gapPage({ ...viewOf(question), figures, topic }, panels, request.t)
}

async function gapsFile(request: PageRequest, name: GapsTable): Promise<Download> {
  const question = await readGaps(request)
  const figures = await release(gapFigures(question), reader(request, 'insight.gaps-exported'))
  return file(request, question, figures, name, { what: request.t('insight.gaps.title'), file: name })
}

async function gapFile(request: PageRequest<'topic' | 'table'>): Promise<Download> {
  const name = tableNamed(gapTables, request.params.table)
  const question = await readGaps(request)
  const withheld = oneGapFigures(question, request.params.topic)
  if (!withheld) throw new NotFound(`nobody needed ${request.params.topic}`)
  const figures = await release(withheld, reader(request, 'insight.gap-exported'))
  const { topic } = gapWords(question, request.t)
  const named = `${request.params.topic}-${request.params.table.replace('.csv', '')}`
  return file(request, question, figures, name, { what: topic(request.params.topic), file: named })
}

function tableNamed<const T extends Readonly<Record<string, string>>>(tables: T, file: string): T[keyof T] {
  if (!Object.hasOwn(tables, file)) throw new NotFound(`no table ${file}`)
  return tables[file as keyof T]
}

function file<T extends Sheet>(
  { tenant, t }: Pick<PageRequest, 'tenant' | 't'>,
  question: GapQuestion,
  figures: Released<T>,
  name: keyof T['tables'] & string,
  { what, file: named }: { readonly what: string; readonly file: string },
): Download {
  const known = gapWords(question, t)
  const words = (column: string, code: string | null): string | undefined => {
    if (column === 'topic') return code === null ? undefined : known.topic(code)
    if (column === 'group') return known.group(code)
    if (column === 'language') return known.language(code)
    if (column === 'reason') return known.reason(code)
    if (column === 'region')
      return code === null ? undefined : known.place({ level: 'region', region: code, town: null })
    if (column === 'level') return t(`insight.gaps.level.${code}`)
    return undefined
  }
  const parts = [tenant.key, 'gaps', named, question.span.asOf, question.load.simulated && 'DEMO']
  return {
    type: csvType,
    filename: `${parts.filter(Boolean).join('-')}.csv`,
    body: csvOf(figures, name, { directory: question.directory, t, what, words }),
  }
}

function reader({ tx, actor }: PageRequest, event: `insight.${string}`): CoordinatorAudience {
  return { kind: 'coordinator', tx, actor, event }
}

function viewOf({ load, distances, offers: _, ...question }: GapQuestion) {
  return {
    ...question,
    recordsFrom: load.recordsFrom,
    languages: load.needs.languages,
    travelSource: distances.source,
  }
}
