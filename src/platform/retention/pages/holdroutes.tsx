import { Invalid } from '../../../kernel/errors.ts'
import { type Id, isId } from '../../../kernel/ids.ts'
import { asPlatform } from '../../access/acting.ts'
import type { Actor } from '../../access/index.ts'
import type { Tx } from '../../database/index.ts'
import { type Page, type PageRequest, pageNumber } from '../../http/index.ts'
import { namesOf } from '../../identity/members.ts'
import type { Room } from '../../room.ts'
import { controllersWith } from '../controllers.ts'
import { getHold, listHolds, releaseHold, setHold } from '../holds.ts'
import type { RetentionKind } from '../kind.ts'
import { controllerNames } from '../overview.ts'
import { HoldForm, ReleaseForm } from './forms.ts'
import { HoldPage, HoldsActions, HoldsPage, NewHoldPage } from './holds.tsx'
import type { RetentionRoutes } from './rights.ts'

/** Holds: what must not be deleted for now. */
export function holdRoutes({ page, form }: RetentionRoutes, kinds: readonly RetentionKind[], rooms: readonly Room[]) {
  async function controllersOf(tx: Tx, actor: Actor) {
    const names = await controllerNames(tx, actor, rooms)
    const ids = await asPlatform(tx, async () => {
      const found = new Set<string>()
      for (const kind of kinds) for (const id of await controllersWith(tx, kind)) if (id) found.add(id)
      return found
    })
    return [...ids].map((id) => ({ id, name: names.get(id) ?? id }))
  }

  /** The id that was typed, or that of the record which people call so. Throws Invalid where there is none. */
  async function recordOf(tx: Tx, key: string | undefined, typed: string): Promise<string> {
    if (isId(typed)) return typed
    const kind = kinds.find((one) => one.key === key)
    const id = kind?.find && (await asPlatform(tx, async () => kind.find?.(tx, typed.trim())))
    if (!id) throw new Invalid([{ field: 'record', code: kind?.find ? 'no-such-record' : 'not-an-id' }])
    return id
  }

  async function showHolds({ tx, actor, query, t }: PageRequest): Promise<Page> {
    const number = pageNumber(query)
    const { holds, total } = await listHolds(tx, number)
    return {
      title: t('retention.holds.title'),
      crumbs: [{ label: t('retention.title'), path: '/admin/retention' }],
      actions: <HoldsActions />,
      body: <HoldsPage holds={holds} total={total} page={number} names={await controllerNames(tx, actor, rooms)} />,
    }
  }

  async function showHold({ tx, actor, params, t, form: state }: PageRequest<'id'>): Promise<Page> {
    const hold = await getHold(tx, params.id as Id<'hold'>)
    const members = await namesOf(tx, [hold.setBy, hold.releasedBy])
    const names = new Map([...(await controllerNames(tx, actor, rooms)), ...members])
    return {
      title: t('retention.holds.one'),
      layout: 'narrow',
      crumbs: [
        { label: t('retention.title'), path: '/admin/retention' },
        { label: t('retention.holds.title'), path: '/admin/retention/holds' },
      ],
      body: <HoldPage hold={hold} names={names} form={state} />,
    }
  }

  async function showNew({ tx, actor, query, t, form: state }: PageRequest): Promise<Page> {
    const kind = kinds.find(({ key, due }) => due && key === query.get('kind'))
    const controller = query.get('controller') ?? ''
    return {
      title: t('retention.holds.set'),
      layout: 'narrow',
      crumbs: [
        { label: t('retention.title'), path: '/admin/retention' },
        { label: t('retention.holds.title'), path: '/admin/retention/holds' },
      ],
      body: (
        <NewHoldPage
          kinds={kinds}
          kind={kind?.key}
          controllerId={isId(controller) ? (controller as Id<'organisation'>) : null}
          controllers={await controllersOf(tx, actor)}
          form={state}
        />
      ),
    }
  }

  return [
    page('/admin/retention/holds', 'retention.read', showHolds),
    page('/admin/retention/holds/:id', 'retention.read', showHold),
    form('/admin/retention/holds/new', 'retention.hold', HoldForm, showNew, async ({ tx, actor, clock }, input) => {
      if (input.target !== 'controller' && !kinds.some(({ key, due }) => due && key === input.kind))
        throw new Invalid([{ field: 'kind', code: 'not-an-option' }])
      const known = await controllersOf(tx, actor)
      if (input.controller && !known.some(({ id }) => id === input.controller))
        throw new Invalid([{ field: 'controller', code: 'not-an-option' }])
      await setHold(
        tx,
        actor,
        {
          target: input.target,
          kind: input.kind ?? null,
          controllerId: input.controller ?? null,
          recordId: input.target === 'record' ? await recordOf(tx, input.kind, input.record ?? '') : null,
          reason: input.reason,
          reference: input.reference ?? null,
          until: input.until ?? null,
        },
        clock.now(),
      )
      return '/admin/retention/holds?done=set'
    }),
    form('/admin/retention/holds/:id/release', 'retention.hold', ReleaseForm, showHold, async (request, { code }) => {
      const { tx, actor, params, clock } = request
      await releaseHold(tx, actor, params.id as Id<'hold'>, code, clock.now())
      return '/admin/retention/holds?done=released'
    }),
  ]
}
