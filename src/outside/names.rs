//! Where a name leads, and which addresses this machine has. Only asks; nothing it finds is trusted for anything but to be
//! shown and compared.

use http_body_util::{BodyExt, Empty, Limited};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::time::Duration;
use tokio::net::TcpStream;

const LOOKUP_TIME_MAX: Duration = Duration::from_secs(6);
const ANSWER_TIME_MAX: Duration = Duration::from_secs(4);
const ANSWER_BYTES_MAX: usize = 1_024;
/// A name with more is none of a shop's.
const ADDRESSES_MAX: usize = 8;

/// Who is asked where a name leads.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Told beforehand, as for a machine whose own name servers see the inside of a network only.
    pub told: Vec<(String, IpAddr)>,
}

impl Names {
    /// The addresses of a name; none when it has none.
    ///
    /// # Errors
    /// The name servers did not answer, in a few words.
    pub async fn addresses_of(&self, name: &str) -> Result<Vec<IpAddr>, String> {
        let told: Vec<IpAddr> = self.told.iter().filter(|(own, _)| own == name).map(|(_, at)| *at).collect();
        if self.told.is_empty() { looked_up(name).await } else { Ok(told) }
    }
}

async fn looked_up(name: &str) -> Result<Vec<IpAddr>, String> {
    let asked = tokio::time::timeout(LOOKUP_TIME_MAX, tokio::net::lookup_host((name, 0))).await;
    let found = match asked {
        Ok(Ok(found)) => found,
        // The system tells "there is none" and "it cannot be found" by words only.
        Ok(Err(error)) if is_none(&error) => return Ok(Vec::new()),
        Ok(Err(error)) => return Err(error.to_string()),
        Err(_) => return Err(format!("no answer within {} seconds", LOOKUP_TIME_MAX.as_secs())),
    };
    let mut addresses: Vec<IpAddr> = found.map(|address| address.ip()).collect();
    addresses.sort();
    addresses.dedup();
    addresses.truncate(ADDRESSES_MAX);
    Ok(addresses)
}

fn is_none(error: &std::io::Error) -> bool {
    let words = error.to_string();
    error.kind() == ErrorKind::NotFound || words.contains("not known") || words.contains("No address")
}

/// The addresses this machine speaks to the internet from. Nothing is sent for that: the system only chooses a way.
pub fn own_addresses() -> Vec<IpAddr> {
    const FAR: [(IpAddr, IpAddr); 2] = [
        (IpAddr::V4(Ipv4Addr::UNSPECIFIED), IpAddr::V4(Ipv4Addr::new(198, 41, 0, 4))),
        (IpAddr::V6(Ipv6Addr::UNSPECIFIED), IpAddr::V6(Ipv6Addr::new(0x2001, 0x503, 0xba3e, 0, 0, 0, 0x2, 0x30))),
    ];
    let from = |(any, far): (IpAddr, IpAddr)| {
        let socket = UdpSocket::bind(SocketAddr::new(any, 0)).ok()?;
        socket.connect(SocketAddr::new(far, 53)).ok()?;
        Some(socket.local_addr().ok()?.ip()).filter(|own| !own.is_loopback() && !own.is_unspecified())
    };
    FAR.into_iter().filter_map(from).collect()
}

/// Can the whole internet reach such an address?
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(a) => {
            let [x, y, ..] = a.octets();
            let shared = x == 100 && (64..128).contains(&y);
            let nowhere = x == 0 || x >= 240 || a.is_multicast();
            !(a.is_private() || a.is_loopback() || a.is_link_local() || shared || nowhere)
        }
        IpAddr::V6(a) => match a.to_ipv4_mapped() {
            Some(a) => is_public(IpAddr::V4(a)),
            None => (a.segments()[0] & 0xe000) == 0x2000,
        },
    }
}

/// What stands in a file of whoever answers there on a plain port; `None` when nobody does.
pub async fn plain_file(at: SocketAddr, name: &str, path: &str) -> Option<String> {
    let asking = async {
        let stream = TcpStream::connect(at).await.ok()?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.ok()?;
        let request = Request::get(path).header("host", name).body(Empty::<Bytes>::new()).ok()?;
        // It ends with the sender.
        tokio::spawn(connection);
        let answer = sender.send_request(request).await.ok()?;
        let body = Limited::new(answer.into_body(), ANSWER_BYTES_MAX).collect().await.ok()?;
        Some(String::from_utf8_lossy(&body.to_bytes()).into_owned())
    };
    tokio::time::timeout(ANSWER_TIME_MAX, asking).await.ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_internet_reaches() {
        for (address, public) in [
            ("192.0.2.1", true),
            ("10.1.2.3", false),
            ("172.20.0.1", false),
            ("192.168.1.5", false),
            ("100.64.0.9", false),
            ("169.254.1.1", false),
            ("127.0.0.1", false),
            ("0.0.0.0", false),
            ("2001:db8::1", true),
            ("fe80::1", false),
            ("fd00::1", false),
            ("::1", false),
            ("::ffff:10.0.0.1", false),
        ] {
            assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
        }
    }
}
