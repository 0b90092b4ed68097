import { routesFor } from '../../../platform/http/index.ts'
import { writeSetting } from '../../../platform/settings/index.ts'
import { rights } from '../access.ts'
import { controllingFile } from './files.ts'
import { MappingForm, mapping, mappingOf } from './mapping.ts'
import { showMapping } from './mappingpage.tsx'
import { controllingPath, mappingPath, showControlling } from './page.tsx'

const { page, form, download } = routesFor(rights)

export const controllingRoutes = [
  page(controllingPath, 'steering.controlling', showControlling),
  form(mappingPath, 'steering.controlling', MappingForm, showMapping, async ({ tx, actor, clock }, input) => {
    await writeSetting(tx, actor, mapping, mappingOf(input), input.version, clock.now())
    return `${controllingPath}?done=mapped`
  }),
  download('/controlling/:file', 'steering.controlling', controllingFile),
]
