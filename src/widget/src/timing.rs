//! Marks in the browser's own timeline (User Timing): names and times alone, for whoever measures the page.

/// Does `work`, and leaves how long it took under `name`.
pub(crate) fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    begin(name);
    let done = work();
    end(name);
    done
}

/// What is called `name` begins now.
pub(crate) fn begin(name: &str) {
    // A page may have taken its own timeline away: the work goes on without a mark.
    performance().and_then(|performance| performance.mark(name).ok());
}

/// Leaves how long it took since it last began.
pub(crate) fn end(name: &str) {
    performance().and_then(|performance| performance.measure_with_start_mark(name, name).ok());
}

fn performance() -> Option<web_sys::Performance> {
    web_sys::window()?.performance()
}
