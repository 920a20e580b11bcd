// Which bubbles can a skill draw? (The carousel, which holds these cards, has a file of its own.)
import type { Button, ButtonLayout } from './buttons.js'

/** Up to 1,000 characters; past 500 the rest folds away. */
export interface SimpleText {
  text: string
}

/** Kakao fetches the image from the URL. */
export interface SimpleImage {
  imageUrl: string
  altText?: string
}

interface CardFoot {
  buttons?: Button[]
  buttonLayout?: ButtonLayout
  /** Shows the forward icon; hidden for carousels and for bubbles with buttons. */
  forwardable?: boolean
}

/** At least one of title and description. */
export interface TextCard extends CardFoot {
  title?: string
  description?: string
}

export interface BasicCard extends CardFoot {
  title?: string
  description?: string
  thumbnail: Thumbnail
}

/** Shown price: `discountedPrice` if given, else `price - discount`. All amounts are whole won. */
export interface CommerceCard extends CardFoot {
  title?: string
  description?: string
  price: number
  currency?: 'won'
  /** Amount taken off. */
  discount?: number
  /** Percent; shown only together with `discountedPrice`. */
  discountRate?: number
  discountedPrice?: number
  /** Exactly one. */
  thumbnails: [Thumbnail]
  profile?: Profile
}

export interface ListCard extends CardFoot {
  header: ListHeader
  /** At most 5, or 4 in a carousel. */
  items: ListItem[]
}

/** Only the title does anything; the official format also takes a description and an image here. */
export interface ListHeader {
  title: string
  description?: string
  imageUrl?: string
  link?: Link
}

/** With `block` the title is shown as the user's utterance, with `message` it is `messageText`. */
export interface ListItem {
  title: string
  description?: string
  imageUrl?: string
  link?: Link
  action?: 'block' | 'message'
  /** Required with `block`. */
  blockId?: string
  /** Required with `message`. */
  messageText?: string
  /** Comes back as `action.clientExtra` of the next skill call. */
  extra?: Record<string, unknown>
}

/** `head` and `profile` exclude each other; `description` needs `title`. */
export interface ItemCard extends CardFoot {
  thumbnail?: ItemCardThumbnail
  head?: { title: string }
  profile?: ItemCardProfile
  imageTitle?: ImageTitle
  /** At most 10, or 5 in a carousel. */
  itemList: ItemListEntry[]
  itemListAlignment?: 'left' | 'right'
  itemListSummary?: ItemListSummary
  title?: string
  description?: string
}

/** 2:1 or 1:1, in a carousel 2:1 only; drawn 1:1 when width and height are absent. */
export interface ItemCardThumbnail {
  imageUrl: string
  altText?: string
  width?: number
  height?: number
  link?: Link
}

export interface ItemCardProfile {
  title: string
  /** 1:1. */
  imageUrl?: string
  width?: number
  height?: number
}

export interface ImageTitle {
  title: string
  description?: string
  imageUrl?: string
}

export interface ItemListEntry {
  title: string
  description: string
}

export interface ItemListSummary {
  title: string
  /** An amount of money: currency, digits, commas, at most two decimals, spaces. */
  description: string
}

/** `fixedRatio` true: 1:1, whole image on white, buttons side by side. Otherwise 2:1, centre crop, stacked. */
export interface Thumbnail {
  imageUrl: string
  altText?: string
  link?: Link
  fixedRatio?: boolean
}

/** `web` beats the other two. */
export interface Link {
  pc?: string
  mobile?: string
  web?: string
}

export interface Profile {
  nickname: string
  /** 180x180 pixels are recommended. */
  imageUrl?: string
}
