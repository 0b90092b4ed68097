import { Meta, useRender } from '../../../../../platform/ui/index.ts'

/** That nobody who speaks the language has read the translation; `-` where there is nothing to say. */
export function Reviewed() {
  const { t } = useRender()
  const words = t('steering.conference.reviewed')
  return words === '-' ? null : <Meta>{words}</Meta>
}
