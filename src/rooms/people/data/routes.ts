import { z } from 'zod'
import type { Id } from '../../../kernel/ids.ts'
import { field, routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { requestKinds } from '../domain/kinds.ts'
import { personPath, start } from '../paths.ts'
import { dataHtml, dataJson, dataPdf, dataSchema } from './package.ts'
import { showData } from './page.tsx'
import { addRequest, decideRequest, liftRestriction } from './requests.ts'

const { download, form, page } = routesFor(rights)

const RequestForm = z.object({
  kind: field.oneOf(requestKinds),
  receivedOn: field.day(),
  note: field.optionalLongText(2000),
})

const DecisionForm = z.object({
  request: field.id<'request'>(),
  verdict: field.oneOf(['done', 'refused']),
  outcome: field.optionalLongText(2000),
  told: field.optionalLongText(2000),
})

const personId = (params: { readonly id: string }) => params.id as Id<'person'>

/** The rights of persons (Art. 15 to 20 GDPR). */
export const dataRoutes = [
  page('/people/:id/data', 'people.edit', showData),
  download('/people/:id/data/copy.json', 'people.edit', dataJson),
  download('/people/:id/data/schema.json', 'people.edit', dataSchema),
  download('/people/:id/data/copy.html', 'people.edit', dataHtml),
  download('/people/:id/data/copy.pdf', 'people.edit', dataPdf),
  form('/people/:id/data/requests', 'people.edit', RequestForm, showData, async (request, input) => {
    const { tx, actor, params, clock } = request
    const { kind, receivedOn, note = null } = input
    await addRequest(tx, actor, personId(params), { kind, receivedOn, note }, clock.today())
    return `${personPath(params.id)}/data?done=noted`
  }),
  form('/people/:id/data/decide', 'people.edit', DecisionForm, showData, async (request, input) => {
    const { tx, actor, params, clock, personalData } = request
    const { request: asked, verdict, outcome = null, told = null } = input
    const decision = { request: asked, verdict, outcome, told }
    const became = await decideRequest(tx, actor, personId(params), decision, {
      rooms: personalData,
      clock,
    })
    return became === 'erased' ? `${start}?done=erased` : `${personPath(params.id)}/data?done=decided`
  }),
  form('/people/:id/data/lift', 'people.edit', z.object({}), showData, async (request) => {
    const { tx, actor, params, clock, personalData } = request
    await liftRestriction(tx, actor, personId(params), { rooms: personalData, clock })
    return `${personPath(params.id)}/data?done=lifted`
  }),
]
