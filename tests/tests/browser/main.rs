//! The journeys of people in a real browser: the built widget, the relay's own program, the sandbox and the pages of `www/`.

mod filled;
