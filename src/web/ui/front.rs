//! What every page of the shop needs besides its own matter: settings, menu, foot, the visitor's cart. Read once per request,
//! from the same view as the page itself.

use super::picture::{self, Spot};
use crate::app::{self, Error};
use crate::base::text::Handle;
use crate::base::{Language, Time};
use crate::domain::cart::Cart;
use crate::domain::catalog::{Collection, Picture};
use crate::domain::settings::{Settings, TextPage};
use crate::outside::blobs::Blobs;
use crate::store::{Rows, Span, tables};
use crate::web::Web;
use crate::web::guard::Visit;
use crate::words::Words;
use maud::Markup;

/// More collections than a menu could show.
pub const COLLECTIONS_MAX: usize = 100;

pub struct Front {
    pub settings: Settings,
    /// In the language of this visit.
    pub words: Words,
    /// Those in the menu, in its order.
    pub collections: Vec<Collection>,
    pub pages: Vec<(Handle, TextPage)>,
    pub cart: Cart,
    /// The path that was asked for, to mark where one is; without the language.
    pub path: String,
    pub now: Time,
    /// Orders can be placed.
    pub open: bool,
    blobs: Blobs,
}

/// Reads a page's matter and its front from one view, and counts the look.
pub fn read<R>(
    web: &Web,
    visit: &Visit,
    f: impl FnMut(&(dyn Rows + '_), &Front) -> Result<R, Error>,
) -> Result<(Front, R), Error> {
    read_with(web, visit, app::cart::of(&web.app, visit.cart())?, f)
}

/// The same with a cart that was changed just now.
pub fn read_with<R>(
    web: &Web,
    visit: &Visit,
    cart: Cart,
    mut f: impl FnMut(&(dyn Rows + '_), &Front) -> Result<R, Error>,
) -> Result<(Front, R), Error> {
    if !visit.part {
        web.app.views.one();
    }
    web.app.read(|rows| {
        let front = Front::load(rows, web, visit, cart.clone())?;
        let matter = f(rows, &front)?;
        Ok((front, matter))
    })
}

impl Front {
    pub fn load(rows: &(dyn Rows + '_), web: &Web, visit: &Visit, cart: Cart) -> Result<Front, Error> {
        let settings = app::settings_of(rows)?;
        Ok(Front {
            words: visit.words(&settings),
            settings,
            collections: listed(rows)?,
            pages: app::settings::pages(rows)?,
            cart,
            path: visit.path.split('?').next().unwrap_or("/").to_owned(),
            now: web.app.now(),
            open: web.app.standing().may_sell(),
            blobs: web.app.blobs.clone(),
        })
    }

    /// The address of a page of text, if the merchant wrote it.
    pub fn page(&self, handle: &str) -> Option<String> {
        self.pages.iter().any(|(h, _)| h.as_str() == handle).then(|| self.to(&format!("/pages/{handle}")))
    }

    /// Another page of the shop, in the same language; addresses elsewhere stay as they are.
    pub fn to(&self, path: &str) -> String {
        if !path.starts_with('/') {
            return path.to_owned();
        }
        let prefix = self.settings.languages.prefix(self.words.language());
        let path = if prefix.is_empty() { path } else { path.strip_suffix('/').unwrap_or(path) };
        format!("{prefix}{path}")
    }

    /// This page in another language; without what was asked of it, which may be private.
    pub fn path_in(&self, language: Language) -> String {
        let prefix = self.settings.languages.prefix(language);
        let path =
            if prefix.is_empty() { self.path.as_str() } else { self.path.strip_suffix('/').unwrap_or(&self.path) };
        format!("{prefix}{path}")
    }

    /// The same with the shop's name before it, for canonical addresses.
    pub fn link(&self, path: &str) -> String {
        self.settings.link_in(self.words.language(), path)
    }

    pub fn picture(&self, shown: Option<&Picture>, alt: &str, spot: Spot) -> Markup {
        picture::picture(&self.blobs, shown, alt, spot)
    }
}

fn listed(rows: &(dyn Rows + '_)) -> Result<Vec<Collection>, Error> {
    let mut collections = Vec::new();
    for (_, id) in rows.walk(&tables::COLLECTION_BY_POSITION, Span::all(), COLLECTIONS_MAX)?.rows {
        collections.extend(rows.get(&tables::COLLECTIONS, &id)?.filter(|c| c.listed));
    }
    Ok(collections)
}
