/**
 * Kinds of document that support a declaration, by code. The list holds those that customs asks for; another kind is named in words.
 *
 * @source UN/EDIFACT data element 1001, document name code
 */
export const DOCUMENT_TYPES = {
  '105': 'Purchase order',
  '271': 'Packing list',
  '315': 'Contract',
  '325': 'Proforma invoice',
  '380': 'Commercial invoice',
  '520': 'Insurance certificate',
  '705': 'Bill of lading',
  '720': 'Rail consignment note',
  '730': 'Road consignment note',
  '740': 'Air waybill',
  '785': 'Cargo manifest',
  '811': 'Export licence',
  '851': 'Phytosanitary certificate',
  '852': 'Sanitary certificate',
  '853': 'Veterinary certificate',
  '861': 'Certificate of origin',
  '862': 'Declaration of origin',
  '911': 'Import licence',
} as const

export type DocumentType = keyof typeof DOCUMENT_TYPES

export const DOCUMENT_TYPE_CODES = Object.keys(DOCUMENT_TYPES) as [DocumentType, ...DocumentType[]]
