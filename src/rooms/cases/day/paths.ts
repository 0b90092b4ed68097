/** What somebody who does case management opens in the morning. */
export const dayPath = '/day'
