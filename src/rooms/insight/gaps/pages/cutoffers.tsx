import { Note, useRender } from '../../../../platform/ui/index.ts'
import { mostOffers } from '../supply.ts'

/** That there are more offers than were counted; nothing where all were. */
export function CutOffers({ view }: { view: { readonly offersCut: boolean } }) {
  const { t } = useRender()
  return view.offersCut ? (
    <Note kind="attention">
      <p>{t('insight.gaps.offers-cut', { most: mostOffers })}</p>
    </Note>
  ) : null
}
