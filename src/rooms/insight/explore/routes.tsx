import { NotFound } from '../../../kernel/errors.ts'
import { csvType } from '../../../platform/documents/index.ts'
import { type Download, type PageRequest, routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { release } from '../release.ts'
import { largestUpload, removeLog, uploadLog } from './actions.ts'
import { logCsv } from './csv.ts'
import { targetOf } from './domain.ts'
import { logFiguresOf } from './figures.ts'
import { RemoveLogForm, UploadForm } from './forms.ts'
import { logPage } from './pages/log.tsx'
import { logsPage } from './pages/logs.tsx'
import { uploadPage } from './pages/upload.tsx'
import { getLog, listLogs, readFigures } from './queries.ts'

const { page, form, download } = routesFor(rights)

/** Logs that somebody uploads to look at them: with the right for it, of oneself only. */
export const routes = [
  page('/explore', 'insight.explore', async ({ tx, actor, clock, t }) =>
    logsPage(await listLogs(tx, actor, clock.now()), t),
  ),
  form(
    '/explore/new',
    'insight.explore',
    UploadForm,
    async ({ t, form: state, query }) => uploadPage(state, query, t),
    async ({ tx, actor, clock, files }, { title, ...mapping }) => {
      const id = await uploadLog(tx, actor, { title, file: files['file'], mapping }, clock.now())
      return `/explore/${id}?done=read`
    },
    { limit: largestUpload + 256 * 1024 },
  ),
  page('/explore/:id', 'insight.explore', async (request) => {
    const read = await released(request, 'insight.log-seen')
    return logPage(read, request.t)
  }),
  form(
    '/explore/:id/remove',
    'insight.explore',
    RemoveLogForm,
    () => Promise.reject(new NotFound('only posted to')),
    async ({ tx, actor, clock, params }) => {
      await removeLog(tx, actor, params.id, clock.now())
      return '/explore?done=removed'
    },
  ),
  download('/explore/:id/values.csv', 'insight.explore', async (request): Promise<Download> => {
    const { log, figures } = await released(request, 'insight.log-exported')
    return {
      type: csvType,
      filename: `${log.title}-${figures.table.source.asOf}.csv`,
      body: logCsv(figures, request.t),
    }
  }),
]

/** One's own log with its figures, released like those of the district; the look stands in the audit. */
async function released({ tx, actor, clock, params, query, t }: PageRequest<'id'>, event: `insight.${string}`) {
  const log = await getLog(tx, actor, params.id, clock.now())
  const targetDays = targetOf(query.get('target'))
  const withheld = logFiguresOf(await readFigures(tx, log), {
    targetDays,
    rest: t('insight.explore.rest'),
    ...(log.reading.officesAreNumbers && {
      office: (number: string) => t('insight.explore.office-number', { number }),
    }),
  })
  return { log, figures: await release(withheld, { kind: 'coordinator', tx, actor, event }), targetDays }
}
