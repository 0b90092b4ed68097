import { z } from 'zod'
import type { Id } from '../../../kernel/ids.ts'
import { defineRights } from '../../access/index.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import { recordLook } from '../../audit/index.ts'
import { field, type Page, type PageRequest, pageNumber, routesFor } from '../../http/index.ts'
import type { Catalogues } from '../../i18n/index.ts'
import { writeSetting } from '../../settings/index.ts'
import { getMail, listMails, sendAgain } from '../outbox.ts'
import { mailStates, undeliverableReasons } from '../tables.ts'
import { sendTestMail } from '../testmail.ts'
import { clearUndeliverable, findUndeliverable, markUndeliverable } from '../undeliverable.ts'
import { wordingSetting } from '../wording.ts'
import { MailPage, OutboxPage } from './mail.tsx'
import { showTemplates } from './templates.tsx'
import { showWording } from './wording.tsx'

export const mailRights = defineRights({ 'mail.manage': ['administrator'] })

const { page, form } = routesFor(mailRights)

const MarkForm = z.object({
  do: field.oneOf(['mark', 'clear']),
  reason: field.optionalOneOf(undeliverableReasons),
})

const orNull = (max: number) => field.optionalText(max).transform((typed) => typed ?? null)

const WordingForm = z
  .object({
    version: field.wholeNumber(0, 1_000_000),
    senderDe: orNull(80),
    senderEn: orNull(80),
    closingDe: orNull(600),
    closingEn: orNull(600),
  })
  .transform(({ version, senderDe, senderEn, closingDe, closingEn }) => ({
    version,
    de: { sender: senderDe, closing: closingDe },
    en: { sender: senderEn, closing: closingEn },
  }))

/** The outbox, for those who keep the platform running. `sends`: a mail server is set up. */
export function mailRoutes(sends: boolean, catalogues: () => Promise<Catalogues>) {
  async function showOutbox({ tx, actor, tenant, query, t }: PageRequest): Promise<Page> {
    const state = mailStates.find((known) => known === query.get('state'))
    const number = pageNumber(query)
    const { lines, total } = await listMails(tx, state, number)
    await recordLook(tx, actor, { event: 'mail.looked', subjectKind: 'mail', ids: lines.map(({ id }) => id) })
    const silent = tenant.demo ? 'demo' : sends ? undefined : 'no-server'
    return {
      title: t('mail.title'),
      crumbs: [{ label: t('administration.title'), path: '/admin' }],
      body: <OutboxPage lines={lines} total={total} page={number} state={state} silent={silent} />,
    }
  }

  async function showMail({ tx, actor, tenant, params, t, form: state }: PageRequest<'id'>): Promise<Page> {
    const mail = await getMail(tx, params.id as Id<'mail'>)
    await recordLook(tx, actor, { event: 'mail.looked', subjectKind: 'mail', ids: [mail.id] })
    return {
      title: mail.subject ?? t('mail.title'),
      crumbs: [
        { label: t('administration.title'), path: '/admin' },
        { label: t('mail.title'), path: '/admin/mail' },
      ],
      layout: 'narrow',
      body: (
        <MailPage
          mail={mail}
          undeliverable={await findUndeliverable(tx, mail.recipient)}
          sends={sends && !tenant.demo}
          form={state}
        />
      ),
    }
  }

  return [
    page('/admin/mail', 'mail.manage', showOutbox),
    form('/admin/mail/:id', 'mail.manage', z.object({}), showMail, async ({ tx, actor, params }) => {
      await sendAgain(tx, actor, params.id as Id<'mail'>)
      return `/admin/mail/${params.id}?done=again`
    }),
    form(
      '/admin/mail/:id/undeliverable',
      'mail.manage',
      MarkForm,
      showMail,
      async ({ tx, actor, params, clock }, input) => {
        const id = params.id as Id<'mail'>
        if (input.do === 'clear') await clearUndeliverable(tx, actor, id)
        else await markUndeliverable(tx, actor, id, input.reason ?? 'unknown', clock.now())
        return `/admin/mail/${params.id}?done=${input.do === 'clear' ? 'cleared' : 'marked'}`
      },
    ),
    page('/admin/mail/templates', 'mail.manage', showTemplates(catalogues)),
    form('/admin/mail/wording', 'mail.manage', WordingForm, showWording, async (request, { version, ...words }) => {
      await writeSetting(request.tx, request.actor, wordingSetting, words, version, request.clock.now())
      return '/admin/mail/templates?done=worded'
    }),
    form('/admin/mail/test', 'mail.manage', z.object({}), showWording, async ({ tx, actor, clock }) => {
      await sendTestMail(tx, actor, clock.now())
      return '/admin/mail?done=test'
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
