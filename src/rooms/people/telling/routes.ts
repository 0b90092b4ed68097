import { z } from 'zod'
import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { proofsPath, tellingPath } from '../paths.ts'
import { showTelling } from './page.tsx'
import { fetchProof, showProofs } from './proofs.tsx'
import { takeNoteOf } from './tell.ts'

const { download, form, page } = routesFor(rights)

/** What recipients are told (Art. 19 GDPR), and what stays of consents beside an erasure. */
export const tellingRoutes = [
  form('/people/tellings/:id', 'people.receive-notices', z.object({}), showTelling, async (request) => {
    const { tx, actor, params, clock } = request
    await takeNoteOf(tx, actor, params.id, { clock })
    return `${tellingPath(params.id)}?done=seen`
  }),
  page(proofsPath, 'people.kept-proofs', showProofs),
  download(`${proofsPath}/:basis/scan`, 'people.kept-proofs', fetchProof),
]
