/** What do a card's buttons, a list's rows and the quick replies do when pressed? */
import { el, isWebAddress, outside } from './dom.js'

/** A card's buttons; `square` cards put them side by side unless the layout says otherwise. */
export function cardButtons({ buttons, buttonLayout }, act, square = false) {
  if (!Array.isArray(buttons) || buttons.length === 0) return null
  const layout = buttonLayout ?? (square ? 'horizontal' : 'vertical')
  const side = layout === 'horizontal' ? 'buttons-beside' : 'buttons-below'
  return el('div', { className: `buttons ${side}` }, ...buttons.map((button) => cardButton(button, act)))
}

function cardButton(button, act) {
  const { label, action } = button
  const look = { className: 'button', 'data-testid': 'card-button' }
  if (action === 'webLink') return outside(button.webLinkUrl, { ...look, className: 'button button-link' }, label)
  if (action === 'phone') return el('a', { ...look, href: `tel:${button.phoneNumber}` }, label)
  return el('button', { ...look, type: 'button', onClick: () => press(button, 'CARD_BUTTON', act) }, label)
}

/** One row of a list card: a button when it does something, a link when it leads somewhere. */
export function listRow(item, act, ...children) {
  const look = { className: 'row-item', 'data-testid': 'list-item' }
  const spoken = { ...item, label: item.title, messageText: item.action === 'block' ? item.title : item.messageText }
  if (item.action === 'message' || item.action === 'block') {
    const onClick = () => press(spoken, 'LIST_ITEM', act)
    return el('button', { ...look, type: 'button', onClick }, ...children)
  }
  const address = linkAddress(item.link)
  return isWebAddress(address) ? outside(address, look, ...children) : el('div', look, ...children)
}

export function quickReply(reply, act) {
  const onClick = () => press(reply, 'QUICKREPLY_BUTTON', act)
  return el('button', { type: 'button', className: 'chip', 'data-testid': 'quick-reply', onClick }, reply.label)
}

/** `web` beats the other two. */
export function linkAddress(link) {
  return link?.web ?? link?.mobile ?? link?.pc
}

function press({ action, label, messageText, blockId, extra }, part, act) {
  if (action === 'message') return act.say(messageText ?? label, { type: `${part}_MESSAGE`, extra })
  if (action === 'block') return act.say(messageText ?? label, { type: `${part}_BLOCK`, extra, blockId })
  if (action === 'share') return act.notice('말풍선을 공유했어요.')
  if (action === 'operator') return act.notice('상담원에게 연결을 요청했어요.')
  return act.notice(`알 수 없는 버튼이에요: ${action}`)
}
