//! duka
