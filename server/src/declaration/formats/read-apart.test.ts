import { expect, test } from 'vitest'
import { readFileApart } from './read-apart.ts'
import { readFile } from './read-file.ts'

const DEC = 'urn:wco:datamodel:WCO:DEC-DMS:2'
const item =
  '<GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric><Commodity><Description>T-shirts</Description></Commodity></GovernmentAgencyGoodsItem>'
const large = Buffer.from(`<Declaration xmlns="${DEC}"><GoodsShipment>${item.repeat(3_000)}</GoodsShipment></Declaration>`)

test('a large file is read apart just as it would be read here, and several take turns', async () => {
  const [first, second, small] = await Promise.all([
    readFileApart(large),
    readFileApart(large),
    readFileApart(Buffer.from('{"type":"IM4"}')),
  ])
  expect(first).toEqual(readFile(large))
  expect(second).toEqual(first)
  expect(small).toMatchObject({ format: 'lintas-json', document: { type: 'IM4' } })
})
