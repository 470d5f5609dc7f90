//! The bytes of a file as text, in pieces. Must not know what the text means.
//!
//! UTF-16 is turned into UTF-8 here. UTF-8 and the Windows letters look alike until a line is whole, so those
//! two are told apart row by row (`rows`).

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE};
use std::io::{self, ErrorKind, Read};

/// One piece; the first line of a file must fit in it.
const CHUNK_BYTES: usize = 64 * 1024;
/// In UTF-16 of European text every other byte is zero; this share of the first bytes is proof enough.
const ZEROS_OF_UTF16_PERCENT: usize = 30;

pub struct Text<R> {
    input: R,
    /// Only for UTF-16.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    decoded: Vec<u8>,
    /// How much of `decoded` was taken.
    at: usize,
    ended: bool,
    bytes_read: u64,
}

impl<R: Read> Text<R> {
    pub fn open(input: R) -> io::Result<Text<R>> {
        let raw = vec![0; CHUNK_BYTES];
        let mut text = Text { input, decoder: None, raw, decoded: Vec::new(), at: 0, ended: false, bytes_read: 0 };
        let n = text.read_chunk()?;
        let start = &text.raw[..n];
        if start.starts_with(b"\xFF\xFE") || zeros(start, 1) {
            text.decoder = Some(UTF_16LE.new_decoder_with_bom_removal());
        } else if start.starts_with(b"\xFE\xFF") || zeros(start, 0) {
            text.decoder = Some(UTF_16BE.new_decoder_with_bom_removal());
        }
        text.decode(n);
        if text.decoded.starts_with(b"\xEF\xBB\xBF") {
            text.at = 3;
        }
        Ok(text)
    }

    /// What was read and not yet taken; empty when it is time to [`fill`](Self::fill).
    pub fn ahead(&self) -> &[u8] {
        &self.decoded[self.at..]
    }

    pub fn take(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Reads the next piece; `false` at the end.
    pub fn fill(&mut self) -> io::Result<bool> {
        while self.ahead().is_empty() && !self.ended {
            let n = self.read_chunk()?;
            self.decode(n);
        }
        Ok(!self.ahead().is_empty())
    }

    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    fn read_chunk(&mut self) -> io::Result<usize> {
        let mut n = 0;
        while n < self.raw.len() {
            match self.input.read(&mut self.raw[n..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(more) => n += more,
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                // What came before the failure is good; the failure comes again with the next piece.
                Err(_) if n > 0 => break,
                Err(e) => return Err(e),
            }
        }
        self.bytes_read += n as u64;
        Ok(n)
    }

    fn decode(&mut self, n: usize) {
        self.at = 0;
        self.decoded.clear();
        match &mut self.decoder {
            None => self.decoded.extend_from_slice(&self.raw[..n]),
            Some(decoder) => {
                // A chunk is far too small for this length to overflow.
                let room = decoder.max_utf8_buffer_length(n).unwrap_or(CHUNK_BYTES * 4);
                self.decoded.resize(room, 0);
                let (_, _, written, _) = decoder.decode_to_utf8(&self.raw[..n], &mut self.decoded, self.ended);
                self.decoded.truncate(written);
            }
        }
    }
}

/// Whether every other byte, from `offset` on, is mostly zero and the others are mostly not.
fn zeros(start: &[u8], offset: usize) -> bool {
    let start = &start[..start.len().min(512)];
    let count = |from: usize| start.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let enough = start.len() / 2 * ZEROS_OF_UTF16_PERCENT / 100;
    start.len() >= 8 && count(offset) > enough && count(1 - offset) * 4 < count(offset)
}
