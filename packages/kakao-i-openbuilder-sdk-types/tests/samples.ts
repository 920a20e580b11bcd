// What does a flawless answer of each kind look like?
import type {
  BasicCard,
  Button,
  CarouselHeader,
  CommerceCard,
  ItemCard,
  ListCard,
  Output,
  SkillResponse,
  TemplateResponse,
  TextCard,
} from '../src/index.js'

export const image = 'https://example.com/images/1.png'
export const blockId = '65aa00000000000000000001'

const buttons: Button[] = [
  { label: 'Site', action: 'webLink', webLinkUrl: 'http://127.0.0.1:3000/pay/1?t=a%20b#top' },
  { label: 'Say it', action: 'message', messageText: '안녕하세요', extra: { id: 7 } },
  { label: 'Go on', action: 'block', blockId, messageText: '계속', extra: {} },
]
const otherButtons: Button[] = [
  { label: 'Call', action: 'phone', phoneNumber: '02-000-0000' },
  { label: 'Share', action: 'share' },
  { label: 'Talk to us', action: 'operator' },
]
export const labelled = (length: number): Button => ({ label: '가'.repeat(length), action: 'share' })

const textCard: TextCard = { title: '제목', description: '설명', buttons }
export const basicCard: BasicCard = {
  title: '제목',
  description: '설명',
  thumbnail: { imageUrl: image, altText: '그림', link: { web: image, pc: image, mobile: image }, fixedRatio: false },
  buttons: otherButtons,
  buttonLayout: 'vertical',
}
export const commerceCard: CommerceCard = {
  title: '상품',
  description: '상품 설명',
  price: 10_000,
  currency: 'won',
  discount: 2_000,
  discountRate: 20,
  discountedPrice: 8_000,
  thumbnails: [{ imageUrl: image, altText: '그림', link: { web: image }, fixedRatio: false }],
  profile: { nickname: '가게', imageUrl: image },
  buttons: [labelled(14)],
}
export const listCard: ListCard = {
  header: { title: '목록', description: '설명', imageUrl: image, link: { web: image } },
  items: [
    { title: '그냥', description: '설명', imageUrl: image, link: { web: image } },
    { title: '말하기', action: 'message', messageText: '말', extra: { id: 1 } },
    { title: '블록', action: 'block', blockId },
  ],
  buttons,
}
export const itemCard: ItemCard = {
  thumbnail: { imageUrl: image, altText: '그림', width: 800, height: 400, link: { web: image } },
  head: { title: '머리' },
  imageTitle: { title: '그림 제목', description: '그림 설명', imageUrl: image },
  itemList: [{ title: '여섯글자다', description: '값' }],
  itemListAlignment: 'right',
  itemListSummary: { title: '합계', description: '₩ 12,000.50' },
  title: '제목',
  description: '설명',
  buttons,
  buttonLayout: 'vertical',
  forwardable: true,
}
export const profiledItemCard: ItemCard = {
  profile: { title: '가게', imageUrl: image, width: 100, height: 100 },
  itemList: [{ title: '이름', description: '값' }],
}
export const header: CarouselHeader = { title: '머리', description: '설명', thumbnail: { imageUrl: image } }

export const answer = (...outputs: Output[]): TemplateResponse => ({ version: '2.0', template: { outputs } })

export const flawless: Record<string, SkillResponse> = {
  'a simple text': answer({ simpleText: { text: '안녕하세요' } }),
  'a simple image': answer({ simpleImage: { imageUrl: image, altText: '그림' } }),
  'a text card': answer({ textCard }),
  'a text card of a title alone': answer({ textCard: { title: '제목' } }),
  'a basic card': answer({ basicCard }),
  'a commerce card': answer({ commerceCard }),
  'a list card': answer({ listCard }),
  'an item card': answer({ itemCard }),
  'an item card with a profile': answer({ itemCard: profiledItemCard }),
  'a carousel of text cards': answer({ carousel: { type: 'textCard', items: [textCard, { title: '둘' }] } }),
  'a carousel of basic cards': answer({ carousel: { type: 'basicCard', items: [basicCard, basicCard], header } }),
  'a carousel of commerce cards': answer({ carousel: { type: 'commerceCard', items: [commerceCard], header } }),
  'a carousel of list cards': answer({ carousel: { type: 'listCard', items: [listCard, listCard] } }),
  'a carousel of item cards': answer({ carousel: { type: 'itemCard', items: [itemCard, itemCard], header } }),
  'three bubbles, shortcuts, a context and data': {
    version: '2.0',
    template: {
      outputs: [{ simpleText: { text: '하나' } }, { textCard }, { listCard }],
      quickReplies: [
        { label: '말하기', action: 'message', messageText: '말', extra: { id: 1 } },
        { label: '그대로', action: 'message' },
        { label: '블록', action: 'block', blockId, messageText: '말' },
      ],
    },
    context: { values: [{ name: 'asking', lifeSpan: 0, ttl: 60, params: { page: '1' } }] },
    data: { outcome: 'ok' },
  },
  'an acknowledgement that the answer comes later': {
    version: '2.0',
    useCallback: true,
    data: { text: '찾고 있어요' },
  },
}
