/**
 * A seeded generator: the same seed gives the same numbers on every machine, so simulations and bootstrap intervals can be
 * repeated. Not for secrets. Algorithm: sfc32 (Small Fast Counter, from the PractRand suite), seeded through a 128-bit
 * mix of the seed's text.
 */
export interface Random {
  /** Uniform in [0, 1), with 53 bits. */
  next(): number
  /** A whole number, uniform in [0, n). @throws RangeError when n is not a whole number from 1 to 2^32. */
  int(n: number): number
  /** Standard normal (Box-Muller). */
  normal(): number
  /** exp(mu + sigma · normal): the median is exp(mu). */
  lognormal(mu: number, sigma: number): number
  /** One of the items, each as likely. @throws RangeError when there is none. */
  pick<T>(items: readonly T[]): T
  /** A Poisson count with mean lambda; 0 for lambda 0. @throws RangeError when lambda is negative or not finite. */
  poisson(lambda: number): number
  /**
   * A generator of its own for a part of the work, which depends on this one's seed and the label, not on how many numbers
   * were drawn before: a part that draws more does not shift the others.
   */
  child(label: string | number): Random
}

export function seeded(seed: number | string): Random {
  return generator(`${typeof seed}:${seed}`)
}

function generator(name: string): Random {
  let [a, b, c, d] = mix(name)

  /** 32 random bits, unsigned. */
  function bits(): number {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 15; i++) bits()

  const next = () => (bits() * 0x200000 + (bits() >>> 11)) / 0x20000000000000

  function int(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 0x100000000) throw new RangeError(`not a number of choices: ${n}`)
    // Draws above the last whole multiple of n would favour the small numbers.
    const limit = 0x100000000 - (0x100000000 % n)
    let drawn = bits()
    while (drawn >= limit) drawn = bits()
    return drawn % n
  }

  function normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - next()))
    return radius * Math.cos(2 * Math.PI * next())
  }

  function pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('nothing to pick from')
    return items[int(items.length)] as T
  }

  function poisson(lambda: number): number {
    if (!(lambda >= 0) || lambda === Number.POSITIVE_INFINITY) throw new RangeError(`not a mean: ${lambda}`)
    // A sum of Poisson counts is Poisson; parts of at most 30 keep exp(-lambda) far from zero.
    let rest = lambda
    let count = 0
    while (rest > 0) {
      const limit = Math.exp(-Math.min(rest, 30))
      rest -= 30
      for (let product = next(); product > limit; product *= next()) count++
    }
    return count
  }

  return {
    next,
    int,
    normal,
    lognormal: (mu, sigma) => Math.exp(mu + sigma * normal()),
    pick,
    poisson,
    child: (label) => generator(`${name}/${typeof label}:${label}`),
  }
}

/** Four 32-bit words from a text, every character moving every word (the finishing steps of MurmurHash3). */
function mix(text: string): [number, number, number, number] {
  const words: [number, number, number, number] = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    words[0] = Math.imul(words[0] ^ code, 597399067) ^ words[1]
    words[1] = Math.imul(words[1] ^ code, 2869860233) ^ words[2]
    words[2] = Math.imul(words[2] ^ code, 951274213) ^ words[3]
    words[3] = Math.imul(words[3] ^ code, 2716044179) ^ words[0]
  }
  return words.map((word) => {
    const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
    const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
    return twice ^ (twice >>> 16)
  }) as [number, number, number, number]
}
