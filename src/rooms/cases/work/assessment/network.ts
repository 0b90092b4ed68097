/** The network map (Netzwerkkarte) as a list: in which sphere somebody stands, and how close. */
export const spheres = ['family', 'friends', 'neighbourhood', 'volunteers', 'offices'] as const
export type Sphere = (typeof spheres)[number]

export const closenesses = ['close', 'regular', 'loose'] as const
export type Closeness = (typeof closenesses)[number]
