// Is every other rule noticed, at the right place and under the right name?
import { describe, expect, it } from '@jest/globals'
import { validateSkillResponse } from '../src/index.js'
import {
  basicCard,
  blockId,
  commerceCard,
  header,
  image,
  itemCard,
  labelled,
  listCard,
  profiledItemCard,
} from './samples.js'

const drawn = (...outputs: unknown[]): unknown => ({ version: '2.0', template: { outputs } })
const said = { simpleText: { text: '안녕' } }
const pressed = (button: unknown): unknown => drawn({ textCard: { title: '제목', buttons: [button] } })
const shortcut = (reply: unknown): unknown => ({ version: '2.0', template: { outputs: [said], quickReplies: [reply] } })
const sliding = (type: string, ...items: unknown[]): unknown => drawn({ carousel: { type, items } })
const listing = (item: unknown): unknown => drawn({ listCard: { header: { title: '목록' }, items: [item] } })
const priced = (changes: object): unknown => drawn({ commerceCard: { ...commerceCard, ...changes } })
const itemised = (changes: object): unknown => drawn({ itemCard: { itemList: itemCard.itemList, ...changes } })
const summed = (description: string): unknown => itemised({ itemListSummary: { title: '합계', description } })
const remembered = (value: unknown): unknown => ({ ...Object(drawn(said)), context: { values: [value] } })
const without = (thing: object, key: string): object =>
  Object.fromEntries(Object.entries(thing).filter(([name]) => name !== key))

const found = (response: unknown): string[] =>
  validateSkillResponse(response).map(({ path, rule }) => `${path} ${rule}`.trim())

const output = 'template.outputs[0]'
const button = `${output}.textCard.buttons[0]`
const reply = 'template.quickReplies[0]'
const item = `${output}.listCard.items[0]`
const value = 'context.values[0]'

type Case = [title: string, response: unknown, ...breaches: string[]]

const envelope: Case[] = [
  ['nothing', undefined, 'not-json'],
  ['a function', () => 1, 'not-json'],
  ['null', null, 'wrong-type'],
  ['a list', [], 'wrong-type'],
  ['an empty object', {}, 'version wrong-version', 'template required'],
  ['another version', { ...Object(drawn(said)), version: '1.0' }, 'version wrong-version'],
  ['data alone', { version: '2.0', data: {} }, 'template required'],
  ['a callback refused', { version: '2.0', useCallback: false }, 'template required'],
  ['useCallback as text', { ...Object(drawn(said)), useCallback: 'true' }, 'useCallback wrong-type'],
  ['a list as data', { ...Object(drawn(said)), data: [] }, 'data wrong-type'],
  ['no data but null', { ...Object(drawn(said)), data: null }, 'data wrong-type'],
  ['shortcuts beside the template', { ...Object(drawn(said)), quickReplies: [] }, 'quickReplies unknown-field'],
  ['a template that is a list', { version: '2.0', template: [] }, 'template wrong-type'],
  ['no outputs', { version: '2.0', template: {} }, 'template.outputs required'],
  ['outputs that are no list', { version: '2.0', template: { outputs: said } }, 'template.outputs wrong-type'],
  ['a context without values', { ...Object(drawn(said)), context: {} }, 'context.values required'],
  ['a nameless context', remembered({ lifeSpan: 1 }), `${value}.name required`],
  ['a context without a life', remembered({ name: 'a' }), `${value}.lifeSpan required`],
  ['half a turn', remembered({ name: 'a', lifeSpan: 0.5 }), `${value}.lifeSpan wrong-type`],
  ['a negative life', remembered({ name: 'a', lifeSpan: -1 }), `${value}.lifeSpan out-of-range`],
  [
    'the incoming spelling',
    remembered({ name: 'a', lifespan: 1 }),
    `${value}.lifespan unknown-field`,
    `${value}.lifeSpan required`,
  ],
  ['a number in a context', remembered({ name: 'a', lifeSpan: 1, params: { n: 1 } }), `${value}.params.n wrong-type`],
]

const components: Case[] = [
  [
    'a nameless profile',
    drawn({ basicCard: { ...basicCard, profile: {} } }),
    `${output}.basicCard.profile.nickname required`,
  ],
  ['text as an output', drawn('안녕'), `${output} wrong-type`],
  ['an empty output', drawn({}), `${output} no-component`],
  ['an unknown component', drawn({ quickCard: {} }), `${output}.quickCard unknown-component`],
  ['a component of a prototype', drawn({ constructor: {} }), `${output}.constructor unknown-component`],
  ['two components', drawn({ ...said, simpleImage: { imageUrl: image } }), `${output} several-components`],
  ['no text', drawn({ simpleText: {} }), `${output}.simpleText.text required`],
  ['blank text', drawn({ simpleText: { text: ' \n' } }), `${output}.simpleText.text required`],
  ['null as text', drawn({ simpleText: { text: null } }), `${output}.simpleText.text wrong-type`],
  ['a misspelt field', drawn({ simpleText: { text: '안녕', txt: '' } }), `${output}.simpleText.txt unknown-field`],
  ['no image', drawn({ simpleImage: { altText: '그림' } }), `${output}.simpleImage.imageUrl required`],
  ['an empty text card', drawn({ textCard: {} }), `${output}.textCard title-or-description`],
  ['a basic card without image', drawn({ basicCard: { title: '제목' } }), `${output}.basicCard.thumbnail required`],
  [
    'a thumbnail without address',
    drawn({ basicCard: { thumbnail: {} } }),
    `${output}.basicCard.thumbnail.imageUrl required`,
  ],
  [
    'a flag as text',
    drawn({ basicCard: { ...basicCard, forwardable: 'no' } }),
    `${output}.basicCard.forwardable wrong-type`,
  ],
  [
    'an unknown layout',
    drawn({ basicCard: { ...basicCard, buttonLayout: 'grid' } }),
    `${output}.basicCard.buttonLayout unknown-value`,
  ],
  ['a list without header', drawn({ listCard: without(listCard, 'header') }), `${output}.listCard.header required`],
  [
    'a header without title',
    drawn({ listCard: { ...listCard, header: {} } }),
    `${output}.listCard.header.title required`,
  ],
  ['an empty list', drawn({ listCard: { ...listCard, items: [] } }), `${output}.listCard.items too-few`],
  ['a list item without title', listing({ description: '설명' }), `${item}.title required`],
  ['a list item that opens a page', listing({ title: '하나', action: 'webLink' }), `${item}.action unknown-action`],
  ['a list item without block', listing({ title: '하나', action: 'block' }), `${item}.blockId required`],
  ['a list item without words', listing({ title: '하나', action: 'message' }), `${item}.messageText required`],
  ['a list item with a relative link', listing({ title: '하나', link: { web: '/a' } }), `${item}.link.web bad-url`],
]

const addresses: Case[] = [
  '/a.png',
  'ftp://example.com/a',
  'example.com',
  'https://',
  'http://a b',
  'javascript:alert(1)',
].map((imageUrl) => [imageUrl, drawn({ simpleImage: { imageUrl } }), `${output}.simpleImage.imageUrl bad-url`])

const actions: Case[] = [
  ['no label', pressed({ action: 'share' }), `${button}.label required`],
  ['no action', pressed({ label: '버튼' }), `${button}.action required`],
  ['an unknown action', pressed({ label: '버튼', action: 'osLink' }), `${button}.action unknown-action`],
  ['a link to nowhere', pressed({ label: '버튼', action: 'webLink' }), `${button}.webLinkUrl required`],
  [
    'a relative link',
    pressed({ label: '버튼', action: 'webLink', webLinkUrl: '/pay' }),
    `${button}.webLinkUrl bad-url`,
  ],
  ['a message without words', pressed({ label: '버튼', action: 'message' }), `${button}.messageText required`],
  ['a block without id', pressed({ label: '버튼', action: 'block' }), `${button}.blockId required`],
  [
    'a block id too short',
    pressed({ label: '버튼', action: 'block', blockId: 'a1' }),
    `${button}.blockId bad-block-id`,
  ],
  [
    'a block id in capitals',
    pressed({ label: '버튼', action: 'block', blockId: 'A'.repeat(24) }),
    `${button}.blockId bad-block-id`,
  ],
  ['no number to dial', pressed({ label: '버튼', action: 'phone' }), `${button}.phoneNumber required`],
  ['text as extra', pressed({ label: '버튼', action: 'share', extra: 'id' }), `${button}.extra wrong-type`],
  ['a list as a button', pressed([]), `${button} wrong-type`],
  ['a shortcut without label', shortcut({ action: 'message' }), `${reply}.label required`],
  ['a shortcut without action', shortcut({ label: '응' }), `${reply}.action required`],
  ['a shortcut to a page', shortcut({ label: '응', action: 'webLink' }), `${reply}.action unknown-action`],
  [
    'a shortcut to no block',
    shortcut({ label: '응', action: 'block', messageText: '응' }),
    `${reply}.blockId required`,
  ],
  [
    'a shortcut with an odd field',
    shortcut({ label: '응', action: 'block', blockId, icon: '' }),
    `${reply}.icon unknown-field`,
  ],
]

const squareThumbnail = { imageUrl: image, fixedRatio: true }
const layouts: Case[] = [
  [
    'three buttons under a square image',
    drawn({ basicCard: { thumbnail: squareThumbnail, buttons: [labelled(1), labelled(1), labelled(1)] } }),
    `${output}.basicCard.buttons too-many`,
  ],
  [
    'long labels under a square image',
    priced({ thumbnails: [squareThumbnail], buttons: [labelled(9), labelled(8)] }),
    `${output}.commerceCard.buttons[0].label too-long`,
  ],
]

const card = `${output}.commerceCard`
const prices: Case[] = [
  ['no price', drawn({ commerceCard: without(commerceCard, 'price') }), `${card}.price required`],
  ['a price with decimals', priced({ price: 10_000.5 }), `${card}.price wrong-type`],
  ['a price as text', priced({ price: '10000' }), `${card}.price wrong-type`],
  ['a negative price', priced({ price: -1 }), `${card}.price out-of-range`],
  ['another currency', priced({ currency: 'usd' }), `${card}.currency unknown-value`],
  ['a discount above the price', priced({ discount: 10_001 }), `${card}.discount discount-above-price`],
  [
    'a rate without its price',
    drawn({ commerceCard: without(commerceCard, 'discountedPrice') }),
    `${card}.discountRate rate-without-price`,
  ],
  ['the misspelling of the guide', priced({ dicountedPrice: 1 }), `${card}.dicountedPrice unknown-field`],
  ['no thumbnails', drawn({ commerceCard: without(commerceCard, 'thumbnails') }), `${card}.thumbnails required`],
  ['an empty list of thumbnails', priced({ thumbnails: [] }), `${card}.thumbnails too-few`],
  ['a nameless profile', priced({ profile: {} }), `${card}.profile.nickname required`],
]

const items = `${output}.itemCard`
const itemCards: Case[] = [
  ['an image without address', itemised({ thumbnail: {} }), `${items}.thumbnail.imageUrl required`],
  [
    'a long alternative text',
    itemised({ thumbnail: { imageUrl: image, altText: '가'.repeat(51) } }),
    `${items}.thumbnail.altText too-long`,
  ],
  ['no items', drawn({ itemCard: { title: '제목' } }), `${items}.itemList required`],
  [
    'head and profile',
    itemised({ head: { title: '머리' }, profile: { title: '가게' } }),
    `${items}.profile head-and-profile`,
  ],
  ['a description without title', itemised({ description: '설명' }), `${items}.title required`],
  [
    'an item without description',
    drawn({ itemCard: { itemList: [{ title: '하나' }] } }),
    `${items}.itemList[0].description required`,
  ],
  ['an unknown alignment', itemised({ itemListAlignment: 'center' }), `${items}.itemListAlignment unknown-value`],
  ['a summary in words', summed('많음'), `${items}.itemListSummary.description bad-amount`],
  ['a summary of things', summed('3권'), `${items}.itemListSummary.description bad-amount`],
  [
    'a 3:1 image',
    itemised({ thumbnail: { imageUrl: image, width: 900, height: 300 } }),
    `${items}.thumbnail bad-image-ratio`,
  ],
  [
    'an image of no height',
    itemised({ thumbnail: { imageUrl: image, width: 900 } }),
    `${items}.thumbnail bad-image-ratio`,
  ],
  [
    'an oblong profile',
    itemised({ profile: { title: '가게', width: 2, height: 1 } }),
    `${items}.profile bad-image-ratio`,
  ],
]

const slides = `${output}.carousel.items`
const squareCard = { ...basicCard, thumbnail: squareThumbnail, buttons: [] }
const carousels: Case[] = [
  [
    'a header without title',
    drawn({ carousel: { type: 'basicCard', items: [basicCard], header: without(header, 'title') } }),
    `${output}.carousel.header.title required`,
  ],
  ['nothing but a type', drawn({ carousel: { type: 'basicCard' } }), `${slides} required`],
  ['no type', drawn({ carousel: { items: [basicCard] } }), `${output}.carousel.type required`],
  ['an unknown type', sliding('simpleText', { text: '안녕' }), `${output}.carousel.type unknown-value`],
  ['no cards', sliding('basicCard'), `${slides} too-few`],
  ['a card in a wrapper', sliding('basicCard', { basicCard }), `${slides}[0] wrapped-card`],
  ['text as a card', sliding('textCard', '안녕'), `${slides}[0] wrong-type`],
  ['images of two shapes', sliding('basicCard', basicCard, squareCard), `${slides} mixed-image-ratios`],
  [
    'a header over lists',
    drawn({ carousel: { type: 'listCard', items: [listCard], header } }),
    `${output}.carousel.header header-not-allowed`,
  ],
  [
    'a header over text',
    drawn({ carousel: { type: 'textCard', items: [{ title: '제목' }], header } }),
    `${output}.carousel.header header-not-allowed`,
  ],
  [
    'a header without image',
    drawn({ carousel: { type: 'basicCard', items: [basicCard], header: without(header, 'thumbnail') } }),
    `${output}.carousel.header.thumbnail required`,
  ],
  [
    'a profile on one item card of two',
    sliding('itemCard', profiledItemCard, { itemList: itemCard.itemList }),
    `${slides} uneven-cards`,
  ],
  [
    'a 1:1 image on an item card',
    sliding('itemCard', { ...itemCard, thumbnail: { imageUrl: image, width: 8, height: 8 } }),
    `${slides}[0].thumbnail bad-image-ratio`,
  ],
  [
    'an image without size on an item card',
    sliding('itemCard', { ...itemCard, thumbnail: { imageUrl: image } }),
    `${slides}[0].thumbnail bad-image-ratio`,
  ],
]

describe.each([
  { about: 'the envelope', cases: envelope },
  { about: 'components', cases: components },
  { about: 'addresses', cases: addresses },
  { about: 'buttons and shortcuts', cases: actions },
  { about: 'the layout of buttons', cases: layouts },
  { about: 'prices', cases: prices },
  { about: 'item cards', cases: itemCards },
  { about: 'carousels', cases: carousels },
])('in $about the validator notices', ({ cases }) => {
  it.each(cases)('%s', (_title, response, ...breaches) => {
    expect(found(response)).toEqual(breaches)
  })
})

describe('a breach', () => {
  it('says the limit and what was found', () => {
    expect(validateSkillResponse(drawn({ simpleImage: { imageUrl: 'a.png', altText: '그림📚'.repeat(13) } }))).toEqual([
      {
        path: 'template.outputs[0].simpleImage.imageUrl',
        rule: 'bad-url',
        message: 'must be an absolute http or https address, found "a.png"',
      },
      {
        path: 'template.outputs[0].simpleImage.altText',
        rule: 'too-long',
        message: 'must be at most 50 characters, found 52',
      },
    ])
  })

  it('shows no more than the beginning of a long value', () => {
    const [breach] = validateSkillResponse(drawn({ simpleImage: { imageUrl: 'x'.repeat(5_000) } }))
    expect(breach?.message.length).toBeLessThan(150)
  })

  it('is reported together with all others', () => {
    const response = drawn({ textCard: {} }, { basicCard: {} }, { table: {} }, said)
    expect(found(response)).toEqual([
      'template.outputs too-many',
      'template.outputs[0].textCard title-or-description',
      'template.outputs[1].basicCard.thumbnail required',
      'template.outputs[2].table unknown-component',
    ])
  })
})
