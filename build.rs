//! Prepares the assets: one content name for all of them, and brotli and gzip beside each, so that nothing is compressed
//! while a visitor waits.

use std::fs;
use std::io::Write;
use std::path::Path;

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=assets");
    let out = std::env::var("OUT_DIR").map_err(std::io::Error::other)?;
    let out = Path::new(&out).join("assets");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(&out)?;
    let mut entries: Vec<_> = fs::read_dir("assets")?.collect::<Result<_, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    let mut all = blake3::Hasher::new();
    for entry in &entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let bytes = fs::read(entry.path())?;
        all.update(name.as_bytes()).update(&bytes);
        fs::write(out.join(&name), &bytes)?;
        if name.ends_with(".css") || name.ends_with(".js") || name.ends_with(".svg") || name.ends_with(".txt") {
            fs::write(out.join(format!("{name}.br")), brotli(&bytes)?)?;
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            gzip.write_all(&bytes)?;
            fs::write(out.join(format!("{name}.gz")), gzip.finish()?)?;
        }
    }
    println!("cargo::rustc-env=DUKA_ASSETS={}", &all.finalize().to_hex()[..12]);
    Ok(())
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}
