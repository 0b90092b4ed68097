import { z } from 'zod'
import { Conflict, NotFound } from '../../../kernel/errors.ts'
import { csvType } from '../../../platform/documents/index.ts'
import { type Download, type Page, type PageRequest, routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { printFilter } from '../domain/filter.ts'
import { interfaceFigures, readQuestion, situationFigures } from '../questions.ts'
import { release } from '../release.ts'
import { csvOfRelease } from './csv.ts'
import type { Guarded } from './guarded.ts'
import { freeze, frozenRelease } from './ledger.ts'
import { namesFor } from './pages/names.ts'
import { type Asked, showPreview } from './pages/preview.tsx'
import { showRelease } from './pages/release.tsx'
import { showReleases } from './pages/releases.tsx'

const { page, form, download } = routesFor(rights)

/** What is seen beforehand is what is released: the figures have a checksum. */
const Publish = z.object({ checksum: z.string().regex(/^[0-9a-f]{16}$/) })

/** The ledger, and what is released from the pages of the gate. */
export const routes = [
  page('/releases', 'insight.released', showReleases),
  form('/releases/new', 'insight.publish', Publish, preview, async (request, { checksum }) => {
    const { released } = await askedFor(request)
    const figures = await released()
    if (figures.checksum !== checksum) throw new Conflict('insight-figures-changed')
    const { id } = await freeze(request.tx, request.actor, figures, request.clock)
    return `/releases/${id}?done=released`
  }),
  page('/releases/:id', 'insight.released', showRelease),
  download('/releases/:id/:table', 'insight.released', releaseFile),
]

async function preview(request: PageRequest): Promise<Page> {
  const { asked, released } = await askedFor(request)
  return await showPreview(request, asked, released)
}

/** The figures that the address names: of the start page or of one interface, under the filter that the reader has chosen. */
async function askedFor(request: PageRequest): Promise<{ asked: Asked; released: () => Promise<Guarded> }> {
  const { query, tx, actor, tenant } = request
  const kind = query.get('for') ?? 'steering'
  const key = query.get('interface')
  if (kind !== 'steering' && kind !== 'public') throw new NotFound(`no audience ${kind}`)
  const question = await readQuestion(request)
  if (key !== null && !question.directory.interfaces.has(key)) throw new NotFound(`no interface ${key}`)
  const audience = { kind, tx, actor, event: 'insight.release-previewed' } as const
  const of = key === null ? situationFigures(question, tenant.land) : interfaceFigures(question, tenant.land, key)
  if (!of) throw new NotFound(`no figures for ${key}`)
  const search = printFilter(question.filter, { for: kind, ...(key !== null && { interface: key }) })
  const back = `${key === null ? '/situation' : `/interfaces/${key}`}${printFilter(question.filter)}`
  const released = async () =>
    (await (key === null
      ? release(of as ReturnType<typeof situationFigures>, audience)
      : release(of as NonNullable<ReturnType<typeof interfaceFigures>>, audience))) as Guarded
  return { asked: { audience: kind, search, back }, released }
}

async function releaseFile(request: PageRequest<'id' | 'table'>): Promise<Download> {
  const { tx, actor, params, tenant } = request
  const frozen = await frozenRelease(tx, actor, params.id)
  const name = params.table.replace(/\.csv$/, '')
  const table = frozen && Object.hasOwn(frozen.tables, name) ? frozen.tables[name] : undefined
  if (!frozen || !table || !params.table.endsWith('.csv')) throw new NotFound(`no table ${params.table}`)
  const parts = [tenant.key, frozen.name, name, frozen.source.asOf, frozen.source.simulated && 'DEMO']
  return {
    type: csvType,
    filename: `${parts.filter(Boolean).join('-')}.csv`,
    body: csvOfRelease(frozen, name, table, await namesFor(request)),
  }
}
