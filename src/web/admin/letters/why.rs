//! Why a letter was not delivered, in words, and what to do about it: read from what the mail server said.

/// What happened, and what helps.
pub struct Why {
    pub happened: &'static str,
    pub helps: &'static str,
    /// Another address would help.
    pub address: bool,
}

const NO_SUCH_ADDRESS: Why = Why {
    happened: "The mail server knows no such address. Most often a letter in it was mistyped.",
    helps: "Ask for the right one, by phone if you can, correct it in the order, then send the letter again.",
    address: true,
};
const MAILBOX_FULL: Why = Why {
    happened: "The mailbox is full, or takes no more letters.",
    helps: "Send it again in a day or two, or ask for another address.",
    address: true,
};
const NOT_WANTED: Why = Why {
    happened: "The mail server does not trust letters from this shop, or took this one for unwanted mail.",
    helps: "Send yourself a test letter under Mail. Your mail provider can say what is missing (often SPF or DKIM).",
    address: false,
};
const SIGN_IN: Why = Why {
    happened: "Your own mail server did not accept the shop's user name and password.",
    helps: "Enter them again under Mail, then send the letter again.",
    address: false,
};
const TOO_LARGE: Why = Why {
    happened: "The mail server does not take letters of this size.",
    helps: "Please write to the buyer yourself.",
    address: false,
};
const NEVER_REACHED: Why = Why {
    happened: "It was tried for a day and a half, and the mail server could not take it in all that time.",
    helps: "Send yourself a test letter under Mail to see whether letters leave at all, then send this one again.",
    address: false,
};
const REFUSED: Why = Why {
    happened: "The mail server refused it for good.",
    helps: "What it said stands below. If it means the address, correct that in the order, then send the letter again.",
    address: true,
};

/// `answer`: what is kept of the last try.
pub fn why(answer: &str) -> &'static Why {
    if answer.contains("did not accept the user name and password") {
        return &SIGN_IN;
    }
    let words = || answer.split(|c: char| !c.is_ascii_digit() && c != '.');
    // RFC 3463 names the reason; RFC 5321 only the kind.
    let named = words().find_map(|word| {
        let (class, reason) = word.split_once('.')?;
        (class == "5").then_some(reason).filter(|r| r.contains('.'))
    });
    let plain = words().find(|word| word.len() == 3 && word.starts_with(['4', '5']));
    match (named.and_then(|reason| reason.split_once('.')), plain) {
        (Some(("1", _)), _) => &NO_SUCH_ADDRESS,
        (Some(("2", _)), _) => &MAILBOX_FULL,
        (Some(("3", "4")), _) => &TOO_LARGE,
        (Some(("7", _)), _) => &NOT_WANTED,
        (None, Some("550" | "551" | "553")) => &NO_SUCH_ADDRESS,
        (None, Some("552")) => &MAILBOX_FULL,
        (None, Some("554")) => &NOT_WANTED,
        (None, Some(code)) if code.starts_with('4') => &NEVER_REACHED,
        (None, None) => &NEVER_REACHED,
        _ => &REFUSED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_servers_say_is_put_in_words() {
        let refused = "The mail server mail.example.com refused the letter:";
        for (answer, wanted) in [
            (format!("{refused} 550 5.1.1 <jo@example.com>: no such mailbox"), &NO_SUCH_ADDRESS),
            (format!("{refused} 550 jo unknown"), &NO_SUCH_ADDRESS),
            (format!("{refused} 552 5.2.2 over quota"), &MAILBOX_FULL),
            (format!("{refused} 552 5.3.4 message too big"), &TOO_LARGE),
            (format!("{refused} 550 5.7.26 unauthenticated"), &NOT_WANTED),
            (format!("{refused} 554 no"), &NOT_WANTED),
            (format!("{refused} 501 5.5.4 syntax"), &REFUSED),
            ("The mail server m did not accept the user name and password: 535 5.7.8 no".into(), &SIGN_IN),
            ("The mail server m asks to try again later: 451 4.3.0 busy".into(), &NEVER_REACHED),
            ("The mail server m did not answer within 30 seconds.".into(), &NEVER_REACHED),
        ] {
            assert_eq!(why(&answer).happened, wanted.happened, "{answer}");
        }
    }
}
