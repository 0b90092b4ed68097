import type { Translate } from '../../../../platform/i18n/index.ts'
import { papers } from '../../paths.ts'
import { draftPath } from '../paths.ts'
import type { Draft } from '../queries.ts'

/** The way to a page below a draft. */
export const crumbsTo = (t: Translate, draft: Draft) => [
  { label: t('council.papers'), path: papers },
  { label: draft.paper.title, path: draftPath(draft.id) },
]
