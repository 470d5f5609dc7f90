//! The only room that speaks to other machines and handles their files. Must not know what is sold, nor to whom.

pub mod acme;
pub mod blobs;
pub mod disk;
pub mod http;
pub mod images;
pub mod names;
pub mod smtp;
pub mod targets;
pub mod tls;
