import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { languageName } from '../../../../platform/i18n/index.ts'
import { Stack } from '../../../../platform/ui/index.ts'
import { getCase } from '../../queries.ts'
import { readLifeDomains } from '../../work/domains.ts'
import { Meanwhile } from '../../work/meanwhile.tsx'
import { partPage } from '../../work/part.tsx'
import { needPath } from '../paths.ts'
import { getNeed, readReasons } from '../queries.ts'
import { NeedFields, needLabels } from './fields.tsx'

/** Correcting what was recorded. */
export async function showNeedChange(request: PageRequest<'id' | 'need'>): Promise<Page> {
  const { tx, actor, params, t, locale, form } = request
  const file = await getCase(tx, actor, params.id)
  const need = await getNeed(tx, file.id, params.need)
  const [domains, reasons] = [await readLifeDomains(tx, locale), await readReasons(tx, locale)]
  const labels = needLabels(t)
  return partPage(request, file, {
    title: t('cases.need.correct'),
    layout: 'narrow',
    body: (
      <Stack>
        <Meanwhile
          form={form}
          fields={[
            { name: 'topic', label: labels.topic, saved: need.topic, words: domains.name },
            {
              name: 'language',
              label: labels.language,
              saved: need.language,
              words: (tag) => languageName(tag, locale),
            },
            { name: 'neededOn', label: labels.neededOn, saved: need.neededOn },
            { name: 'reason', label: labels.reason, saved: need.reason, words: reasons.name },
          ]}
        />
        <NeedFields form={form} need={need} domains={domains} reasons={reasons} back={needPath(file.id, need.id)} />
      </Stack>
    ),
  })
}
