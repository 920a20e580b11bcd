/** How does each kind of bubble look? One drawing for each component of Kakao's format. */
import { cardButtons, linkAddress, listRow } from './buttons.js'
import { el, isWebAddress, linked, outside } from './dom.js'
import { itemCard } from './item-card.js'
import { picture } from './pictures.js'

/** Past so many characters the rest of a text folds away. */
const foldAfter = 500

const drawings = { simpleText, simpleImage, textCard, basicCard, commerceCard, listCard, itemCard, carousel }

/** Draws one output; a broken one is said to be broken instead of breaking the page. */
export function drawOutput(output, act) {
  try {
    const kind = Object.keys(output).find((key) => key in drawings)
    return drawings[kind](output[kind], act)
  } catch {
    return el('p', { className: 'bubble bubble-broken' }, '그릴 수 없는 말풍선이에요.')
  }
}

function simpleText({ text }, act) {
  const bubble = el('div', { className: 'bubble', 'data-testid': 'simple-text' })
  if (text.length <= foldAfter) {
    bubble.append(...linked(text))
    return bubble
  }
  const onClick = () => act.show('전체 보기', el('div', { className: 'whole-text' }, ...linked(text)))
  bubble.append(
    el('span', {}, ...linked(`${text.slice(0, foldAfter)}…`)),
    el('button', { type: 'button', className: 'unfold', 'data-testid': 'unfold', onClick }, '전체 보기'),
  )
  return bubble
}

function simpleImage({ imageUrl, altText }) {
  return outside(imageUrl, { className: 'lone-image' }, picture(imageUrl, altText ?? '사진', 'plain'))
}

function textCard(card, act) {
  return frame('text-card', words(card), cardButtons(card, act))
}

function basicCard(card, act) {
  return frame('basic-card', thumbnail(card.thumbnail, card.title), words(card), foot(card, act))
}

function commerceCard(card, act) {
  const [image] = card.thumbnails
  const owner =
    card.profile &&
    el(
      'p',
      { className: 'owner' },
      picture(card.profile.imageUrl, '', 'face', card.profile.nickname),
      card.profile.nickname,
    )
  const texts = el('div', { className: 'words' }, owner, price(card), title(card.title), description(card.description))
  return frame('commerce-card', thumbnail(image, card.title), texts, cardButtons(card, act, image.fixedRatio))
}

function listCard(card, act) {
  const rows = card.items.map((item) =>
    listRow(
      item,
      act,
      el(
        'span',
        { className: 'row-words' },
        el('span', { className: 'row-title' }, item.title),
        item.description && el('span', { className: 'row-description' }, item.description),
      ),
      item.imageUrl && picture(item.imageUrl, '', 'row', item.title),
    ),
  )
  const head = el('h3', { className: 'list-head' }, card.header.title)
  const list = el('ul', { className: 'rows' }, ...rows.map((row) => el('li', {}, row)))
  return frame('list-card', head, list, cardButtons(card, act))
}

function carousel({ type, items, header }, act) {
  const track = el('div', { className: 'track', role: 'group', 'aria-label': '옆으로 넘겨 보는 카드', tabIndex: 0 })
  if (header) track.append(carouselHeader(header))
  track.append(...items.map((card) => drawings[type](card, act)))
  const turn = (by) => () =>
    track.scrollBy({ left: by * (track.firstElementChild.offsetWidth + 8), behavior: 'smooth' })
  const arrow = (label, className, by) =>
    el('button', { type: 'button', className: `turn ${className}`, 'aria-label': label, onClick: turn(by) })
  return el(
    'div',
    { className: 'carousel', 'data-testid': 'carousel' },
    track,
    arrow('이전 카드', 'turn-back', -1),
    arrow('다음 카드', 'turn-on', 1),
  )
}

function carouselHeader(header) {
  const image = picture(header.thumbnail?.imageUrl, '', 'square', header.title)
  return frame('carousel-head', image, words(header))
}

function frame(kind, ...parts) {
  return el('section', { className: `card ${kind}`, 'data-testid': kind }, ...parts)
}

function words(card) {
  if (!card.title && !card.description) return null
  return el('div', { className: 'words' }, title(card.title), description(card.description))
}

const title = (text) => text && el('h3', { className: 'card-title' }, text)
const description = (text) => text && el('p', { className: 'card-description' }, ...linked(text))

function foot(card, act) {
  const buttons = cardButtons(card, act, card.thumbnail?.fixedRatio)
  if (buttons || !card.forwardable) return buttons
  const onClick = () => act.notice('말풍선을 전달했어요.')
  return el('button', { type: 'button', className: 'forward', 'aria-label': '전달하기', onClick })
}

function thumbnail(image, name) {
  const drawn = picture(image.imageUrl, image.altText, image.fixedRatio ? 'square' : 'wide', name)
  const address = linkAddress(image.link)
  return isWebAddress(address)
    ? outside(address, { className: 'image-link', 'aria-label': image.altText ?? name }, drawn)
    : drawn
}

/** A given discounted price is what is shown; a rate counts only together with it. */
function price(card) {
  const money = (amount) => `${new Intl.NumberFormat('ko-KR').format(amount)}원`
  const now = card.discountedPrice ?? card.price - (card.discount ?? 0)
  const rate = card.discountedPrice !== undefined && card.discountRate
  const off = rate ? `${card.discountRate}%` : card.discount && `${money(card.discount)} 할인`
  return el(
    'p',
    { className: 'price' },
    off && el('em', {}, off),
    el('strong', {}, money(now)),
    now !== card.price && el('del', {}, money(card.price)),
  )
}
