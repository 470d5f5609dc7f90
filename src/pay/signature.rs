//! Signatures of messages: HMAC-SHA256 over time and body, in a header `t=SECONDS,v1=HEX`. While a provider changes its key
//! there are several `v1`, and one that fits is enough.

use super::{HOOK_AGE_MAX, NotBelieved, RawHook};
use crate::base::Time;
use crate::base::time::SECOND;
use aws_lc_rs::hmac;

/// A provider that sends more has something else in mind.
const MACS_MAX: usize = 8;

/// # Errors
/// No signature under this key fits, or it is too old (or from the future).
pub fn verify(hook: &RawHook<'_>, key: &str, now: Time) -> Result<(), NotBelieved> {
    let (seconds, macs) = parts(hook.signature).ok_or(NotBelieved::Signature)?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes());
    let signed = signed(seconds, hook.body);
    if !macs.iter().any(|mac| hmac::verify(&key, &signed, mac).is_ok()) {
        return Err(NotBelieved::Signature);
    }
    if now.since(Time::from_micros(seconds.saturating_mul(SECOND))).abs() > HOOK_AGE_MAX {
        return Err(NotBelieved::TooOld);
    }
    Ok(())
}

/// The header of a message, as its sender makes it.
pub fn sign(key: &str, body: &[u8], now: Time) -> String {
    let seconds = now.micros() / SECOND;
    let key = hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes());
    let mac = hmac::sign(&key, &signed(seconds, body));
    let hex: String = mac.as_ref().iter().map(|b| format!("{b:02x}")).collect();
    format!("t={seconds},v1={hex}")
}

fn signed(seconds: i64, body: &[u8]) -> Vec<u8> {
    [format!("{seconds}.").as_bytes(), body].concat()
}

fn parts(header: &str) -> Option<(i64, Vec<Vec<u8>>)> {
    let (mut seconds, mut macs) = (None, Vec::new());
    for part in header.split(',') {
        match part.trim().split_once('=')? {
            ("t", t) => seconds = Some(t.parse().ok()?),
            ("v1", hex) if macs.len() < MACS_MAX => macs.push(mac(hex)?),
            // Other schemes, such as the one for test events, are not for us.
            _ => {}
        }
    }
    seconds.filter(|_| !macs.is_empty()).map(|seconds| (seconds, macs))
}

fn mac(hex: &str) -> Option<Vec<u8>> {
    let is_hex = hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    is_hex.then(|| (0..32).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).ok()).collect())?
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "whsec_test_secret";
    const BODY: &[u8] = br#"{"id":"evt_1","object":"event"}"#;
    /// Made with Python: `hmac.new(KEY, b"1700000000." + BODY, "sha256").hexdigest()`.
    const MAC: &str = "0c8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd";

    fn check(header: &str, body: &[u8], now: i64) -> Result<(), NotBelieved> {
        verify(&RawHook { signature: header, body }, KEY, Time::from_micros(now * SECOND))
    }

    #[test]
    fn one_signature_that_fits_is_enough_and_nothing_else_is() {
        let now = 1_700_000_000;
        let good = format!("t=1700000000,v1={MAC}");
        assert_eq!(check(&good, BODY, now), Ok(()));
        assert_eq!(sign(KEY, BODY, Time::from_micros(now * SECOND)), good);
        let zeros = "0".repeat(64);
        assert_eq!(check(&format!("t=1700000000,v1={zeros},v1={MAC},v0=abc"), BODY, now), Ok(()));
        assert_eq!(check(&good, BODY, now + 300), Ok(()));
        assert_eq!(check(&good, BODY, now + 301), Err(NotBelieved::TooOld));
        assert_eq!(check(&good, BODY, now - 301), Err(NotBelieved::TooOld));
        assert_eq!(check(&good, b"{}", now), Err(NotBelieved::Signature));
        let other_time = format!("t=1700000001,v1={MAC}");
        for bad in
            ["", "t=1", "v1=00", &format!("v1={MAC}"), &format!("t=x,v1={MAC}"), &format!("t=1700000000,v0={MAC}")]
        {
            assert_eq!(check(bad, BODY, now), Err(NotBelieved::Signature), "{bad}");
        }
        assert_eq!(check(&other_time, BODY, now), Err(NotBelieved::Signature));
    }
}
