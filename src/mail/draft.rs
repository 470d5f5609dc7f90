//! A letter before it is drawn: what it says, in blocks that both the HTML and the text part can show.

/// Subject, title and body. The frame (whose shop, how to reach it) is the renderers' matter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    pub subject: String,
    pub title: String,
    pub blocks: Vec<Block>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A paragraph.
    Says(String),
    Heading(String),
    /// Name and value, such as an account number.
    Facts(Vec<(String, String)>),
    Goods(Vec<Goods>),
    Sum(Vec<SumRow>),
    /// Lines that stay as they are: an address, what somebody wrote.
    Lines(Vec<String>),
    /// The one thing to do.
    Link {
        label: String,
        url: String,
    },
    /// Something one may also do, said quietly.
    Aside {
        text: String,
        label: String,
        url: String,
    },
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Goods {
    pub pieces: u32,
    pub title: String,
    /// Which one of several; empty when there is only one.
    pub detail: String,
    /// Empty where the price does not matter.
    pub amount: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SumRow {
    pub label: String,
    pub amount: String,
    pub weight: Weight,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    Part,
    Total,
    /// Inside the total already.
    Included,
}

impl Block {
    pub fn says(text: impl Into<String>) -> Block {
        Block::Says(text.into())
    }

    pub fn heading(text: impl Into<String>) -> Block {
        Block::Heading(text.into())
    }

    /// Names with their values; those without one are left out.
    pub fn facts<N: Into<String>>(facts: impl IntoIterator<Item = (N, String)>) -> Block {
        let told = facts.into_iter().filter(|(_, value)| !value.is_empty());
        Block::Facts(told.map(|(name, value)| (name.into(), value)).collect())
    }

    /// Text with line ends, as somebody typed it.
    pub fn lines(text: &str) -> Block {
        Block::Lines(text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect())
    }
}
