//! The built program with a domain and a certificate named where it is started, as with files that another program renews.

use super::doors::{SHOP, Visit, certificate};
use super::pebble::free;
use crate::program::{Serving, shown};
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

const WITHIN: Duration = Duration::from_secs(60);

async fn until<F: Future<Output = bool>>(what: &str, is_so: impl Fn() -> F) {
    let began = Instant::now();
    while !is_so().await {
        assert!(began.elapsed() < WITHIN, "{what}");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_certificate_in_files_is_used_and_read_again_when_it_changes() {
    let data = crate::shop::folder();
    let files = crate::shop::folder();
    std::fs::create_dir_all(&files).unwrap();
    let (chain, key) = (files.join("chain.pem"), files.join("key.pem"));
    let lay = |(chain_now, key_now): &(String, String)| {
        std::fs::write(&key, key_now).unwrap();
        std::fs::write(&chain, chain_now).unwrap();
    };
    let (first, second) = (certificate(&[SHOP]), certificate(&[SHOP]));
    lay(&first);
    let ports = [free(), free()];
    let [plain, tls] = ports.map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let [http, https] = ports.map(|port| port.to_string());
    let asked = [
        "--domain",
        SHOP,
        "--http-port",
        &http,
        "--https-port",
        &https,
        "--public-listen",
        "127.0.0.1",
        "--resolve",
        "shop.test=127.0.0.1",
        "--certificate",
        shown(&chain),
        "--key",
        shown(&key),
    ];
    let serving = Serving::start_with(&asked, &data);
    let leads = async || Visit::plain(plain).get(SHOP, "/").await.is_ok_and(|answer| answer.status == 307);
    until("it never worked", leads).await;
    let alive =
        async |root: &str| Visit::tls(tls, SHOP, root).get(SHOP, "/healthz").await.is_ok_and(|a| a.status == 200);
    assert!(alive(&first.0).await);
    lay(&second);
    until("the other certificate was never taken", async || alive(&second.0).await).await;
    serving.end();
    std::fs::remove_dir_all(&data).unwrap();
    std::fs::remove_dir_all(&files).unwrap();
}

#[test]
fn a_domain_that_is_none_is_refused_with_what_to_type() {
    let data = crate::shop::folder();
    let (ended_well, said) = crate::program::duka(&["serve", "--data", shown(&data), "--domain", "my shop"]);
    assert!(
        !ended_well && said.contains("Please enter a name such as shop.example.org") && said.contains("Next: "),
        "{said}"
    );
    std::fs::remove_dir_all(&data).unwrap();
}
