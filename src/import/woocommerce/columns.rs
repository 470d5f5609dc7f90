//! The columns of WooCommerce's export that are used, as English, German, French and Spanish shops name them.
//! A name in another language goes here.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    Id,
    Kind,
    Sku,
    Barcode,
    Name,
    Published,
    Visibility,
    ShortDescription,
    Description,
    SaleStarts,
    SaleEnds,
    TaxStatus,
    TaxClass,
    InStock,
    Stock,
    Backorders,
    Weight(Unit),
    SalePrice,
    RegularPrice,
    Categories,
    Tags,
    Brands,
    Pictures,
    Parent,
    AttributeName(u16),
    AttributeValues(u16),
    AttributeVisible(u16),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    Kilogram,
    Gram,
    Pound,
    Ounce,
}

impl Unit {
    pub const ALL: [Unit; 4] = [Unit::Kilogram, Unit::Gram, Unit::Pound, Unit::Ounce];

    pub fn grams(self) -> f64 {
        match self {
            Unit::Kilogram => 1000.0,
            Unit::Gram => 1.0,
            Unit::Pound => 453.592_37,
            Unit::Ounce => 28.349_523_125,
        }
    }
}

/// Names are folded as addresses are: "Regulärer Preis" is "regularer-preis".
pub fn meaning(name: &str) -> Option<Column> {
    Some(match name {
        "id" => Column::Id,
        "type" | "typ" | "tipo" => Column::Kind,
        "sku" | "artikelnummer" | "art-nr" | "ugs" | "reference" => Column::Sku,
        "gtin-upc-ean-or-isbn" | "gtin-upc-ean-oder-isbn" | "gtin-upc-ean-ou-isbn" | "gtin-upc-ean-o-isbn" => {
            Column::Barcode
        }
        "name" | "nom" | "nombre" => Column::Name,
        "published" | "veroffentlicht" | "publie" | "publicado" => Column::Published,
        "visibility-in-catalog"
        | "visibility-in-catalogue"
        | "sichtbarkeit-im-katalog"
        | "katalogsichtbarkeit"
        | "visibilite-dans-le-catalogue"
        | "visibilidad-en-el-catalogo" => Column::Visibility,
        "short-description" | "kurzbeschreibung" | "description-courte" | "descripcion-corta" => {
            Column::ShortDescription
        }
        "description" | "beschreibung" | "descripcion" => Column::Description,
        "date-sale-price-starts"
        | "datum-an-dem-angebotspreis-beginnt"
        | "datum-an-dem-der-angebotspreis-beginnt"
        | "angebotspreis-gultig-ab"
        | "date-de-debut-de-promo"
        | "dia-en-que-empieza-el-precio-rebajado" => Column::SaleStarts,
        "date-sale-price-ends"
        | "datum-an-dem-angebotspreis-endet"
        | "datum-an-dem-der-angebotspreis-endet"
        | "angebotspreis-gultig-bis"
        | "date-de-fin-de-promo"
        | "dia-en-que-termina-el-precio-rebajado" => Column::SaleEnds,
        "tax-status" | "steuerstatus" | "etat-de-la-tva" | "estado-del-impuesto" => Column::TaxStatus,
        "tax-class" | "steuerklasse" | "classe-de-tva" | "clase-de-impuesto" => Column::TaxClass,
        "in-stock" | "vorratig" | "auf-lager" | "lagerstatus" | "en-stock" | "existencias" | "en-inventario" => {
            Column::InStock
        }
        "stock" | "lager" | "bestand" | "lagerbestand" | "inventario" => Column::Stock,
        "backorders-allowed"
        | "lieferruckstande-erlaubt"
        | "ruckstande-erlaubt"
        | "autoriser-les-commandes-de-produits-en-rupture"
        | "permitir-reservas-de-productos-agotados" => Column::Backorders,
        "sale-price" | "angebotspreis" | "tarif-promo" | "prix-promo" | "precio-rebajado" => Column::SalePrice,
        "regular-price" | "regularer-preis" | "normaler-preis" | "tarif-regulier" | "prix-regulier" => {
            Column::RegularPrice
        }
        "precio-normal" | "precio-regular" => Column::RegularPrice,
        "categories" | "kategorien" | "categorias" => Column::Categories,
        "tags" | "schlagworter" | "etiquettes" | "etiquetas" => Column::Tags,
        "brands" | "marken" | "marques" | "marcas" => Column::Brands,
        "images" | "bilder" | "imagenes" => Column::Pictures,
        "parent" | "ubergeordnetes-produkt" | "ubergeordnet" | "eltern" | "superior" => Column::Parent,
        _ => return weight(name).or_else(|| attribute(name)),
    })
}

fn weight(name: &str) -> Option<Column> {
    let (what, unit) = name.rsplit_once('-')?;
    let unit = match unit {
        "kg" => Unit::Kilogram,
        "g" => Unit::Gram,
        "lbs" | "lb" => Unit::Pound,
        "oz" => Unit::Ounce,
        _ => return None,
    };
    matches!(what, "weight" | "gewicht" | "poids" | "peso").then_some(Column::Weight(unit))
}

/// "attribute-2-name": the number stands inside or at the end, by language.
fn attribute(name: &str) -> Option<Column> {
    let number = name.split('-').find(|part| part.bytes().all(|b| b.is_ascii_digit()))?;
    let n: u16 = number.parse().ok()?;
    Some(match name.replacen(number, "n", 1).as_str() {
        "attribute-n-name" | "attribut-n-name" | "nom-de-l-attribut-n" | "nombre-del-atributo-n" => {
            Column::AttributeName(n)
        }
        "attribute-n-value-s" | "attribut-n-wert-e" | "valeur-s-de-l-attribut-n" | "valor-es-del-atributo-n" => {
            Column::AttributeValues(n)
        }
        "attribute-n-visible" | "attribut-n-sichtbar" | "attribut-n-visible" | "atributo-n-visible" => {
            Column::AttributeVisible(n)
        }
        "atributo-visible-n" => Column::AttributeVisible(n),
        _ => return None,
    })
}
