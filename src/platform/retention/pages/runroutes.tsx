import { NotFound } from '../../../kernel/errors.ts'
import { asPlatform } from '../../access/acting.ts'
import { recordLook } from '../../audit/index.ts'
import { csvType, writeCsv } from '../../documents/index.ts'
import type { Download, Page, PageRequest } from '../../http/index.ts'
import { namesOf } from '../../identity/members.ts'
import type { Room } from '../../room.ts'
import { handOverPackage, offerList } from '../archive.ts'
import { backupDays } from '../backups.ts'
import { approveRun, decidesFor, noteAnswer, noteHanded, noteOffered, stopRun } from '../decisions.ts'
import type { RetentionKind } from '../kind.ts'
import { controllerNames, previewFor } from '../overview.ts'
import { sortOut } from '../preview.ts'
import { findRecord } from '../records.ts'
import { readRule } from '../rules.ts'
import { approversOf, getRun, itemsOf, type Run } from '../runs.ts'
import { AnswerForm, DayForm, StopForm, VersionForm } from './forms.ts'
import type { RetentionRoutes } from './rights.ts'
import { RunPage } from './run.tsx'

/** One deletion run and the steps that people take in it. */
export function runRoutes(
  { page, form, download }: RetentionRoutes,
  kinds: readonly RetentionKind[],
  rooms: readonly Room[],
  ownDays: number | null,
) {
  function kindOf(run: Run): RetentionKind {
    const kind = kinds.find(({ key }) => key === run.kind)
    if (!kind) throw new NotFound('kind of data')
    return kind
  }

  /** What would go and what would stay now: a hold or a change since it was prepared counts already. */
  async function sortedNow({ tx, clock }: PageRequest<'id'>, run: Run, kind: RetentionKind) {
    const items = await itemsOf(tx, run.id, 5000, { state: 'due' })
    const ids = items.map((item) => item.recordId)
    if (ids.length === 0 || !kind.due) return { going: [], staying: [] }
    return await asPlatform(tx, async () => {
      const { dueBefore: before, controllerId } = run
      const still = (await kind.due?.(tx, { before, controllerId, ids, limit: ids.length })) ?? []
      return await sortOut(tx, kind, controllerId, still, clock.today())
    })
  }

  async function showRun(request: PageRequest<'id'>): Promise<Page> {
    const { tx, actor, clock, t, params, form: state } = request
    const run = await getRun(tx, params.id)
    const kind = kindOf(run)
    const approvers = await approversOf(tx, run.id)
    const record = await findRecord(tx, run.id)
    const members = await namesOf(tx, [run.preparedBy, ...approvers])
    const sorted = await sortedNow(request, run, kind)
    const rule = await readRule(tx, kind, run.controllerId)
    // What is held was never taken into the run: everything that is due and stays is shown.
    const preview = await previewFor(tx, kind, run.controllerId, rule, clock.today())
    const label = t(`retention.kind.${kind.key}.label`)
    return {
      title: t('retention.run.title', { kind: label }),
      crumbs: [{ label: t('retention.title'), path: '/admin/retention' }],
      body: (
        <RunPage
          run={run}
          kind={kind}
          approvers={approvers}
          sorted={{ ...sorted, staying: run.endedAt === null ? (preview?.staying ?? []) : [] }}
          taken={run.state === 'handing' ? (await itemsOf(tx, run.id, 5000, { answer: 'taken' })).length : 0}
          record={record}
          names={new Map([...(await controllerNames(tx, actor, rooms)), ...members])}
          backupDays={await backupDays(tx, ownDays)}
          userId={actor.userId}
          mayDecide={decidesFor(actor, run.controllerId)}
          ruleChanged={rule.version !== run.ruleVersion}
          form={state}
        />
      ),
    }
  }

  async function makeList({ tx, actor, params }: PageRequest<'id' | 'form'>): Promise<Download> {
    const run = await getRun(tx, params.id)
    if (run.action !== 'offer' || !['csv', 'json'].includes(params.form)) throw new NotFound('offer list')
    const lines = await offerList(tx, run, kindOf(run))
    await recordLook(tx, actor, { event: 'retention.list-made', ids: [run.id], subjectKind: 'retentionRun' })
    if (params.form === 'json') {
      const body = JSON.stringify({ run: run.id, kind: run.kind, records: lines }, null, 2)
      return { type: 'application/json', filename: 'anbietungsliste.json', body }
    }
    return {
      type: csvType,
      filename: 'anbietungsliste.csv',
      body: writeCsv(
        ['Nummer', 'Titel', 'Zeichen', 'von', 'bis', 'Dateien', 'Kennung'],
        lines.map((line) => [line.number, line.title, line.reference, line.from, line.to, line.files, line.id]),
      ),
    }
  }

  async function makePackage({ tx, actor, params }: PageRequest<'id'>): Promise<Download> {
    const run = await getRun(tx, params.id)
    if (run.state !== 'handing') throw new NotFound('package')
    const body = await handOverPackage(tx, run, kindOf(run))
    await recordLook(tx, actor, { event: 'retention.package-made', ids: [run.id], subjectKind: 'retentionRun' })
    return { type: 'application/x-tar', filename: 'archivpaket.tar', body }
  }

  return [
    page('/admin/retention/runs/:id', 'retention.read', showRun),
    form(
      '/admin/retention/runs/:id/approve',
      'retention.decide',
      VersionForm,
      showRun,
      async (request, { version }) => {
        const { tx, actor, params, clock } = request
        const kind = kindOf(await getRun(tx, params.id))
        const { begins } = await approveRun(tx, actor, params.id, kind, version, clock.now())
        return `/admin/retention/runs/${params.id}?done=${begins ? 'begun' : 'approved'}`
      },
    ),
    form(
      '/admin/retention/runs/:id/stop',
      'retention.decide',
      StopForm,
      showRun,
      async (request, { code, version }) => {
        const { tx, actor, params, clock } = request
        await stopRun(tx, actor, params.id, code, version, clock.now())
        return `/admin/retention/runs/${params.id}?done=stopped`
      },
    ),
    form(
      '/admin/retention/runs/:id/offered',
      'retention.decide',
      DayForm,
      showRun,
      async (request, { day, version }) => {
        const { tx, actor, params } = request
        const kind = kindOf(await getRun(tx, params.id))
        await noteOffered(tx, actor, params.id, kind, day, version)
        return `/admin/retention/runs/${params.id}?done=offered`
      },
    ),
    form('/admin/retention/runs/:id/answer', 'retention.decide', AnswerForm, showRun, async (request, input) => {
      const { tx, actor, params } = request
      await noteAnswer(tx, actor, params.id, input.taken ?? '', input.version)
      return `/admin/retention/runs/${params.id}?done=answered`
    }),
    form(
      '/admin/retention/runs/:id/handed',
      'retention.decide',
      DayForm,
      showRun,
      async (request, { day, version }) => {
        const { tx, actor, params } = request
        await noteHanded(tx, actor, params.id, day, version)
        return `/admin/retention/runs/${params.id}?done=handed`
      },
    ),
    download('/admin/retention/runs/:id/list/:form', 'retention.read', makeList),
    download('/admin/retention/runs/:id/package', 'retention.decide', makePackage),
  ]
}
