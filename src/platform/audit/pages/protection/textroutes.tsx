import { NotFound } from '../../../../kernel/errors.ts'
import { asPlatform } from '../../../access/acting.ts'
import { docxType, type PaperDocument, toDocx, toHtml } from '../../../documents/index.ts'
import type { Download, Page, PageRequest } from '../../../http/index.ts'
import { backupDays, ownBackupDays } from '../../../retention/backups.ts'
import { controllersWith } from '../../../retention/controllers.ts'
import { allKinds } from '../../../retention/kinds.ts'
import { controllerNames } from '../../../retention/overview.ts'
import { readRule } from '../../../retention/rules.ts'
import { recordLook } from '../../record.ts'
import { composeRegister, type RegisterRow } from './register.ts'
import { RegisterPage } from './registerpage.tsx'
import type { ProtectionOptions, ProtectionRoutes } from './rights.ts'

const path = '/admin/data-protection/register'

/** The record of processing activities, made from the kinds of data that the program really has. */
export function textRoutes({ page, download }: ProtectionRoutes, { rooms, backup }: ProtectionOptions) {
  const kinds = allKinds(rooms)

  async function rowsOf({ tx, actor, t }: PageRequest): Promise<readonly RegisterRow[]> {
    const names = await controllerNames(tx, actor, rooms)
    return await asPlatform(tx, async () => {
      const rows: RegisterRow[] = []
      for (const kind of kinds) {
        const rules = []
        for (const controllerId of await controllersWith(tx, kind)) {
          const rule = await readRule(tx, kind, controllerId)
          const controller = controllerId === null ? t('retention.district') : (names.get(controllerId) ?? controllerId)
          rules.push({ controller, ...rule })
        }
        rows.push({
          key: kind.key,
          label: t(`retention.kind.${kind.key}.label`),
          covers: t(`retention.kind.${kind.key}.covers`),
          clock: t(`retention.kind.${kind.key}.clock`),
          norm: t(`retention.kind.${kind.key}.norm`),
          remains: t(`retention.kind.${kind.key}.remains`),
          rules,
        })
      }
      return rows
    })
  }

  async function show(request: PageRequest): Promise<Page> {
    const { t } = request
    return {
      title: t('protection.register.title'),
      crumbs: [{ label: t('protection.title'), path: '/admin/data-protection' }],
      body: <RegisterPage rows={await rowsOf(request)} />,
    }
  }

  async function make(request: PageRequest<'form'>): Promise<Download> {
    const { tx, actor, params, tenant, clock } = request
    const document: PaperDocument = composeRegister({
      tenant,
      today: clock.today(),
      rows: await rowsOf(request),
      backupDays: await backupDays(tx, ownBackupDays(backup)),
    })
    await recordLook(tx, actor, { event: 'audit.register-made', ids: [] })
    const filename = `verarbeitungsverzeichnis-${tenant.key}.${params.form}`
    if (params.form === 'docx') return { type: docxType, filename, body: await toDocx(document) }
    if (params.form === 'html') return { type: 'text/html; charset=utf-8', filename, body: await toHtml(document) }
    throw new NotFound('form')
  }

  return [page(path, 'data-protection.read', show), download(`${path}/:form`, 'data-protection.read', make)]
}
