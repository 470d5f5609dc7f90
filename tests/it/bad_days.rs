//! Bad days, each made on purpose against the built program: what was sold stays sold, the shop goes on or says in a sentence
//! why it cannot, and is well again without anybody's hands. `docs/reliability.md` is the list.

mod damage;
mod full;
mod machine;

use crate::bench::Folder;
use crate::kill::{Http, buy, every_thanked_order_is_there, fill_the_shelf, order};
use crate::program::{Serving, duka, shown};
use duka::app::furnish;
use duka::base::Clock;
use duka::boot::open;
use duka::demo::goods::goods;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tokio::sync::OnceCell;

/// A shop with goods, a backup and keys, made once and copied.
pub async fn shop(home: &Folder) -> PathBuf {
    static MADE: OnceCell<PathBuf> = OnceCell::const_new();
    let made = MADE
        .get_or_init(|| async {
            let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shop-for-bad-days");
            if data.exists() {
                fs::remove_dir_all(&data).unwrap();
            }
            {
                let app = open(&data, Clock::Real).unwrap().app;
                furnish::lay_out(&app, &goods().unwrap(), "http://shop.test").await.unwrap();
                app.close();
            }
            fill_the_shelf(&data).await;
            let (well, said) = duka(&["backup", "now", "--data", shown(&data)]);
            assert!(well, "{said}");
            assert!(duka(&["backup", "key", "--data", shown(&data)]).0);
            data
        })
        .await;
    let data = home.path().join("shop");
    copy(made, &data);
    data
}

fn copy(from: &Path, to: &Path) {
    assert!(Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap().success());
}

/// Somebody buys a mug: the secret of the order they were thanked for.
async fn sold(shop: &Serving) -> Option<String> {
    let http: Http = Client::builder(TokioExecutor::new()).build_http();
    buy(&http, &format!("http://127.0.0.1:{}", shop.port), 1).await
}

async fn sells(shop: &Serving) -> String {
    sold(shop).await.unwrap_or_else(|| panic!("nothing could be bought: {}", shop.log()))
}

/// What must hold after each of them.
fn all_is_well(data: &Path, thanked: &[String]) {
    every_thanked_order_is_there(data, thanked);
    let (well, said) = duka(&["check", "--data", shown(data)]);
    assert!(well && said.contains("All is well"), "{said}");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// A list of promises is worth what its commands are.
#[test]
fn every_command_in_the_list_runs_a_test() {
    let list = fs::read_to_string("docs/reliability.md").unwrap();
    let sources: String = files(Path::new("tests/it"))
        .into_iter()
        .chain(files(Path::new("src")))
        .filter(|file| file.extension().is_some_and(|e| e == "rs"))
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let mut commands = 0;
    for span in list.split('`').skip(1).step_by(2) {
        let Some((_, name)) = span.split_once(' ').filter(|(how, name)| ["it", "lib"].contains(how) && *name != "NAME")
        else {
            continue;
        };
        let (module, test) = name.rsplit_once("::").unwrap_or(("", name));
        let module = module.rsplit("::").next().unwrap();
        assert!(module.is_empty() || sources.contains(&format!("mod {module};")), "{span}");
        assert!(test.is_empty() || sources.contains(&format!("fn {test}")), "{span}");
        commands += 1;
    }
    assert!(commands > 30, "{commands}");
}
