/**
 * The free-trade agreements of the member states, by the code that names their column in a schedule.
 *
 * A word list: it says which column headers and claims are understood, not which state applies what to whom. That is law, in rows of kind `agreement`.
 */
export const AGREEMENTS = {
  atiga: 'ASEAN Trade in Goods Agreement',
  acfta: 'ASEAN-China',
  akfta: 'ASEAN-Korea',
  ajcep: 'ASEAN-Japan',
  aifta: 'ASEAN-India',
  aanzfta: 'ASEAN-Australia-New Zealand',
  ahkfta: 'ASEAN-Hong Kong, China',
  rcep: 'Regional Comprehensive Economic Partnership',
  cptpp: 'Comprehensive and Progressive Agreement for Trans-Pacific Partnership',
  // Viet Nam
  vjepa: 'Viet Nam-Japan',
  vkfta: 'Viet Nam-Korea',
  vcfta: 'Viet Nam-Chile',
  vneaeu: 'Viet Nam-Eurasian Economic Union',
  vncuba: 'Viet Nam-Cuba',
  vnlao: 'Viet Nam-Lao PDR',
  vncam: 'Viet Nam-Cambodia',
  evfta: 'European Union-Viet Nam',
  ukvfta: 'United Kingdom-Viet Nam',
  vifta: 'Viet Nam-Israel',
  vnuae: 'Viet Nam-United Arab Emirates',
  // Singapore
  ansscep: 'New Zealand-Singapore',
  jsepa: 'Japan-Singapore',
  safta: 'Singapore-Australia',
  ussfta: 'United States-Singapore',
  ceca: 'India-Singapore',
  ksfta: 'Korea-Singapore',
  csfta: 'China-Singapore',
  efta: 'European Free Trade Association-Singapore',
  pesfta: 'Peru-Singapore',
  psfta: 'Panama-Singapore',
  scrfta: 'Singapore-Costa Rica',
  gsfta: 'Gulf Cooperation Council-Singapore',
  sjfta: 'Singapore-Jordan',
  tpfta: 'Türkiye-Singapore',
  slsfta: 'Sri Lanka-Singapore',
  eusfta: 'European Union-Singapore',
  uksfta: 'United Kingdom-Singapore',
  tpsep: 'Trans-Pacific Strategic Economic Partnership',
  mcsfta: 'MERCOSUR-Singapore',
  pasfta: 'Pacific Alliance-Singapore',
  // Thailand
  tafta: 'Thailand-Australia',
  tnzcep: 'Thailand-New Zealand',
  jtepa: 'Japan-Thailand',
  titfta: 'Thailand-India, early harvest',
  tpcep: 'Thailand-Peru, early harvest',
  tcfta: 'Thailand-Chile',
  tslfta: 'Sri Lanka-Thailand',
  // Indonesia
  ijepa: 'Indonesia-Japan',
  ippta: 'Indonesia-Pakistan',
  iccepa: 'Indonesia-Chile',
  iacepa: 'Indonesia-Australia',
  iecepa: 'Indonesia-European Free Trade Association',
  immpta: 'Indonesia-Mozambique',
  ikcepa: 'Indonesia-Korea',
  iuaecepa: 'Indonesia-United Arab Emirates',
  ipmou: 'Indonesia-Palestine',
  ieucepa: 'Indonesia-European Union',
  // Malaysia
  mjepa: 'Malaysia-Japan',
  mpcepa: 'Malaysia-Pakistan',
  mnzfta: 'Malaysia-New Zealand',
  mafta: 'Malaysia-Australia',
  micecfta: 'Malaysia-India',
  mcfta: 'Malaysia-Chile',
  mtfta: 'Malaysia-Türkiye',
  muaecepa: 'Malaysia-United Arab Emirates',
  // Philippines
  pjepa: 'Philippines-Japan',
  phefta: 'Philippines-European Free Trade Association',
  phkrfta: 'Philippines-Korea',
  // Cambodia
  ccfta: 'Cambodia-China',
  ckfta: 'Cambodia-Korea',
  cuaecepa: 'Cambodia-United Arab Emirates',
  // Brunei Darussalam
  bjepa: 'Brunei Darussalam-Japan',
} as const

export type Agreement = keyof typeof AGREEMENTS

export function isAgreement(code: string): code is Agreement {
  return Object.hasOwn(AGREEMENTS, code)
}
