//! Addresses in bodies: from the root of our own host, or whole where the operator said at which
//! address the server is known.

use std::cell::RefCell;

use serde::{Serialize, Serializer};
use utoipa::PartialSchema;
use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaFormat, Type};

thread_local! {
    /// Scheme and host of the bodies that are being written on this thread; may be empty.
    static ORIGIN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// An address of ours, from the root of our own host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Href(String);

impl From<String> for Href {
    fn from(href: String) -> Self {
        Self(href)
    }
}

impl Href {
    /// As it stands, from the root of our own host.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for Href {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ORIGIN.with_borrow(|origin| match origin.as_str() {
            "" => serializer.serialize_str(&self.0),
            origin => serializer.collect_str(&format_args!("{origin}{}", self.0)),
        })
    }
}

impl PartialSchema for Href {
    fn schema() -> RefOr<Schema> {
        let uri = SchemaFormat::Custom("uri-reference".to_owned());
        let text = ObjectBuilder::new().schema_type(Type::String);
        text.format(Some(uri)).into()
    }
}

impl ToSchema for Href {}

/// Does what writes bodies, with whole addresses under this scheme and host; none leaves them as they
/// are.
pub fn located_at<T>(origin: &str, write: impl FnOnce() -> T) -> T {
    if origin.is_empty() {
        return write();
    }
    /// Takes the origin back, also where writing fails.
    struct Until;
    impl Drop for Until {
        fn drop(&mut self) {
            ORIGIN.with_borrow_mut(String::clear);
        }
    }
    ORIGIN.with_borrow_mut(|here| here.push_str(origin));
    let _until = Until;
    write()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_whole_only_where_the_origin_is_known() {
        let write = || serde_json::to_string(&Href::from("/v1/items/a".to_owned())).unwrap();
        assert_eq!(write(), "\"/v1/items/a\"");
        let whole = located_at("https://paths.example", write);
        assert_eq!(whole, "\"https://paths.example/v1/items/a\"");
        assert_eq!(write(), "\"/v1/items/a\"");
    }
}
