// How much does Kakao take? The published limits as data.
//
// Confidence: [O] Kakao's own documentation, [R] observed, [U] unconfirmed.
// FMT = https://kakaobusiness.gitbook.io/main/tool/chatbot/skill_guide/answer_json_format
// CB  = https://kakaobusiness.gitbook.io/main/tool/chatbot/skill_guide/ai_chatbot_callback_guide
// CS  = Kakao customer centre, https://cs.kakao.com/search?serviceId=169

/**
 * Every limit this package knows. Texts in characters as `kakaoLength` counts them, lines as written line breaks,
 * lists in entries, times in milliseconds. `inCarousel` holds what differs for a card inside a carousel.
 */
export const limits = {
  skill: {
    /** A skill must answer within this time. [O CB] */
    timeoutMs: 5_000,
  },
  callback: {
    /** The callback URL lives this long, and for one use. [O CB] */
    deadlineMs: 60_000,
  },
  eventApi: {
    /** Recipients of one Event API call. [O CS] */
    users: 100,
  },
  payload: {
    /** Length of `userRequest.user.id`. [O FMT] */
    botUserKey: 70,
  },
  response: {
    /** UTF-8 bytes. 30 KB a bubble [O CS]; that it is 30,000 and holds for the whole response is the careful reading [U]. */
    bytes: 30_000,
  },
  template: {
    /** Fewest outputs. [O FMT] */
    outputsAtLeast: 1,
    /** Most outputs. [O FMT] */
    outputs: 3,
    /** [O FMT] */
    quickReplies: 10,
  },
  quickReply: {
    /** Not stated by Kakao; a usual house rule. [U] */
    label: 14,
  },
  button: {
    /** [O FMT] */
    label: 14,
    /** When two buttons sit side by side. [O FMT] */
    labelSideBySide: 8,
  },
  buttons: {
    /** Stacked. [O FMT] */
    vertical: 3,
    /** Side by side. [O FMT] */
    horizontal: 2,
  },
  thumbnail: {
    /** [O FMT] */
    altText: 50,
  },
  simpleText: {
    /** [O FMT] */
    text: 1_000,
    /** Past this the rest folds behind "show all"; still drawn. [O FMT] */
    textBeforeFold: 500,
  },
  simpleImage: {
    /** [O FMT] */
    altText: 50,
  },
  textCard: {
    /** [O FMT] */
    title: 50,
    /** [O FMT] */
    description: 400,
    /** Title and description together. [O FMT] */
    titleAndDescription: 400,
    inCarousel: {
      /** [O FMT] */
      description: 128,
    },
  },
  basicCard: {
    /** [O FMT] */
    title: 50,
    /** [O FMT] */
    description: 230,
    inCarousel: {
      /** [O FMT] */
      titleLines: 2,
      /** [O FMT] */
      descriptionLines: 2,
    },
  },
  commerceCard: {
    /** [O FMT] */
    title: 30,
    /** [O FMT] */
    description: 40,
    /** Exactly this many. [O FMT] */
    thumbnails: 1,
    /** Percent; a whole number [O FMT], the ceiling is common sense [U]. */
    discountRate: 100,
  },
  listCard: {
    /** [O FMT] */
    items: 5,
    inCarousel: {
      /** [O FMT] */
      items: 4,
    },
  },
  itemCard: {
    /** [O FMT] */
    headTitleLines: 1,
    /** [O FMT] */
    profileTitle: 15,
    /** [O FMT] */
    imageTitleTitleLines: 2,
    /** [O FMT] */
    imageTitleDescriptionLines: 1,
    /** [O FMT] */
    itemList: 10,
    /** [O FMT] */
    itemTitle: 6,
    /** [O FMT] */
    itemDescriptionLines: 2,
    /** [O FMT] */
    summaryTitle: 6,
    /** [O FMT] */
    summaryDescription: 14,
    /** Decimal places of the amount. [O FMT] */
    summaryDecimals: 2,
    /** Title and description together. [O FMT] */
    titleAndDescription: 200,
    /** Lines of title and description together. [O FMT] */
    titleAndDescriptionLines: 12,
    inCarousel: {
      /** [O FMT] */
      itemList: 5,
      /** Title and description together. [O FMT] */
      titleAndDescription: 100,
    },
  },
  carousel: {
    /** [O FMT] */
    items: 10,
    /** A carousel of list cards. [O FMT] */
    listCards: 5,
    /** [O FMT] */
    headerTitleLines: 2,
    /** [O FMT] */
    headerDescriptionLines: 3,
  },
} as const
