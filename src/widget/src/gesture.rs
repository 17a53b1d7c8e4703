//! The act of agreeing, as the browser saw it: evidence that a person made it, and had the time to read.

use model::protocol::{Device, Gesture};
use yew::MouseEvent;

/// Now, on the clock that events are stamped with, in milliseconds.
pub(crate) fn now() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0.0, |performance| performance.now())
}

/// What is known of the click that agrees, to what has been shown since `shown_at`.
pub(crate) fn of(click: &MouseEvent, shown_at: f64) -> Gesture {
    Gesture {
        by: device(click.detail()),
        trusted: click.is_trusted(),
        visible_ms: milliseconds(now() - shown_at),
    }
}

/// A click that a key makes counts no press of a button.
fn device(presses: i32) -> Device {
    if presses == 0 {
        Device::Keyboard
    } else {
        Device::Pointer
    }
}

/// Whole milliseconds; a float becomes the nearest number that there is.
fn milliseconds(elapsed: f64) -> u32 {
    elapsed as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_without_a_press_is_a_keys() {
        assert_eq!(
            [0, 1, 2].map(device),
            [Device::Keyboard, Device::Pointer, Device::Pointer]
        );
    }

    #[test]
    fn time_is_never_negative_and_never_too_long() {
        let whole = [-1.0, 0.9, 4200.4, 1e12, f64::NAN].map(milliseconds);
        assert_eq!(whole, [0, 0, 4200, u32::MAX, 0]);
    }
}
