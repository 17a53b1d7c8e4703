//! `cargo xtask size`: what each shipped part weighs, and how long the source's files and functions are.

use crate::assemble::{self, LOADER};
use crate::error::{Error, Result};
use crate::{files, progress, setup, shape, widget, workspace};
use std::path::Path;

/// What a page loads before anyone clicks: a few network packets, in the encodings every browser takes.
const BEFORE_CLICK: usize = 4_096;
/// What a click loads, in brotli: what it weighs today and a tenth more. It may be lowered, not raised without a reason.
const ON_CLICK: usize = 276_000;

/// The weight of one file, or of several together.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Builds the widget and prints the tables.
pub(crate) fn run() -> Result {
    setup::wasm_target()?;
    widget::build(Some(&setup::optimiser()?))?;
    let (loader, click) = print(&workspace::built())?;
    shape::print()?;
    check(loader, click)
}

/// Prints the table and checks the limits, for what is built already.
pub(crate) fn check_built() -> Result {
    let (loader, click) = print(&workspace::built())?;
    check(loader, click)
}

/// One line per part, then the two sums that have a limit, which are returned.
fn print(folder: &Path) -> Result<(Weight, Weight)> {
    let (mut loader, mut click) = (Weight::default(), Weight::default());
    progress::result(&format!(
        "{:<40}{:>10}{:>10}{:>10}",
        "bytes", "raw", "gzip", "brotli"
    ));
    for name in assemble::manifest(folder)?.keys() {
        let weight = weigh(&folder.join(name))?;
        match name.as_str() {
            LOADER => loader = loader.plus(weight),
            name if name.starts_with("assets/widget-") => click = click.plus(weight),
            // The doctor is for those who make the page.
            _ => {}
        }
        line(name, weight);
    }
    line("before anyone clicks", loader);
    line("on click", click);
    progress::result(&format!(
        "limits: {BEFORE_CLICK} before (gzip, brotli), {ON_CLICK} on click (brotli)"
    ));
    Ok((loader, click))
}

fn line(name: &str, weight: Weight) {
    progress::result(&format!(
        "{name:<40}{:>10}{:>10}{:>10}",
        weight.raw, weight.gzip, weight.brotli
    ));
}

fn weigh(path: &Path) -> Result<Weight> {
    let length = |path: &Path| files::read(path).map(|content| content.len());
    let twin = |encoding| length(&assemble::twin(path, encoding));
    Ok(Weight {
        raw: length(path)?,
        gzip: twin("gz")?,
        brotli: twin("br")?,
    })
}

/// Fails on the first sum over its limit.
fn check(loader: Weight, click: Weight) -> Result {
    within("the loader", "brotli", loader.brotli, BEFORE_CLICK)?;
    within("the loader", "gzip", loader.gzip, BEFORE_CLICK)?;
    within("what a click loads", "brotli", click.brotli, ON_CLICK)
}

fn within(part: &'static str, encoding: &'static str, bytes: usize, limit: usize) -> Result {
    if bytes > limit {
        Err(Error::OverBudget {
            part,
            encoding,
            bytes,
            limit,
        })
    } else {
        Ok(())
    }
}

impl Weight {
    fn plus(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(gzip: usize, brotli: usize) -> Weight {
        Weight {
            raw: 10 * gzip,
            gzip,
            brotli,
        }
    }

    #[test]
    fn each_limit_holds_at_its_edge() {
        let (light, full) = (
            weight(BEFORE_CLICK, BEFORE_CLICK),
            weight(2 * ON_CLICK, ON_CLICK),
        );
        assert!(check(light, full).is_ok());
        assert!(check(weight(BEFORE_CLICK + 1, 1), full).is_err());
        assert!(check(weight(1, BEFORE_CLICK + 1), full).is_err());
        assert!(check(light, weight(1, ON_CLICK + 1)).is_err());
    }

    #[test]
    fn sums_leave_nothing_out() {
        let sum = weight(1, 2).plus(weight(10, 20));
        assert_eq!((sum.raw, sum.gzip, sum.brotli), (110, 11, 22));
    }
}
