/** What goes in and out of the routes of books and copies. */
import { z } from './zod.js'

const text = (most: number) => z.string().trim().max(most)
const maybe = (most: number) =>
  text(most)
    .transform((said) => said || null)
    .nullable()

export const fields = {
  /** With or without hyphens. */
  isbn13: text(20)
    .transform((said) => said.replace(/[\s-]/g, '') || null)
    .nullable(),
  title: text(300),
  author: text(200),
  publisher: text(100),
  publishedYear: z.int().nullable(),
  kdc: maybe(20),
  /** Won; `null`: as the house has it. */
  feeWon: z.int().nullable(),
  volume: maybe(50),
  series: maybe(200),
  coverUrl: maybe(500),
}
export const bookFields = z.strictObject({
  ...fields,
  isbn13: fields.isbn13.default(null),
  author: fields.author.default(''),
  publisher: fields.publisher.default(''),
  publishedYear: fields.publishedYear.default(null),
  kdc: fields.kdc.default(null),
  feeWon: fields.feeWon.default(null),
  volume: fields.volume.default(null),
  series: fields.series.default(null),
  coverUrl: fields.coverUrl.default(null),
})
export const copyMarks = { callNumber: maybe(200), barcode: maybe(60) }

export const book = z
  .object({
    bookId: z.string(),
    bookNo: z.int(),
    isbn13: z.string().nullable(),
    title: z.string(),
    author: z.string(),
    publisher: z.string(),
    publishedYear: z.int().nullable(),
    kdc: z.string().nullable(),
    feeWon: z.int().nullable(),
    volume: z.string().nullable(),
    series: z.string().nullable(),
    coverUrl: z.string().nullable(),
    standing: z.enum(['kept', 'archived', 'deleted']),
    version: z.int(),
  })
  .openapi('Book')

export const bookAtDesk = book
  .extend({
    /** Members who wait for it, those whose turn it is included. */
    waiting: z.int(),
    wasLent: z.boolean(),
    copies: z.array(
      z
        .object({
          copyId: z.string(),
          copyNo: z.int(),
          state: z.enum(['in-circulation', 'lost', 'damaged', 'in-repair', 'withdrawn']),
          callNumber: z.string().nullable(),
          barcode: z.string().nullable(),
          /** The day it is due, while it is on loan. */
          dueOn: z.iso.date().nullable(),
          isSetAside: z.boolean(),
          /** For edits of the copy. */
          version: z.int(),
        })
        .openapi('CopyOfBook'),
    ),
  })
  .openapi('BookAtDesk')

export const found = z
  .object({
    isbn13: z.string(),
    title: z.string(),
    author: z.string(),
    publisher: z.string(),
    publishedYear: z.int().nullable(),
    coverUrl: z.string().nullable(),
  })
  .openapi('BookFound')

export const bookParams = z.object({ bookNo: z.coerce.number().int().min(1).max(999_999_999) })
