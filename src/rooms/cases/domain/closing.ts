/** How cases end, as values. */

/** Why a case was closed (domain model 12.4); fixed, because periods of deletion and figures follow them. */
export const closureReasons = [
  'goalsReached',
  'handedOver',
  'movedAway',
  'contactLost',
  'withdrew',
  'refused',
  'departure',
  'death',
  'other',
] as const
export type ClosureReason = (typeof closureReasons)[number]

/** How far the goals were reached, as agreed with the person: not at all, a little, half, mostly, wholly. */
export const attainments = [0, 1, 2, 3, 4] as const
export type Attainment = (typeof attainments)[number]
