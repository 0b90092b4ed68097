import { z } from 'zod'
import { Forbidden, Invalid, NotFound } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import { sql, type Tx } from '../../../database/index.ts'
import { docxType, pdfType, toDocx, toPdf } from '../../../documents/index.ts'
import { type Download, field, type Page, type PageRequest } from '../../../http/index.ts'
import { namesOf } from '../../../identity/members.ts'
import { startOfDay } from '../../../retention/domain.ts'
import { countActivity, groupRefused } from '../../looks.ts'
import { record, recordLook } from '../../record.ts'
import { daysOfQuarter, quartersUntil } from './period.ts'
import { composeReport } from './report.ts'
import { ReportPage } from './reportpage.tsx'
import type { ProtectionRoutes } from './rights.ts'

const path = '/admin/data-protection/report'

const ReportForm = z.object({
  quarter: field.text(7),
  form: field.oneOf(['pdf', 'docx']),
  named: field.checkbox(),
  reason: field.optionalText(300),
})

/** The quarterly access report: numbers; names only where somebody says why, and that is audited before the file exists. */
export function reportRoutes({ form, download }: ProtectionRoutes) {
  async function show({ t, clock, form: state }: PageRequest): Promise<Page> {
    return {
      title: t('protection.report.title'),
      layout: 'narrow',
      crumbs: [{ label: t('protection.title'), path: '/admin/data-protection' }],
      body: <ReportPage quarters={quartersUntil(clock.today())} form={state} />,
    }
  }

  async function make(request: PageRequest<'quarter' | 'form'>): Promise<Download> {
    const { tx, actor, params, query, clock, tenant, t } = request
    if (!quartersUntil(clock.today()).includes(params.quarter)) throw new NotFound('quarter')
    const named = query.get('named')
    if (named !== null && !(await wasAskedFor(tx, named, actor.userId, clock.now()))) throw new Forbidden('names')
    const { from, next } = daysOfQuarter(params.quarter)
    const range = { fromMs: startOfDay(from).getTime(), toMs: startOfDay(next).getTime() }
    const activity = await countActivity(tx, range, named !== null)
    const names = await namesOf(
      tx,
      activity.map(({ userId }) => userId as Id<'user'> | null),
    )
    const document = composeReport({
      quarter: params.quarter,
      tenant,
      today: clock.today(),
      activity,
      refused: await groupRefused(tx, range),
      names: named === null ? null : names,
      word: (event) => (t.has(`audit.event.${event}`) ? t(`audit.event.${event}`) : event),
    })
    const filename = `zugriffsbericht-${params.quarter}.${params.form}`
    await recordLook(tx, actor, {
      event: 'audit.report-made',
      ids: [],
      details: { quarter: params.quarter, named: named !== null },
    })
    if (params.form === 'pdf') return { type: pdfType, filename, body: await toPdf(document) }
    if (params.form === 'docx') return { type: docxType, filename, body: await toDocx(document) }
    throw new NotFound('form')
  }

  return [
    form(path, 'data-protection.read', ReportForm, show, async ({ tx, actor, clock }, input) => {
      if (!quartersUntil(clock.today()).includes(input.quarter))
        throw new Invalid([{ field: 'quarter', code: 'not-an-option' }])
      const file = `${path}/${input.quarter}/${input.form}`
      if (!input.named) return file
      if (!input.reason) throw new Invalid([{ field: 'reason', code: 'names-need-reason' }])
      const asked = newId(clock.now())
      await record(tx, actor, {
        event: 'audit.names-asked',
        subject: asked,
        subjectKind: 'report',
        details: { quarter: input.quarter, reason: input.reason },
      })
      return `${file}?named=${asked}`
    }),
    download(`${path}/:quarter/:form`, 'data-protection.read', make),
  ]
}

/** Whether this person said why within the last hour: the address alone opens nothing. */
async function wasAskedFor(tx: Tx, asked: string, userId: string, now: number): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM audit_entry WHERE subject = ${asked} AND event = 'audit.names-asked' AND user_id = ${userId}::uuid
      AND at_ms > ${Math.min(now, Date.now()) - 3_600_000}::bigint LIMIT 1
  `.execute(tx)
  return rows.length > 0
}
