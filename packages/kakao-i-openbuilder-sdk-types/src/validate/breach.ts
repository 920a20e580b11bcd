// What does the validator say when a rule is broken?

/** One broken rule of one place in a response. */
export interface Breach {
  /** For example `template.outputs[0].listCard.items[3].title`; empty for the response as a whole. */
  path: string
  rule: BreachRule
  /** English; says the limit and what was found. */
  message: string
}

export type BreachRule =
  | 'not-json'
  | 'too-big'
  | 'wrong-type'
  | 'wrong-version'
  | 'required'
  | 'unknown-field'
  | 'unknown-value'
  | 'no-component'
  | 'unknown-component'
  | 'several-components'
  | 'unknown-action'
  | 'too-few'
  | 'too-many'
  | 'too-long'
  | 'too-long-together'
  | 'too-many-lines'
  | 'too-many-lines-together'
  | 'out-of-range'
  | 'bad-url'
  | 'bad-block-id'
  | 'bad-amount'
  | 'bad-image-ratio'
  | 'mixed-image-ratios'
  | 'title-or-description'
  | 'head-and-profile'
  | 'rate-without-price'
  | 'discount-above-price'
  | 'wrapped-card'
  | 'uneven-cards'
  | 'header-not-allowed'
