/**
 * Words that fit any goods. They may stand in a description, and say nothing in it.
 *
 * @source our own list, from what customs administrations of the region and the WCO's guidelines on advance cargo data ask traders to avoid
 */
const GENERIC = new Set(
  `accessories accessory apparatus appliance appliances article articles assorted bag bags belongings box boxes brand bundle cargo carton cartons
  case cases clothes clothing collect commodities commodity component components consignment consolidated container containers content contents
  devices device document documents effects electronic electronics equipment express foodstuff foodstuffs freight gear general gift gifts
  good goods hardware household item items kind kinds kit kits lot lots machine machinery machines material materials merchandise
  miscellaneous misc mixed model new none nos number other others pack package packages packet packets pallet pallets parcel parcels part
  parts pcs personal piece pieces present presents product products products promotional purchase quality quantity ref sample samples sets
  set shipment shipments spare spares stated stock store stores stuff sundries sundry supplies supply thing things tool tools toys
  type types unit units unknown used various ware wares
  hàng hoá hóa phẩm sản vật quà tặng mẫu linh kiện phụ tùng
  barang barangan produk hadiah sampel alat`
    .split(/\s+/)
    .filter(word => word !== ''),
)

/** Words that hold others together. */
const BINDING = new Set('a an and as at by for from in into no not of on or per s the to with without x và của cho dan untuk'.split(' '))

/** Scripts that leave no space between words; a word of theirs is three letters or so. */
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
const LETTERS_PER_WORD = 3

/** The words of a description that say what the goods are: at least two letters, neither generic nor there to bind others. Repeats count once. */
function listTellingWords(description: string): readonly string[] {
  const words =
    description
      .toLowerCase()
      .replace(UNSPACED, ' ')
      .match(/\p{Letter}[\p{Letter}\p{Mark}]+/gu) ?? []
  const telling = new Set(words.filter(word => !GENERIC.has(word) && !BINDING.has(word)))
  return [...telling]
}

/** How many words tell what the goods are; scripts without spaces are counted by their letters. */
export function countTellingWords(description: string): number {
  const unspaced = description.match(UNSPACED)?.length ?? 0
  return listTellingWords(description).length + Math.floor(unspaced / LETTERS_PER_WORD)
}

/** The words that were counted, and those that were not since they would fit any goods: what a declarant reads to mend a description. */
export function readDescription(description: string): { readonly telling: string; readonly generic: string } {
  const words = description.toLowerCase().match(/\p{Letter}[\p{Letter}\p{Mark}]+/gu) ?? []
  const listed = (found: Iterable<string>) => [...new Set(found)].slice(0, 10).join(', ') || '–'
  return { telling: listed(listTellingWords(description)), generic: listed(words.filter(word => GENERIC.has(word))) }
}
