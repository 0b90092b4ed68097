import { Conflict, NotFound } from '../../../kernel/errors.ts'
import { asPlatform } from '../../access/acting.ts'
import type { Page, PageRequest } from '../../http/index.ts'
import { namesOf } from '../../identity/members.ts'
import type { Room } from '../../room.ts'
import { backupDays } from '../backups.ts'
import { decidesFor } from '../decisions.ts'
import { nextNight } from '../domain.ts'
import { listHolds } from '../holds.ts'
import type { RetentionKind } from '../kind.ts'
import { controllerNames, getPlace, listPlaces, previewFor } from '../overview.ts'
import { listRecords } from '../records.ts'
import { decideRule, listRules } from '../rules.ts'
import { listOpenRuns, prepareRun } from '../runs.ts'
import { NothingForm, RuleForm } from './forms.ts'
import { KindPage, RulePage } from './kind.tsx'
import { OverviewActions, OverviewPage } from './overview.tsx'
import type { RetentionRoutes } from './rights.ts'
import { kindPath } from './words.tsx'

/** The overview, one kind of data, its rule, preparing a run. */
export function kindRoutes(
  { page, form }: RetentionRoutes,
  kinds: readonly RetentionKind[],
  rooms: readonly Room[],
  ownDays: number | null,
) {
  async function showOverview({ tx, actor, clock, t }: PageRequest): Promise<Page> {
    const places = await listPlaces(tx, actor, kinds, clock.today())
    const { total: records } = await listRecords(
      tx,
      { not: kinds.filter((kind) => kind.byItself).map(({ key }) => key) },
      1,
      1,
    )
    const { holds } = await listHolds(tx, 1)
    return {
      title: t('retention.title'),
      meta: t('retention.meta', { count: kinds.length }),
      actions: <OverviewActions />,
      crumbs: [{ label: t('administration.title'), path: '/admin' }],
      body: (
        <OverviewPage
          places={places}
          names={await controllerNames(tx, actor, rooms)}
          nextNight={nextNight(clock.now())}
          backupDays={await backupDays(tx, ownDays)}
          holds={holds.filter((hold) => !hold.releasedAt && (!hold.until || hold.until >= clock.today())).length}
          records={records}
        />
      ),
    }
  }

  async function showKind(request: PageRequest<'kind'>): Promise<Page> {
    const { tx, actor, clock, t, params, query, form: state } = request
    const { kind, controllerId, rule } = await getPlace(tx, actor, kinds, params.kind, query.get('controller'))
    const history = await listRules(tx, kind, controllerId)
    const preview = await previewFor(tx, kind, controllerId, rule, clock.today())
    const all = new Date(clock.now() + 2 * 86_400_000)
    const now = (await asPlatform(tx, async () => kind.count?.(tx, { before: all, controllerId }))) ?? {
      count: 0,
      oldest: null,
    }
    const members = await namesOf(
      tx,
      history.map((one) => one.decidedBy),
    )
    return {
      title: t(`retention.kind.${kind.key}.label`),
      crumbs: [{ label: t('retention.title'), path: '/admin/retention' }],
      body: (
        <KindPage
          kind={kind}
          controllerId={controllerId}
          rule={rule}
          history={history}
          preview={preview}
          now={now}
          run={(await listOpenRuns(tx)).find((run) => run.kind === kind.key && run.controllerId === controllerId)}
          names={new Map([...(await controllerNames(tx, actor, rooms)), ...members])}
          backupDays={await backupDays(tx, ownDays)}
          mayDecide={decidesFor(actor, controllerId)}
          form={state}
        />
      ),
    }
  }

  /** A kind that the actor decides about and whose period can be chosen. */
  async function getPlaceToDecide({ tx, actor, params, query }: PageRequest<'kind'>) {
    const place = await getPlace(tx, actor, kinds, params.kind, query.get('controller'))
    if (place.kind.fixed || !decidesFor(actor, place.controllerId)) throw new NotFound('rule')
    return place
  }

  async function showRule(request: PageRequest<'kind'>): Promise<Page> {
    const { t, form: state } = request
    const { kind, controllerId, rule } = await getPlaceToDecide(request)
    const label = t(`retention.kind.${kind.key}.label`)
    return {
      title: t('retention.rule.title', { kind: label }),
      name: t('retention.rule.change'),
      layout: 'narrow',
      crumbs: [
        { label: t('retention.title'), path: '/admin/retention' },
        { label, path: kindPath(kind.key, controllerId) },
      ],
      body: <RulePage kind={kind} controllerId={controllerId} rule={rule} form={state} />,
    }
  }

  return [
    page('/admin/retention', 'retention.read', showOverview),
    page('/admin/retention/kinds/:kind', 'retention.read', showKind),
    form('/admin/retention/kinds/:kind/rule', 'retention.decide', RuleForm, showRule, async (request, input) => {
      const { tx, actor, clock } = request
      const { kind, controllerId } = await getPlaceToDecide(request)
      await decideRule(tx, actor, kind, controllerId, input, clock.now())
      const path = kindPath(kind.key, controllerId)
      return `${path}${path.includes('?') ? '&' : '?'}done=rule`
    }),
    form('/admin/retention/kinds/:kind/prepare', 'retention.prepare', NothingForm, showKind, async (request) => {
      const { tx, actor, clock, params, query } = request
      const { kind, controllerId } = await getPlace(tx, actor, kinds, params.kind, query.get('controller'))
      if (kind.byItself) throw new Conflict('run-by-itself')
      const id = await asPlatform(tx, () => prepareRun(tx, actor, kind, controllerId, clock.today(), clock.now()))
      if (id) return `/admin/retention/runs/${id}?done=prepared`
      const path = kindPath(kind.key, controllerId)
      return `${path}${path.includes('?') ? '&' : '?'}done=nothing`
    }),
  ]
}
