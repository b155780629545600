/** Columns that are swept at once: as many as stay near the processor. */
const BLOCK = 32

/**
 * The inverse of a symmetric positive definite matrix of `size` rows, in its place: a sweep over blocks of columns. It takes half of `size` cubed multiplications, and
 * only what is on and below the diagonal is read.
 */
export function invert(matrix: Float64Array, size: number): void {
  for (let from = 0; from < size; from += BLOCK) sweep(matrix, size, from, Math.min(BLOCK, size - from))
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      const value = -(matrix[row * size + column] as number)
      matrix[row * size + column] = value
      matrix[column * size + row] = value
    }
  }
}

function sweep(matrix: Float64Array, size: number, from: number, width: number): void {
  const pivot = new Float64Array(width * width)
  for (let row = 0; row < width; row++)
    for (let column = 0; column < width; column++) {
      const [lower, higher] = row < column ? [row, column] : [column, row]
      pivot[row * width + column] = matrix[(from + higher) * size + from + lower] as number
    }
  invertSmall(pivot, width)
  const columns = new Float64Array((size + 3) * BLOCK)
  for (let row = 0; row < size; row++)
    for (let at = 0; at < width; at++)
      columns[row * BLOCK + at] = (row >= from ? matrix[row * size + from + at] : matrix[(from + at) * size + row]) as number
  const swept = new Float64Array((size + 3) * BLOCK)
  for (let row = 0; row < size; row++)
    for (let at = 0; at < width; at++) {
      let sum = 0
      for (let other = 0; other < width; other++) sum += (columns[row * BLOCK + other] as number) * (pivot[other * width + at] as number)
      swept[row * BLOCK + at] = sum
    }
  subtractProducts(matrix, size, swept, columns)
  for (let row = 0; row < size; row++) {
    const isOfBlock = row >= from && row < from + width
    for (let at = 0; at < width; at++) {
      const value = isOfBlock ? -(pivot[(row - from) * width + at] as number) : (swept[row * BLOCK + at] as number)
      if (row >= from) matrix[row * size + from + at] = value
      else matrix[(from + at) * size + row] = value
    }
  }
}

/** Below the diagonal, takes the product of each row of one with each row of the other away: four by four at a time, since this is where the time goes. */
function subtractProducts(matrix: Float64Array, size: number, one: Float64Array, other: Float64Array): void {
  const products = new Float64Array(16)
  for (let row = 0; row < size; row += 4) {
    for (let column = 0; column < row + 4 && column < size; column += 4) {
      multiply(one, row * BLOCK, other, column * BLOCK, products)
      const rows = Math.min(4, size - row)
      const columns = Math.min(4, size - column)
      for (let at = 0; at < rows; at++) {
        const start = (row + at) * size + column
        for (let beside = 0; beside < columns; beside++)
          matrix[start + beside] = (matrix[start + beside] as number) - (products[at * 4 + beside] as number)
      }
    }
  }
}

/** The products of four rows with four others; unrolled, for a loop over sixteen sums takes three times as long. */
function multiply(one: Float64Array, from: number, other: Float64Array, fromOther: number, products: Float64Array): void {
  let a0 = 0
  let a1 = 0
  let a2 = 0
  let a3 = 0
  let b0 = 0
  let b1 = 0
  let b2 = 0
  let b3 = 0
  let c0 = 0
  let c1 = 0
  let c2 = 0
  let c3 = 0
  let d0 = 0
  let d1 = 0
  let d2 = 0
  let d3 = 0
  for (let at = 0; at < BLOCK; at++) {
    const of0 = other[fromOther + at] as number
    const of1 = other[fromOther + 1 * BLOCK + at] as number
    const of2 = other[fromOther + 2 * BLOCK + at] as number
    const of3 = other[fromOther + 3 * BLOCK + at] as number
    const a = one[from + at] as number
    a0 += a * of0
    a1 += a * of1
    a2 += a * of2
    a3 += a * of3
    const b = one[from + 1 * BLOCK + at] as number
    b0 += b * of0
    b1 += b * of1
    b2 += b * of2
    b3 += b * of3
    const c = one[from + 2 * BLOCK + at] as number
    c0 += c * of0
    c1 += c * of1
    c2 += c * of2
    c3 += c * of3
    const d = one[from + 3 * BLOCK + at] as number
    d0 += d * of0
    d1 += d * of1
    d2 += d * of2
    d3 += d * of3
  }
  products[0] = a0
  products[1] = a1
  products[2] = a2
  products[3] = a3
  products[4] = b0
  products[5] = b1
  products[6] = b2
  products[7] = b3
  products[8] = c0
  products[9] = c1
  products[10] = c2
  products[11] = c3
  products[12] = d0
  products[13] = d1
  products[14] = d2
  products[15] = d3
}

/** The inverse of a small symmetric positive definite matrix, in its place, column by column. */
function invertSmall(matrix: Float64Array, size: number): void {
  for (let pivot = 0; pivot < size; pivot++) {
    const over = 1 / (matrix[pivot * size + pivot] as number)
    matrix[pivot * size + pivot] = 1
    for (let column = 0; column < size; column++) matrix[pivot * size + column] = (matrix[pivot * size + column] as number) * over
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue
      const times = matrix[row * size + pivot] as number
      matrix[row * size + pivot] = 0
      for (let column = 0; column < size; column++)
        matrix[row * size + column] = (matrix[row * size + column] as number) - times * (matrix[pivot * size + column] as number)
    }
  }
}
