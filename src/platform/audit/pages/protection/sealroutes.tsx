import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import { type Download, field, type Page, type PageRequest } from '../../../http/index.ts'
import { namesOf } from '../../../identity/members.ts'
import { keepCheck, listChecks } from '../../checks.ts'
import { type Consistency, compareExports, readStates } from '../../consistency.ts'
import { sealState } from '../../entries.ts'
import { packAudit } from '../../packing.ts'
import { recordLook } from '../../record.ts'
import { type SealKey, sealKeyFrom } from '../../signature.ts'
import { verifyAudit } from '../../verify.ts'
import { readPeriod, startsBefore } from './period.ts'
import type { ProtectionOptions, ProtectionRoutes } from './rights.ts'
import { ComparedPage, SealPage } from './seal.tsx'

const path = '/admin/data-protection/seal'

const ExportForm = z.object({ from: field.day(), to: field.day() })

/** Entries that are checked while somebody waits: some seconds. More go by the command. */
const mostWhileWaiting = 500_000

/** Bytes of one list of signed states. */
const exportLimit = 8 * 1024 * 1024

/** Checking the seals, taking the audit out to check it elsewhere, comparing two exports. */
export function sealRoutes({ form, download }: ProtectionRoutes, { secrets }: ProtectionOptions) {
  function ownKey(): SealKey {
    if (!secrets) throw new Error('routes that are only listed have no secrets')
    return sealKeyFrom(secrets)
  }

  async function show({ tx, actor, t, query, clock, form: state }: PageRequest): Promise<Page> {
    const checks = await listChecks(tx, 20)
    await recordLook(tx, actor, { event: 'audit.protection-looked', ids: [] })
    return {
      title: t('protection.seal.title'),
      crumbs: [{ label: t('protection.title'), path: '/admin/data-protection' }],
      body: (
        <SealPage
          state={await sealState(tx)}
          checks={checks}
          names={
            await namesOf(
              tx,
              checks.map(({ checkedBy }) => checkedBy),
            )
          }
          period={readPeriod(query, clock.today())}
          most={mostWhileWaiting}
          form={state}
        />
      ),
    }
  }

  async function makeExport({ db, tenant, tx, actor, query, clock }: PageRequest): Promise<Download> {
    const period = readPeriod(query, clock.today())
    const packed = await packAudit(db, tenant, ownKey(), period)
    await recordLook(tx, actor, {
      event: 'audit.exported',
      ids: [],
      details: { from: packed.fromSize, to: packed.toSize },
    })
    return { type: 'application/x-tar', filename: `protokoll-${period.from}-${period.to}.tar`, body: packed.body }
  }

  return [
    form(`${path}`, 'data-protection.read', z.object({}), show, async ({ db, tenant, tx, actor, clock }) => {
      if ((await sealState(tx)).size > mostWhileWaiting) throw new Conflict('audit-too-large')
      const key = ownKey()
      const keys = new Map<string, KeyObject>([[key.id, key.publicKey]])
      await keepCheck(tx, actor, await verifyAudit(db, tenant, { keys }), clock.now())
      return `${path}?done=checked`
    }),
    form(
      `${path}/compare`,
      'data-protection.read',
      z.object({}),
      show,
      async ({ files, t }): Promise<Page> => {
        const [one, other] = [await statesIn(files, 'one'), await statesIn(files, 'other')]
        const issues = [one, other].filter((read) => 'code' in read)
        if ('code' in one || 'code' in other) throw new Invalid(issues)
        const result: Consistency = compareExports(one, other)
        return {
          title: t('protection.compare.title'),
          layout: 'narrow',
          crumbs: [
            { label: t('protection.title'), path: '/admin/data-protection' },
            { label: t('protection.seal.title'), path },
          ],
          body: <ComparedPage result={result} />,
        }
      },
      { limit: 2 * exportLimit + 64 * 1024 },
    ),
    form(`${path}/export`, 'data-protection.read', ExportForm, show, async (_request, { from, to }) => {
      if (startsBefore(to, from)) throw new Invalid([{ field: 'to', code: 'period-backwards' }])
      return `${path}/export/file?${new URLSearchParams({ from, to })}`
    }),
    download(`${path}/export/file`, 'data-protection.read', makeExport),
  ]
}

/** The signed states in a file, or what is wrong with it. */
async function statesIn(files: Readonly<Record<string, File>>, name: 'one' | 'other') {
  const file = files[name]
  if (!file || file.size === 0) return { field: name, code: 'file-missing' }
  if (file.size > exportLimit) return { field: name, code: 'file-too-large' }
  return readStates(await file.text()) ?? { field: name, code: 'not-checkpoints' }
}
