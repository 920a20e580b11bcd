/** Values that a schema lets in, most of them, made of what the library has where a name says what is meant. */
import fc from 'fast-check'
import { named, oddText, oddValue, raw } from './odd.js'

type Schema = {
  readonly type?: string | undefined
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly $ref?: string
}

/** What there is of it, by the name that it goes by in addresses and bodies. */
const kinds: Readonly<Record<string, string>> = {
  ...{
    memberId: 'member',
    copyId: 'copy',
    bookNo: 'bookNo',
    rentalId: 'openRental',
    refundId: 'refund',
    letterId: 'letter',
  },
  ...{
    letterIds: 'letter',
    librarianId: 'librarian',
    importId: 'import',
    uploadId: 'upload',
    noteId: 'note',
    barcode: 'barcode',
  },
  ...{ code: 'barcode', after: 'cursor', search: 'title', q: 'title', title: 'title' },
}
const ofName: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  day: fc.nat(60).map((days) => `2026-${days < 30 ? '12' : '11'}-${String(1 + (days % 30)).padStart(2, '0')}`),
  until: fc.nat(27).map((days) => `2026-12-${String(1 + days).padStart(2, '0')}`),
  phone: fc.nat(9_999).map((last) => `010-4444-${String(last).padStart(4, '0')}`),
  name: fc.constantFrom('김하늘', '박보검', '휴관일', '이 서준', '사서'),
  email: fc.nat(30).map((number) => `fuzz${number}@library.kr`),
  password: fc.constantFrom('chosen-by-self-1', 'another-good-one-2', 'short', '12345678901234'),
  isbn: fc.constantFrom('9788936434120', '979-11-9800-000-2', '9788994120966', '0306406152', '123'),
  isbn13: fc.constantFrom<string | null>('9788936434120', '9788994120966', null, '97911980000'),
  coverUrl: fc.constantFrom<string | null>('https://covers.example/1.jpg', null, 'http://x', 'javascript:alert(1)'),
  amountWon: fc.constantFrom<unknown>(1, 1_000, 5_000, 'all', 0, -1, 100_000),
  publishedYear: fc.constantFrom<number | null>(2020, null, 999, 9_999),
}

export function idNamed(name: string): fc.Arbitrary<string> | null {
  const kind = kinds[name]
  return kind ? fc.nat(90).map((at) => named(kind, at)) : null
}

/** Under that name, as a schema describes it; one in eight as it does not. */
export function valueNamed(name: string, schema: Schema): fc.Arbitrary<unknown> {
  const known = ofName[name] ?? idNamed(name)?.map((mark) => (schema.type === 'integer' ? raw(mark) : mark))
  const sound = known
    ? fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: fromSchema(name, schema) })
    : fromSchema(name, schema)
  return fc.oneof({ weight: 14, arbitrary: sound }, { weight: 1, arbitrary: oddValue })
}

export function fromSchema(name: string, schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return fc.oneof(...either.map((one) => valueNamed(name, one)))
  switch (schema.type ?? 'any') {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(
        ([key, field]) => [key, valueNamed(key, field)] as const,
      )
      return fc.record(Object.fromEntries(fields), { requiredKeys: [...(schema.required ?? [])] })
    }
    case 'array':
      return fc.array(valueNamed(name, schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, Math.max(4, schema.minItems ?? 0)),
      })
    case 'integer':
    case 'number': {
      const [min, max] = [Math.max(schema.minimum ?? -10, -(2 ** 31)), Math.min(schema.maximum ?? 2 ** 31, 2 ** 31)]
      return fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max, min - 1, max + 1, 0.5))
    }
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return fc.oneof(
        {
          weight: 4,
          arbitrary: fc.constantFrom(
            '까닭',
            '영수증 27',
            '813.7',
            'A-1',
            '적어 둔 말',
            '소년이 온다',
            '',
            '2026-12-25',
          ),
        },
        { weight: 1, arbitrary: oddText },
      )
    default:
      return oddValue
  }
}
