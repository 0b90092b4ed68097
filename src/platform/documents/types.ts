/** Media types of what is written here. */
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const pdfType = 'application/pdf'
