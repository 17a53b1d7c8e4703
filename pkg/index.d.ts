/**
 * Where the widget stands. `start` until the person presses the button; `loading` also while the widget itself loads;
 * `identifying` while the person is at FranceConnect, `known` once it has said who they are.
 */
export type PrefillState =
  | "start"
  | "loading"
  | "who"
  | "agree"
  | "identifying"
  | "known"
  | "asking"
  | "review"
  | "filled"
  | "sealed"
  | "undone"
  | "refused"
  | "failed";

/** What every event tells: the form's id at the relay. No event carries an identity, nor a value, but `prefill-fill`. */
export interface PrefillDetail {
  /** The `form` attribute. */
  form: string;
}

/** The person agreed. */
export interface PrefillConsentDetail extends PrefillDetail {
  /** The agreed items, by source, as paths such as `quotient_familial`. */
  items: Record<string, string[]>;
}

/** What is about to be written in one field. */
export interface PrefillValue {
  /** Where the value stands in the data: `enfants[1].prenoms`. */
  readonly path: string;
  /** The field's label, as your page has it. */
  readonly label: string;
  /**
   * What will be in the field: its `value`, whether it is checked, or the values chosen in a list of several. Write
   * another one and the field gets it, without a mention of where it comes from; write `null` and the field stays as
   * it is. A value that the field cannot hold is not written, and the person is told.
   */
  value: string | number | boolean | string[] | null;
}

/** The form is about to be filled. `preventDefault()` stops it; changing `values` changes what is written. */
export interface PrefillFillDetail extends PrefillDetail {
  /** How many fields will be written. */
  count: number;
  /**
   * What will be written, which the page is about to get anyway. Take one out to leave its field as it is. It is not
   * enumerable, so that a page that logs its events does not log what they hold.
   */
  readonly values: PrefillValue[];
}

/** The form was filled. */
export interface PrefillFilledDetail extends PrefillDetail {
  /** How many fields were written. */
  count: number;
  /** The id of the receipt. */
  receipt: string;
  /**
   * What the relay signed (JWS), as the hidden field `pre-remplir-attestation` has it: for pages that send a model of
   * their own rather than the form. It is not enumerable, so that a page that logs its events does not log it.
   */
  readonly attestation?: string;
  /** What the relay sealed (JWE), as the hidden field `pre-remplir-sealed` has it; the page got no value then. */
  readonly sealed?: string;
}

/** A field that was filled holds something else now, by the person's hand or the page's: it is not certified any more. */
export interface PrefillEditedDetail extends PrefillDetail {
  /** Where the value that filled it stands in the data: `enfants[1].prenoms`. */
  path: string;
}

/** The form is as it was before it was filled. */
export interface PrefillUndoneDetail extends PrefillDetail {
  /** How many fields stayed as they were filled, because the page knows no way back: a list without an empty choice. */
  left: number;
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
  "prefill-undone": CustomEvent<PrefillUndoneDetail>;
  "prefill-edited": CustomEvent<PrefillEditedDetail>;
}

/**
 * The element `<pre-remplir form="…">`. Its attributes: `form`, `relay`, `for`, `lang`, `isolation="shadow"`, `nonce`,
 * `mapping`, `ticket`. Changing one of them, `nonce` aside, brings the element back to its start.
 *
 * `ticket` is what your server got from the relay (`POST /v1/tickets`) to say who the person is: your account holder, or
 * the agent at your counter. It is taken out of the page as soon as it is read, so that no script or copy of the page
 * keeps it. It serves one person, for a few minutes: write it in the page that you make for them, never in a cached one.
 */
export class PreRemplir extends HTMLElement {
  /** Where the widget stands. */
  readonly state: PrefillState;
  /** The same as the attribute `ticket`, for pages that a script makes. It can be given, not read back. */
  set ticket(ticket: string | null | undefined);
  /** Opens the widget, as pressing its button does. Resolves once it is shown, or has said why it cannot be. */
  start(): Promise<void>;
  /** Gives the form back as it was before it was filled. Does nothing when it was not. */
  undo(): void;
  /** Brings the element back to its start. What was filled stays; what was typed in the widget is forgotten. */
  reset(): void;
}

declare global {
  // They bubble: a page may listen to them where it likes.
  interface GlobalEventHandlersEventMap extends PrefillEventMap {}
  interface HTMLElementTagNameMap {
    "pre-remplir": PreRemplir;
  }
}
