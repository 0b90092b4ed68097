import { z } from 'zod'
import type { Id } from '../../../kernel/ids.ts'
import { defineRights } from '../../access/index.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import { recordLook } from '../../audit/index.ts'
import { type Page, type PageRequest, pageNumber, routesFor } from '../../http/index.ts'
import { getMail, listMails, sendAgain } from '../outbox.ts'
import { mailStates } from '../tables.ts'
import { MailPage, OutboxPage } from './mail.tsx'

export const mailRights = defineRights({ 'mail.manage': ['administrator'] })

const { page, form } = routesFor(mailRights)

/** The outbox, for those who keep the platform running. `sends`: a mail server is set up. */
export function mailRoutes(sends: boolean) {
  async function showOutbox({ tx, actor, tenant, query, t }: PageRequest): Promise<Page> {
    const state = mailStates.find((known) => known === query.get('state'))
    const number = pageNumber(query)
    const { lines, total } = await listMails(tx, state, number)
    await recordLook(tx, actor, { event: 'mail.looked', subjectKind: 'mail', ids: lines.map(({ id }) => id) })
    const silent = tenant.demo ? 'demo' : sends ? undefined : 'no-server'
    return {
      title: t('mail.title'),
      body: <OutboxPage lines={lines} total={total} page={number} state={state} silent={silent} />,
    }
  }

  async function showMail({ tx, actor, tenant, params, t, form: state }: PageRequest<'id'>): Promise<Page> {
    const mail = await getMail(tx, params.id as Id<'mail'>)
    await recordLook(tx, actor, { event: 'mail.looked', subjectKind: 'mail', ids: [mail.id] })
    return {
      title: mail.subject ?? t('mail.title'),
      crumbs: [{ label: t('mail.title'), path: '/admin/mail' }],
      layout: 'narrow',
      body: <MailPage mail={mail} sends={sends && !tenant.demo} form={state} />,
    }
  }

  return [
    page('/admin/mail', 'mail.manage', showOutbox),
    form('/admin/mail/:id', 'mail.manage', z.object({}), showMail, async ({ tx, actor, params }) => {
      await sendAgain(tx, actor, params.id as Id<'mail'>)
      return `/admin/mail/${params.id}?done=again`
    }),
  ]
}

/** Its place on the administration page. */
export const mailAdministration: readonly AdministrationEntry[] = [
  {
    path: '/admin/mail',
    label: 'mail.title',
    detail: 'administration.mail-detail',
    right: 'mail.manage',
    group: 'operation',
    order: 20,
  },
]
