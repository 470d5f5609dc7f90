//! Times and their order, and what the processor worked. Knows nothing of shops.

use std::time::Duration;

/// The given part (0 to 1) of times in order.
pub fn percentile(sorted: &[Duration], part: f64) -> Duration {
    sorted[((sorted.len() - 1) as f64 * part) as usize]
}

/// Prints the middle and the worst of a hundred; answers the middle.
pub fn show(what: &str, mut times: Vec<Duration>) -> Duration {
    times.sort();
    let (p50, p99) = (percentile(&times, 0.5), percentile(&times, 0.99));
    println!("  {what:<44} p50 {:>9.1} us   p99 {:>9.1} us", p50.as_secs_f64() * 1e6, p99.as_secs_f64() * 1e6);
    p50
}

/// What all threads of this process but the caller's have worked so far (Linux: `/proc/self/task/*/schedstat`, nanoseconds).
pub fn others_worked() -> Duration {
    let me = std::fs::read_link("/proc/thread-self").unwrap();
    let nanoseconds = |thread: std::fs::DirEntry| -> u64 {
        let text = std::fs::read_to_string(thread.path().join("schedstat")).unwrap_or_default();
        text.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0)
    };
    let threads = std::fs::read_dir("/proc/self/task").unwrap().filter_map(Result::ok);
    Duration::from_nanos(threads.filter(|t| Some(t.file_name().as_os_str()) != me.file_name()).map(nanoseconds).sum())
}
