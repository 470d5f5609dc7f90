//! Changing what is for sale: products, collections, their stock, their pictures.

use super::story::{tell, tell_change};
use super::{App, At, By, Error, settings_of, stock};
use crate::base::text::{Handle, line};
use crate::base::{Broken, Id, Money};
use crate::domain::catalog::{Collection, PICTURES_MAX, Picture, Product, Status, TITLE_CHARS_MAX, Variant};
use crate::domain::discount::{Discount, WHOLE_PPM};
use crate::domain::event::{Subject, What};
use crate::domain::stock::Change;
use crate::outside::images::{self, NoPicture};
use crate::store::{Rows, Tx, keys, tables};
use tokio::sync::Semaphore;

/// Decoding and scaling hold tens of megabytes: one picture at a time.
static PICTURING: Semaphore = Semaphore::const_new(1);
/// How many addresses "mug", "mug-2", … are tried.
const HANDLE_TRIES_MAX: u32 = 1_000;

/// A name and a price are enough.
pub async fn create(app: &App, by: &By, title: String, price: String) -> Result<Id<Product>, Error> {
    let by_inside = by.clone();
    app.write(by, "catalog.create", move |tx| {
        let currency = settings_of(tx.rows())?.currency;
        let price = Money::parse(&price, currency)
            .ok_or_else(|| Error::field("price", "Please enter a price such as 24.00."))?;
        let (id, variant, now) = (Id::new(tx.now(), tx.random()), Id::new(tx.now(), tx.random()), tx.now());
        let product = Product::new(id, variant, &title, price, now).at("title")?;
        insert(tx, &by_inside, product)
    })
    .await
}

/// Writes a new product under a free web address.
pub(in crate::app) fn insert(tx: &mut Tx<'_>, by: &By, mut product: Product) -> Result<Id<Product>, Error> {
    product.check()?;
    product.handle = free_handle(tx.rows(), &product.handle, product.id)?;
    tell(tx, by, Subject::Product(*product.id.bytes()), What::Created { name: product.title.clone() })?;
    tx.put(&tables::PRODUCTS, &product.id, &product)?;
    Ok(product.id)
}

/// The handle itself, or the first numbered one that nobody has.
pub(in crate::app) fn free_handle(rows: &(dyn Rows + '_), wanted: &Handle, own: Id<Product>) -> Result<Handle, Error> {
    let mut handle = wanted.clone();
    for n in 2..HANDLE_TRIES_MAX {
        match rows.one(&tables::PRODUCT_BY_HANDLE, &handle)? {
            Some(other) if other != own => handle = wanted.numbered(n),
            _ => return Ok(handle),
        }
    }
    Err(Error::field("handle", "Too many products have this web address. Please choose another one."))
}

/// Changes a product by what a form says. A web address that changes leaves a way from the old one.
pub async fn change<F>(app: &App, by: &By, id: Id<Product>, f: F) -> Result<(), Error>
where
    F: Fn(&mut Product) -> Result<(), Error> + Send + 'static,
{
    let by_inside = by.clone();
    app.write(by, "catalog.change", move |tx| {
        let before = tx.get(&tables::PRODUCTS, &id)?.ok_or(Error::NotFound)?;
        let mut after = before.clone();
        f(&mut after)?;
        save(tx, &by_inside, &before, after)
    })
    .await
}

pub(in crate::app) fn save(tx: &mut Tx<'_>, by: &By, before: &Product, mut after: Product) -> Result<(), Error> {
    if *before == after {
        return Ok(());
    }
    after.check()?;
    after.updated = tx.now();
    if after.is_public() && !before.is_public() {
        after.first_offered.get_or_insert(after.updated);
    }
    if before.handle != after.handle {
        if tx.one(&tables::PRODUCT_BY_HANDLE, &after.handle)?.is_some_and(|other| other != after.id) {
            return Err(Error::field("handle", "Another product has this web address."));
        }
        moved(tx, before, &after)?;
    }
    tell_parts(tx, by, before, &after)?;
    Ok(tx.put(&tables::PRODUCTS, &after.id, &after)?)
}

/// Whoever comes by the old web address is led to the new one.
pub(in crate::app) fn moved(tx: &mut Tx<'_>, before: &Product, after: &Product) -> Result<(), Error> {
    tx.put(&tables::REDIRECTS, &before.handle, &after.handle)?;
    Ok(tx.remove(&tables::REDIRECTS, &after.handle)?)
}

/// A product field by field, as its story tells it.
pub(in crate::app) fn parts(p: &Product) -> [(&'static str, String); 9] {
    [
        ("Name", p.title.clone()),
        ("Web address", p.handle.to_string()),
        ("Description", p.description.clone()),
        ("Status", format!("{:?}", p.status)),
        ("Brand", p.vendor.clone()),
        ("Kind", p.kind.clone()),
        ("Tags", p.tags.join(", ")),
        ("Prices", p.variants.iter().map(price_in_words).collect::<Vec<_>>().join("; ")),
        ("Pictures", p.pictures.len().to_string()),
    ]
}

pub(in crate::app) fn tell_parts(tx: &mut Tx<'_>, by: &By, before: &Product, after: &Product) -> Result<(), Error> {
    for ((field, old), (_, new)) in parts(before).iter().zip(parts(after)) {
        tell_change(tx, by, Subject::Product(*after.id.bytes()), field, old, &new)?;
    }
    Ok(())
}

fn price_in_words(variant: &Variant) -> String {
    let before = variant.price_before.map(|p| format!(" (before {})", p.show())).unwrap_or_default();
    format!("{} {}{before}", variant.name(), variant.price.show()).trim().to_owned()
}

/// A draft with everything the first one has, but its stock.
pub async fn duplicate(app: &App, by: &By, id: Id<Product>) -> Result<Id<Product>, Error> {
    let by_inside = by.clone();
    app.write(by, "catalog.duplicate", move |tx| {
        let original = tx.get(&tables::PRODUCTS, &id)?.ok_or(Error::NotFound)?;
        let now = tx.now();
        let mut copy =
            Product { id: Id::new(now, tx.random()), status: Status::Draft, created: now, updated: now, ..original };
        copy.first_offered = None;
        copy.title = format!("{} (copy)", copy.title.chars().take(TITLE_CHARS_MAX - 7).collect::<String>());
        for variant in &mut copy.variants {
            variant.id = Id::new(now, tx.random());
            variant.sku = String::new();
        }
        insert(tx, &by_inside, copy)
    })
    .await
}

/// What a person says about the shelf: "+12 received", "-1 broken", "counted 7".
pub async fn change_stock(
    app: &App,
    by: &By,
    product: Id<Product>,
    variant: Id<Variant>,
    change: Change,
    note: String,
) -> Result<(), Error> {
    let by_inside = by.clone();
    app.write(by, "catalog.change_stock", move |tx| {
        let known = tx.get(&tables::PRODUCTS, &product)?.ok_or(Error::NotFound)?;
        known.variant(variant).ok_or(Error::NotFound)?;
        let key = (product, variant);
        let before = stock::level(tx.rows(), &key)?;
        let after = before.change(change);
        if after.on_hand < 0 {
            return Err(Error::field("pieces", format!("There are only {} on the shelf.", before.on_hand)));
        }
        stock::moved(tx, &by_inside, key, (before, after), change.kind(), None, &note)
    })
    .await
}

/// Writes a collection, new or changed, under a free web address.
pub async fn save_collection(app: &App, by: &By, collection: Collection) -> Result<(), Error> {
    line(&collection.title, "a name", TITLE_CHARS_MAX).at("title")?;
    let by_inside = by.clone();
    app.write(by, "catalog.save_collection", move |tx| {
        let subject = Subject::Collection(*collection.id.bytes());
        if tx.one(&tables::COLLECTION_BY_HANDLE, &collection.handle)?.is_some_and(|other| other != collection.id) {
            return Err(Error::field("handle", "Another collection has this web address."));
        }
        match tx.get(&tables::COLLECTIONS, &collection.id)? {
            None => tell(tx, &by_inside, subject, What::Created { name: collection.title.clone() })?,
            Some(before) => {
                tell_change(tx, &by_inside, subject, "Name", &before.title, &collection.title)?;
                tell_change(tx, &by_inside, subject, "Description", &before.description, &collection.description)?;
            }
        }
        Ok(tx.put(&tables::COLLECTIONS, &collection.id, &collection)?)
    })
    .await
}

/// Writes a discount code, new or changed. How often it was used stays as it is.
pub async fn save_discount(app: &App, by: &By, discount: Discount) -> Result<(), Error> {
    if discount.percent_ppm == 0 || discount.percent_ppm > WHOLE_PPM {
        return Err(Error::field("percent", "Please enter a percentage from 1 to 100."));
    }
    let by_inside = by.clone();
    app.write(by, "catalog.save_discount", move |tx| {
        let key = discount.code.as_str().to_owned();
        let before = tx.get(&tables::DISCOUNTS, &key)?;
        let words = |d: &Discount| {
            format!("{}{}", crate::domain::price::percent(d.percent_ppm), if d.enabled { "" } else { ", off" })
        };
        let old = before.as_ref().map(words).unwrap_or_default();
        tell_change(tx, &by_inside, Subject::Discount, &key, &old, &words(&discount))?;
        let used = before.map_or(0, |b| b.used);
        Ok(tx.put(&tables::DISCOUNTS, &key, &Discount { used, ..discount.clone() })?)
    })
    .await
}

/// Takes an uploaded file as a picture: looked at, made anew in every size, kept by its content.
pub async fn take_picture(app: &App, bytes: Vec<u8>, alt: String) -> Result<Picture, Error> {
    let _turn = PICTURING.acquire().await.map_err(|e| Broken::because("waiting for a picture's turn", &e))?;
    let blobs = app.blobs.clone();
    let made = tokio::task::spawn_blocking(move || {
        let hash = crate::outside::blobs::hash(&bytes);
        let read = images::read(&bytes)?;
        drop(bytes);
        let picture = images::make(read).map_err(NoPicture::Broken)?;
        for file in &picture.files {
            blobs.put(&hash, &file.kind, &file.bytes).map_err(NoPicture::Broken)?;
        }
        Ok((hash, picture.width, picture.height, picture.colour))
    });
    match made.await.map_err(|e| Broken::because("reading a picture", &e))? {
        Ok((blob, width, height, colour)) => Ok(Picture { blob, alt, width, height, colour }),
        Err(NoPicture::Refused(sentence)) => Err(Error::field("picture", sentence)),
        Err(NoPicture::Broken(broken)) => Err(broken.into()),
    }
}

/// Hangs pictures onto a product.
pub async fn add_pictures(app: &App, by: &By, id: Id<Product>, pictures: Vec<Picture>) -> Result<(), Error> {
    change(app, by, id, move |product| {
        for picture in &pictures {
            if product.pictures.iter().any(|p| p.blob == picture.blob) {
                continue;
            }
            if product.pictures.len() >= PICTURES_MAX {
                return Err(Error::field("picture", format!("A product can have at most {PICTURES_MAX} pictures.")));
            }
            product.pictures.push(picture.clone());
        }
        Ok(())
    })
    .await
}

/// Safe HTML of whatever somebody typed or another shop exported: a few tags, no scripts, no styles, no foreign frames.
pub fn clean(html: &str) -> String {
    let tags = ["p", "br", "strong", "b", "em", "i", "ul", "ol", "li", "h3", "h4", "a", "blockquote"];
    ammonia::Builder::new()
        .tags(tags.into_iter().collect())
        .generic_attributes(std::collections::HashSet::new())
        .link_rel(Some("nofollow noopener"))
        .url_schemes(["http", "https", "mailto", "tel"].into_iter().collect())
        .clean(html)
        .to_string()
}

/// The words of safe HTML, for search and for descriptions in the head of a page.
pub fn plain(html: &str) -> String {
    let spaced = html.replace('<', " <");
    let text = ammonia::Builder::new().tags(std::collections::HashSet::new()).clean(&spaced).to_string();
    let text = text
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&quot;", "\"");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The product at a web address, or the address it moved to.
pub fn at(rows: &(dyn Rows + '_), handle: &Handle) -> Result<Found, Error> {
    if let Some(id) = rows.one(&tables::PRODUCT_BY_HANDLE, handle)? {
        return Ok(rows.get(&tables::PRODUCTS, &id)?.map_or(Found::Nothing, |p| Found::Product(Box::new(p))));
    }
    Ok(rows.get(&tables::REDIRECTS, handle)?.map_or(Found::Nothing, Found::Moved))
}

pub enum Found {
    Product(Box<Product>),
    Moved(Handle),
    Nothing,
}

/// Every product of a page of an index that still exists.
pub fn load_all(rows: &(dyn Rows + '_), ids: impl IntoIterator<Item = Id<Product>>) -> Result<Vec<Product>, Error> {
    let mut products = Vec::new();
    for id in ids {
        products.extend(rows.get(&tables::PRODUCTS, &id)?);
    }
    Ok(products)
}

/// The span of the products a collection shows, oldest first.
pub fn shelf(collection: Id<Collection>) -> crate::store::Span {
    crate::store::Span::prefix(&keys::encode(&collection))
}

/// Puts a product's pictures into this order with these words; those not named are taken off it. Variants keep theirs.
pub async fn arrange_pictures(
    app: &App,
    by: &By,
    id: Id<Product>,
    wanted: Vec<([u8; 32], String)>,
) -> Result<(), Error> {
    change(app, by, id, move |product| {
        arrange(product, &wanted);
        Ok(())
    })
    .await
}

fn arrange(product: &mut Product, wanted: &[([u8; 32], String)]) {
    let old = std::mem::take(&mut product.pictures);
    let named = |(blob, alt): &([u8; 32], String)| {
        old.iter().find(|p| p.blob == *blob).map(|p| Picture { alt: alt.clone(), ..p.clone() })
    };
    product.pictures = wanted.iter().filter_map(named).collect();
    for variant in &mut product.variants {
        let blob = variant.picture.and_then(|i| old.get(usize::from(i))).map(|p| p.blob);
        let at = blob.and_then(|blob| product.pictures.iter().position(|p| p.blob == blob));
        variant.picture = at.and_then(|at| u16::try_from(at).ok());
    }
}

/// Takes so many parts per million off every price, keeping what it was before.
pub async fn put_on_sale(app: &App, by: &By, id: Id<Product>, off_ppm: u32) -> Result<(), Error> {
    if off_ppm == 0 || off_ppm >= WHOLE_PPM {
        return Err(Error::field("percent", "Please enter a percentage from 1 to 99."));
    }
    change(app, by, id, move |product| {
        for variant in &mut product.variants {
            let before = variant.price_before.filter(|_| variant.on_sale()).unwrap_or(variant.price);
            variant.price = before.ratio(i64::from(WHOLE_PPM - off_ppm), i64::from(WHOLE_PPM))?;
            variant.price_before = Some(before);
        }
        Ok(())
    })
    .await
}

/// Every price is again what it was before the sale.
pub async fn end_sale(app: &App, by: &By, id: Id<Product>) -> Result<(), Error> {
    change(app, by, id, |product| {
        for variant in product.variants.iter_mut().filter(|v| v.on_sale()) {
            variant.price = variant.price_before.take().unwrap_or(variant.price);
        }
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Currency, Time};

    #[test]
    fn variants_keep_their_pictures_when_the_order_changes() {
        let picture = |n: u8| Picture { blob: [n; 32], alt: String::new(), width: 1, height: 1, colour: [0; 3] };
        let price = Money::new(2400, Currency::EUR);
        let (id, variant) = (Id::from_bytes([1; 16]), Id::from_bytes([2; 16]));
        let mut mug = Product::new(id, variant, "Mug", price, Time::from_micros(0)).unwrap();
        mug.pictures = vec![picture(1), picture(2), picture(3)];
        mug.variants[0].picture = Some(2);
        arrange(&mut mug, &[([3; 32], "rust".into()), ([1; 32], String::new()), ([9; 32], String::new())]);
        assert_eq!(mug.pictures.iter().map(|p| p.blob[0]).collect::<Vec<_>>(), [3, 1]);
        assert_eq!((mug.variants[0].picture, mug.pictures[0].alt.as_str()), (Some(0), "rust"));
        arrange(&mut mug, &[([1; 32], String::new())]);
        assert_eq!(mug.variants[0].picture, None);
    }
}
