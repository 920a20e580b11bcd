/** The rows left out, as a file that opens in Excel and runs nothing there. */
import { readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { refusedRowsFile } from '../../src/infra/catalogue-file/refused-rows-file.js'
import { fileOf } from './book-list.js'

test.each(['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1'])('a row that begins with %j is text in it', async (excerpt) => {
  const path = await fileOf('', '빠진줄.csv')
  const file = refusedRowsFile(path)
  await file.write([{ line: 2, reason: 'title-missing', excerpt }])
  await file.close()
  expect(await readFile(path, 'utf8')).toMatch(new RegExp(`^\uFEFF줄,이유,내용\r\n2,"[^"]+","'`))
})
