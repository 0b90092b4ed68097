/** Norms on which offices of the demo pass something on without a form of their own. */

/** Consent that the office has on paper, Art. 6 GDPR. */
export const consentNorm = 'Art. 6 Abs. 1 Buchst. a DSGVO'

/** Distribution of asylum seekers within the Land. */
export const allocationNorm = '§ 50 AsylG'

/** Reporting and transfer between social benefits offices. */
export const socialDataNorm = '§ 67d Abs. 1, § 69 Abs. 1 Nr. 1 SGB X'
