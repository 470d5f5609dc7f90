//! Sending snapshots: only proved ones, and none before those it builds on, so that whatever arrived can be brought back.

use super::{Outgoing, SENT_AGAIN_AFTER};
use crate::base::Time;
use crate::ops::archive::{self, Manifest, Trouble, folder_of};
use crate::ops::backup::drill::Proof;
use crate::ops::seal::may_be_whole;
use crate::outside::targets::{self, Object, Target};
use std::collections::{BTreeMap, BTreeSet};

/// A snapshot and the text of its proof.
struct Proved<'m> {
    manifest: &'m Manifest,
    proof: Vec<u8>,
}

pub(super) fn send(from: &dyn Target, manifests: &[Manifest], out: &Outgoing<'_>) -> Result<(), Trouble> {
    let mut proved: BTreeMap<&str, Proved<'_>> = BTreeMap::new();
    for manifest in manifests {
        let text = from.get(&archive::proof_of(&manifest.name))?;
        let holds = |text: &Vec<u8>| serde_json::from_slice(text).is_ok_and(|proof: Proof| proof.holds());
        if let Some(proof) = text.filter(holds) {
            proved.insert(&manifest.name, Proved { manifest, proof });
        }
    }
    let sound = manifests.iter().filter(|m| proved.contains_key(m.name.as_str()));
    let (mut now, mut sent, mut held_back) = (None, BTreeSet::new(), BTreeSet::new());
    for tip in sound.clone().rev() {
        for link in archive::chain(sound.clone(), tip).unwrap_or_default() {
            let name = link.name.as_str();
            let Some(next) = proved.get(name).filter(|_| !held_back.contains(name)) else { break };
            if !sent.insert(name) {
                continue;
            }
            match send_one(from, next, &mut now, out) {
                Err(damaged @ Trouble::Damaged { .. }) => {
                    out.tell(|r| r.damaged.push(damaged.sentence()));
                    // What builds on it would be of no use there.
                    held_back.insert(name);
                    break;
                }
                sent => sent?,
            }
        }
    }
    Ok(())
}

fn send_one(
    from: &dyn Target,
    Proved { manifest, proof }: &Proved<'_>,
    now: &mut Option<Time>,
    out: &Outgoing<'_>,
) -> Result<(), Trouble> {
    let mut there: BTreeMap<String, Object> = targets::all(&out.sealed(), &folder_of(&manifest.name))
        .map(|object| object.map(|o| (o.name.clone(), o)))
        .collect::<Result<_, _>>()?;
    let (manifest_file, proof_file) = (archive::manifest_of(&manifest.name), archive::proof_of(&manifest.name));
    // The proof, which is small, tells whether the place lets anything be written over.
    if there.get(&manifest_file).is_some_and(|lies_there| is_old(lies_there, now, out))
        && out.put_again(&proof_file, proof)?
    {
        there.clear();
    }
    let lies_whole = |file: &str, bytes: u64| there.get(file).is_some_and(|there| may_be_whole(there.bytes, bytes));
    // Also where a manifest lies there: a place may have said that it kept a part, and then had none.
    for part in manifest.parts.iter().filter(|part| !lies_whole(&part.name, part.bytes)) {
        let Some(content) = from.get(&part.name)? else { return let_go_of(from, &manifest_file, &part.name) };
        if blake3::hash(&content).to_hex().as_str() != part.hash {
            return Err(Trouble::damaged(&part.name, "its content is not what was written"));
        }
        out.put(&part.name, &content)?;
    }
    let Some(text) = from.get(&manifest_file)? else { return Ok(()) };
    if !lies_whole(&manifest_file, text.len() as u64) {
        out.put(&manifest_file, &text)?;
        out.tell(|report| report.bases += 1);
    }
    if !lies_whole(&proof_file, proof.len() as u64) {
        out.put(&proof_file, proof)?;
    }
    Ok(())
}

/// By the target's own clock, which is asked once. A place that does not tell the time keeps what it has.
fn is_old(there: &Object, now: &mut Option<Time>, out: &Outgoing<'_>) -> bool {
    let now = *now.get_or_insert_with(|| out.sealed().now().unwrap_or(there.modified));
    now.since(there.modified) > SENT_AGAIN_AFTER
}

/// A part is not there. Well, if the snapshot went while it was being sent: its manifest goes first.
fn let_go_of(from: &dyn Target, manifest: &str, part: &str) -> Result<(), Trouble> {
    match from.get(manifest)? {
        None => Ok(()),
        Some(_) => Err(Trouble::damaged(part, "it is not there")),
    }
}
