/** Values that no caller in their right mind sends, and the marks by which a drawn value says what JSON cannot. */
import fc from 'fast-check'

/** Stands in the JSON as it is: a number too large, a key twice, brackets too deep. */
export const raw = (json: string) => `⟦raw:${json}⟧`
/** The same key once more beside the first. */
export const again = '⟦again⟧'
/** One of what the library has, by its place in the list; put in when the request is sent. */
export const named = (kind: string, number: number) => `⟦${kind} ${number}⟧`

const deep = (depth: number) => raw(`${'['.repeat(depth)}${']'.repeat(depth)}`)
const deepObject = raw(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`)

const texts = [
  ...[
    '',
    ' ',
    '\n',
    '\0',
    'a\0b',
    '\ud800',
    '\udfff가',
    '한\ud83d',
    '\u200b',
    '\u200d\u2060',
    '\ufeff',
    '\u0007\u001b[31m',
  ],
  ...['👨‍👩‍👧‍👦', '🏳️‍🌈📚', 'e\u0301\u0302\u0303', '각', 'ㄱㅏㄱ', '‮아이락추', 'مرحبا كتاب', '𠮷野家', 'İıſß', 'ﬁ'],
  ...[
    "' OR '1'='1",
    "'; DROP TABLE members; --",
    '" OR ""="',
    '%',
    '_',
    '\\',
    '%%%__',
    "a%' ESCAPE '",
    ') UNION SELECT 1 --',
  ],
  ...[
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '&lt;&amp;',
    '{{#webhook.intent}}',
    '${7*7}',
    '{{7*7}}',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'],
  ...[
    '-1',
    '0',
    '1e400',
    '0x10',
    '1_000',
    '9007199254740993',
    '١٢٣',
    '１２３',
    '½',
    '-0',
    '+1',
    '1.5',
    '99999999999999999999',
  ],
  ...[
    '2026-02-30',
    '0000-01-01',
    '9999-12-31',
    '2026-11-26T00:00:00Z',
    '../../etc/passwd',
    'file:///etc/passwd',
    'a\tb\r\nc: d',
  ],
  ...['true', 'false', '[]', '{}', '"', "'", '#', '##1', '#0', '#-1', '#99999999999', '#1#2', '원', '-5000원', '0.5원'],
]

/** Of every script and sign; drawing from fast-check's own list takes longer to begin than all the rest. */
const letter = fc.oneof(
  ...[
    [0x20, 0x7e],
    [0xac00, 0xd7a3],
    [0x1100, 0x11ff],
    [0x300, 0x36f],
    [0x590, 0x6ff],
    [0x2000, 0x206f],
    [0x1f300, 0x1faff],
    [0xfe00, 0xfe0f],
    [0x20000, 0x2a6df],
  ].map(([min, max]) => fc.integer({ min: min ?? 0, max: max ?? 0 }).map((code) => String.fromCodePoint(code))),
)

export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: fc.string({ unit: letter, maxLength: 40 }) },
  { weight: 1, arbitrary: fc.array(fc.nat(0xffff), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('가', 'a', '😀', ' ', '\n', '%', '"', '\ud800', '한강 '),
        fc.constantFrom(41, 101, 301, 1_001, 9_000),
      )
      .map(([one, times]) => one.repeat(times)),
  },
)

const oddNumber = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    -1,
    1,
    0.5,
    1e15,
    Number.MAX_SAFE_INTEGER,
    -Number.MAX_SAFE_INTEGER,
    1e308,
    5e-324,
    2 ** 31,
    2 ** 32,
  ),
  fc.constantFrom('1e400', '-1e400', '1e-400', '9'.repeat(400), '-0', '1.0').map(raw),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)

export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: oddText },
  { weight: 2, arbitrary: oddNumber },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]], { a: {} }, [{}]) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(deep(100), deep(20_000), deepObject) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('"\\ud800"', '"\\u0000"', '{"a":1,"a":2}', '{"__proto__":{"x":1}}').map(raw),
  },
)

/** JSON with the marks put in; not JSON any more where a mark says so. */
export function written(value: unknown): string {
  return (JSON.stringify(value) ?? '')
    .replace(/"⟦raw:((?:[^⟧"\\]|\\.)*)⟧"/g, (_mark, json: string) => JSON.parse(`"${json}"`) as string)
    .replaceAll(again, '')
}
