/**
 * The official municipality key (Amtlicher Gemeindeschlüssel): Land 2 digits, Regierungsbezirk 1, Kreis 2, Gemeinde 3.
 * A district has the first five. Stadt Warendorf (05570052) is not Kreis Warendorf (05570): the length tells.
 */
export const districtKeyPattern = /^\d{5}$/
export const municipalityKeyPattern = /^\d{8}$/

export type AgsIssue = 'ags-digits' | 'ags-other-district' | 'ags-district'

/** What is wrong with a municipality's key in a district; undefined when nothing is. */
export function agsIssue(ags: string, districtKey: string): AgsIssue | undefined {
  if (!municipalityKeyPattern.test(ags)) return 'ags-digits'
  if (!ags.startsWith(districtKey)) return 'ags-other-district'
  return ags.endsWith('000') ? 'ags-district' : undefined
}
