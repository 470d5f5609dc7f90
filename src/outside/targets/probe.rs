//! Finds out what a target can do, with one small file of its own. What it says is for the owner who set it up.

use super::{Abilities, Failed, Kind, Target};

/// The one file a probe writes. At a target that takes nothing away it stays.
const PROBE: &str = "probe";

/// Writes, reads, lists, tries to write over it, and takes it away again.
///
/// # Errors
/// It cannot keep a backup: the sentence says why.
pub fn probe(target: &dyn Target) -> Result<Abilities, Failed> {
    let (first, second) = (b"Duka was here.".as_slice(), b"Duka was here twice.".as_slice());
    match target.put(PROBE, first) {
        // It was tried before, and lets nothing be written over.
        Err(refused) if refused.kind == Kind::Forbidden && target.get(PROBE)?.as_deref() == Some(first) => {}
        put => put?,
    }
    gives_back(target, first)?;
    if !target.list("", "", 1_000)?.iter().any(|object| object.name == PROBE) {
        return Err(Failed::new(Kind::Other, "It took a file and gave it back, but does not list it."));
    }
    // Some write over it and say so; some say they did not; some do not know the question.
    let refused = matches!(target.put_new(PROBE, second), Ok(false));
    let refuses_to_overwrite = refused && gives_back(target, first).is_ok();
    let removes = target.remove(PROBE).is_ok() && target.get(PROBE)?.is_none();
    Ok(Abilities { refuses_to_overwrite, removes })
}

fn gives_back(target: &dyn Target, wanted: &[u8]) -> Result<(), Failed> {
    match target.get(PROBE)? {
        Some(found) if found == wanted => Ok(()),
        Some(_) => Err(Failed::new(Kind::Damaged, "It gave back something else than what it was given.")),
        None => Err(Failed::new(Kind::Damaged, "It said that it kept a file, and then had none.")),
    }
}

/// The result of a try, in one sentence.
pub fn sentence(can: Abilities) -> &'static str {
    match (can.refuses_to_overwrite, can.removes) {
        (true, false) => "It works, and this key can neither change nor delete what is there: the safest way.",
        (true, true) => {
            "It works. A key that cannot delete would be safer still: whoever breaks in here could use this one."
        }
        (false, false) => {
            "It works, and this key cannot delete. The place does not guard files against being written over."
        }
        (false, true) => {
            "It works, but the place does not guard files against being written over, and this key can delete them."
        }
    }
}
