//! Records what every library of this process logs, and tells the tests apart.

use std::{
    io::Write,
    sync::{Mutex, Once},
};

/// What every part of this process has logged, our own crate and the libraries under it.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Writes to [`LOG`], for both logging libraries.
struct Recorder;

impl Write for Recorder {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl log::Log for Recorder {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        writeln!(
            Recorder,
            "{} {} {}",
            this_test(),
            record.target(),
            record.args()
        )
        .unwrap();
    }

    fn flush(&self) {}
}

/// Records everything at the finest level, from the first call on. Each line holds the name of its thread: a test's own.
pub(crate) fn record() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        log::set_logger(&Recorder).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
        let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE);
        let lines = lines
            .with_ansi(false)
            .with_thread_names(true)
            .with_writer(|| Recorder);
        tracing::subscriber::set_global_default(lines.finish()).unwrap();
    });
}

fn this_test() -> String {
    std::thread::current().name().unwrap().to_owned()
}

/// What this test has logged so far.
pub(crate) fn logged() -> String {
    let log = String::from_utf8(LOG.lock().unwrap().clone()).unwrap();
    let (name, mut own) = (this_test(), String::new());
    log.lines()
        .filter(|line| line.contains(&name))
        .for_each(|line| own.push_str(&format!("{line}\n")));
    own
}

/// The events of our own crate in this test.
pub(crate) fn events() -> Vec<String> {
    logged()
        .lines()
        .filter(|line| line.contains(" api_particulier: "))
        .map(str::to_owned)
        .collect()
}
