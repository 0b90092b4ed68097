import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { append, emptyTree, leafOf, rootOf } from './merkle.ts'

/** RFC 6962, section 2.1, word for word: split at the largest power of two smaller than the number of leaves. */
function rootByDefinition(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest()
  if (leaves.length === 1) return leaves[0]!
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  const left = rootByDefinition(leaves.slice(0, split))
  const right = rootByDefinition(leaves.slice(split))
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest()
}

const leaves = fc
  .array(fc.string(), { maxLength: 70 })
  .map((texts) => texts.map((text) => leafOf(new Uint8Array(), text)))

test('appending gives the root of the definition, however the leaves are cut into portions', () => {
  fc.assert(
    fc.property(leaves, fc.array(fc.nat(20)), (all, cuts) => {
      let tree = emptyTree
      let taken = 0
      for (const cut of [...cuts, all.length]) {
        const portion = all.slice(taken, taken + cut)
        tree = append(tree, portion)
        taken += portion.length
      }
      expect(tree.size).toBe(all.length)
      expect(rootOf(tree)).toEqual(rootByDefinition(all))
    }),
  )
})

test('the published test vectors of Certificate Transparency come out', () => {
  // Inputs and roots of the reference implementation (certificate-transparency-go, merkle tree tests).
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]
  let tree = emptyTree
  inputs.forEach((input, index) => {
    tree = append(tree, [createHash('sha256').update(Uint8Array.of(0)).update(input, 'hex').digest()])
    expect(rootOf(tree).toString('hex')).toBe(roots[index])
  })
})
