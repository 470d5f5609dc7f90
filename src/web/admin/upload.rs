//! Pictures that come with a form: counted while they come in, looked at one after the other.

use crate::app::{App, Error, Refused, catalog};
use crate::domain::catalog::Picture;
use crate::outside::images::UPLOAD_BYTES_MAX;
use crate::web::Shared;
use crate::web::ui::icon::icon;
use axum::Router;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, Multipart};
use maud::{Markup, html};

/// Files of one upload.
const FILES_MAX: usize = 8;
/// All of them together, with what stands around them.
const TOGETHER_BYTES_MAX: usize = 64 << 20;
const FILE_NAME_CHARS_MAX: usize = 60;

/// What was taken, and a sentence for each file that was not.
pub struct Taken {
    pub pictures: Vec<Picture>,
    pub troubles: Vec<String>,
}

/// Uploads may be larger than forms.
pub fn limited(routes: Router<Shared>) -> Router<Shared> {
    routes.layer(DefaultBodyLimit::max(TOGETHER_BYTES_MAX))
}

/// One file after the other, so that only one is in memory.
pub async fn take(app: &App, mut files: Multipart) -> Result<Taken, Error> {
    let mut taken = Taken { pictures: Vec::new(), troubles: Vec::new() };
    let broken = |_| Error::sentence("The upload broke off. Please try again, with fewer or smaller pictures.");
    while let Some(mut file) = files.next_field().await.map_err(broken)? {
        let name: String = file.file_name().unwrap_or("").chars().take(FILE_NAME_CHARS_MAX).collect();
        if name.is_empty() {
            continue;
        }
        if taken.pictures.len() + taken.troubles.len() >= FILES_MAX {
            taken.troubles.push(format!("{name}: at most {FILES_MAX} pictures at once."));
            break;
        }
        match read(&mut file).await.map_err(broken)? {
            None => taken.troubles.push(format!("{name} is larger than 20 MB. Please choose a smaller one.")),
            Some(bytes) => match catalog::take_picture(app, bytes, String::new()).await {
                Ok(picture) => taken.pictures.push(picture),
                Err(Error::Refused(Refused::Form(why))) => {
                    taken.troubles.extend(why.into_iter().map(|(_, sentence)| format!("{name}: {sentence}")));
                }
                Err(other) => return Err(other),
            },
        }
    }
    Ok(taken)
}

/// The bytes of one file; `None` when there are too many: the rest is read past.
async fn read(file: &mut Field<'_>) -> Result<Option<Vec<u8>>, MultipartError> {
    // Room for all of it at once: growing would copy a large one several times. Only what is written to is taken from the system.
    let mut bytes = Vec::with_capacity(UPLOAD_BYTES_MAX);
    while let Some(chunk) = file.chunk().await? {
        if bytes.len() + chunk.len() > UPLOAD_BYTES_MAX {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// A place to drop files onto, which is the file field itself.
pub fn drop_area(path: &str, words: &str, button: &str, several: bool) -> Markup {
    html! {
        form.stack method="post" action=(path) enctype="multipart/form-data" {
            label.drop {
                (icon("plus"))
                span { (words) }
                input type="file" name="files" accept="image/jpeg,image/png,image/webp,image/gif" multiple[several] required;
            }
            button.btn.quiet { (button) }
        }
    }
}
