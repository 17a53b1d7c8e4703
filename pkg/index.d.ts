/** Where the widget stands. `start` until the person presses the button; `loading` also while the widget itself loads. */
export type PrefillState =
  | "start"
  | "loading"
  | "who"
  | "agree"
  | "asking"
  | "review"
  | "filled"
  | "undone"
  | "refused"
  | "failed";

/** What every event tells: the form's id at the relay. No event carries an identity or a value. */
export interface PrefillDetail {
  /** The `form` attribute. */
  form: string;
}

/** The person agreed. */
export interface PrefillConsentDetail extends PrefillDetail {
  /** The agreed items, by source, as paths such as `quotient_familial`. */
  items: Record<string, string[]>;
}

/** The form is about to be filled. `preventDefault()` stops it. */
export interface PrefillFillDetail extends PrefillDetail {
  /** How many fields will be written. */
  count: number;
}

/** The form was filled. */
export interface PrefillFilledDetail extends PrefillDetail {
  /** How many fields were written. */
  count: number;
  /** The id of the receipt. */
  receipt: string;
}

/** Something failed, and the person was told. */
export interface PrefillErrorDetail extends PrefillDetail {
  /** The kind of failure: `load`, `unreachable`, `timeout`, or the relay's own `urn:pre-remplir:problem:…`. */
  type: string;
}

/** The events, all bubbling and composed. */
export interface PrefillEventMap {
  "prefill-ready": CustomEvent<PrefillDetail>;
  "prefill-consent": CustomEvent<PrefillConsentDetail>;
  "prefill-fill": CustomEvent<PrefillFillDetail>;
  "prefill-filled": CustomEvent<PrefillFilledDetail>;
  "prefill-refused": CustomEvent<PrefillDetail>;
  "prefill-error": CustomEvent<PrefillErrorDetail>;
  "prefill-undone": CustomEvent<PrefillDetail>;
}

/**
 * The element `<pre-remplir form="…">`. Its attributes: `form`, `relay`, `for`, `lang`, `isolation="shadow"`, `nonce`,
 * `mapping`. Changing one of them, `nonce` aside, brings the element back to its start.
 */
export class PreRemplir extends HTMLElement {
  /** Where the widget stands. */
  readonly state: PrefillState;
  /** Opens the widget, as pressing its button does. Resolves once it is shown, or has said why it cannot be. */
  start(): Promise<void>;
  /** Gives the form back as it was before it was filled. Does nothing when it was not. */
  undo(): void;
  /** Brings the element back to its start. What was filled stays; what was typed in the widget is forgotten. */
  reset(): void;
  addEventListener<K extends keyof PrefillEventMap>(
    type: K,
    listener: (this: PreRemplir, event: PrefillEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "pre-remplir": PreRemplir;
  }
}
