/**
 * Arabic letters for the typesetter. Fira Sans has none, and the packages of the platform bring no other font, so they come
 * from the machine: `fonts-noto-core` or `fonts-dejavu-core` of Debian. Without one a PDF in Arabic or Farsi is not made, since
 * it would show boxes; the page of the same paper is printed by the browser, which has such letters.
 */
import { access, readFile } from 'node:fs/promises'

/** Weights of one family: the first family that is there is used. */
const families = [
  [
    '/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf',
    '/usr/share/fonts/truetype/noto/NotoSansArabic-Bold.ttf',
  ],
  ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', '/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf'],
] as const

const arabicScript = ['ar', 'fa', 'prs', 'ps', 'ckb', 'ur']

/** Whether `toPdf` can set a text in this language (BCP 47) on this machine. */
export async function setsInPdf(language: string): Promise<boolean> {
  return !arabicScript.includes(language.split('-')[0] ?? '') || (await findFamily()) !== undefined
}

/** The files of the first family that is there; none on a machine without. */
export async function readArabicFonts(): Promise<Uint8Array[]> {
  return await Promise.all(((await findFamily()) ?? []).map((path) => readFile(path)))
}

let found: Promise<readonly string[] | undefined> | undefined

function findFamily(): Promise<readonly string[] | undefined> {
  found ??= (async () => {
    for (const family of families) {
      const there = await Promise.all(
        family.map((path) =>
          access(path).then(
            () => true,
            () => false,
          ),
        ),
      )
      if (there.every(Boolean)) return family
    }
    return undefined
  })()
  return found
}
