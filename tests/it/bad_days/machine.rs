//! A machine that is short of something, or does something odd with the program.

use super::*;
use std::io::Write;
use std::net::TcpStream;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn started_twice_the_second_names_the_first() {
    let home = Folder::new();
    let data = shop(&home).await;
    let first = Serving::start(&data);
    let said = Serving::try_start(&[], &data).err().unwrap();
    assert!(said.contains(&format!("process {} has it open", first.program.id())), "{said}");
    let thanked = [sells(&first).await];
    first.end();
    all_is_well(&data, &thanked);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stopped_and_continued_it_answers_whoever_waited() {
    let home = Folder::new();
    let data = shop(&home).await;
    let serving = Serving::start(&data);
    serving.signal("STOP");
    let mut waiting = TcpStream::connect(("127.0.0.1", serving.port)).unwrap();
    waiting.write_all(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n").unwrap();
    serving.signal("CONT");
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut waiting, &mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.0 200") || answer.starts_with("HTTP/1.1 200"), "{answer}");
    let thanked = [sells(&serving).await];
    serving.end();
    all_is_well(&data, &thanked);
}

/// Far more visitors than it may open files.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn out_of_file_descriptors_it_goes_on_when_visitors_leave() {
    let home = Folder::new();
    let data = shop(&home).await;
    let serving = Serving::start_under(&["prlimit", "--nofile=64"], &data);
    let crowd: Vec<TcpStream> = (0..150).map(|_| TcpStream::connect(("127.0.0.1", serving.port)).unwrap()).collect();
    drop(crowd);
    assert_eq!(serving.get("/").0, 200);
    let thanked = [sells(&serving).await];
    serving.end();
    all_is_well(&data, &thanked);
}

/// No file may be as large as the store is: it hears that as a disk that takes nothing more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_nothing_can_be_written_orders_are_refused_in_words_and_pages_are_shown() {
    let home = Folder::new();
    let data = shop(&home).await;
    let limit = format!("--fsize={}", fs::metadata(data.join("shop.redb")).unwrap().len() / 2);
    let serving = Serving::start_under(&["prlimit", &limit], &data);
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    let said = loop {
        let http: Http = Client::builder(TokioExecutor::new()).build_http();
        match order(&http, &format!("http://127.0.0.1:{}", serving.port), 1).await {
            Some((503, _, said)) => break said,
            answer => assert!(std::time::Instant::now() < until, "{answer:?} {}", serving.log()),
        }
    };
    assert!(said.contains("has no room left"), "{said} {}", serving.log());
    assert_eq!(serving.get("/products/breakfast-mug").0, 200, "{}", serving.log());
    drop(serving);
    let serving = Serving::start(&data);
    let thanked = [sells(&serving).await];
    serving.end();
    all_is_well(&data, &thanked);
}
