/**
 * Arabic letters for the typesetter. Fira Sans has none; Noto Sans Arabic has those of Arabic, Persian, Dari, Sorani, Urdu and
 * Pashto, in the two weights that papers are set in. Both come with the packages of the platform: no machine is asked for a font.
 */
import { readFile } from 'node:fs/promises'

const weights = [
  import.meta.resolve('@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf'),
]

export async function readArabicFonts(): Promise<Uint8Array[]> {
  return await Promise.all(weights.map((weight) => readFile(new URL(weight))))
}
