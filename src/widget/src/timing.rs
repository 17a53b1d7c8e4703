//! Marks in the browser's own timeline (User Timing): names and times alone, for whoever measures the page.

/// Does `work`, and leaves how long it took under `name`.
pub(crate) fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let performance = web_sys::window().and_then(|window| window.performance());
    // A page may have emptied its own timeline: the work goes on without a mark.
    let marked = performance.filter(|performance| performance.mark(name).is_ok());
    let done = work();
    if let Some(performance) = marked {
        performance.measure_with_start_mark(name, name).ok();
    }
    done
}
