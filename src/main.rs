//! The program: hands its arguments to `boot` and nothing more.

use std::process::ExitCode;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    duka::boot::run()
}
