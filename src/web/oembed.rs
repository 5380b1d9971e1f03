//! What an oEmbed consumer asks. Consumers send what others understand too, so what is unknown here
//! is passed over.

use crate::address::{ParamError, Reason};
use crate::pages::share::Room;

/// The question of an oEmbed consumer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Oembed {
    /// The page it would embed.
    pub(crate) url: String,
    /// The form it wants the answer in, if it says.
    pub(crate) format: Option<String>,
    /// The room it has.
    pub(crate) room: Room,
}

/// Reads the question; the address of the page must be there.
pub(crate) fn oembed(raw: &str) -> Result<Oembed, ParamError> {
    let one = |name: &str| {
        let mut pairs = form_urlencoded::parse(raw.as_bytes());
        let value = pairs.find(|(key, _)| key == name).map(|(_, value)| value);
        value.filter(|value| !value.is_empty()).map(String::from)
    };
    let pixels = |name: &'static str| {
        one(name)
            .map(|text| {
                let pixels = text.parse().ok().filter(|pixels| *pixels > 0);
                pixels.ok_or_else(|| ParamError::bad(name, &text, Reason::NotPixels))
            })
            .transpose()
    };
    Ok(Oembed {
        url: one("url").ok_or(ParamError::Missing { param: "url" })?,
        format: one("format"),
        room: Room {
            width: pixels("maxwidth")?,
            height: pixels("maxheight")?,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consumer_may_say_more_than_we_understand() {
        let asked = oembed("url=http%3A%2F%2Fa%2Fconnect%3Ffrom%3Dx&maxwidth=600&dnt=1").unwrap();
        assert_eq!(asked.url, "http://a/connect?from=x");
        assert_eq!(asked.room.width, Some(600));
        assert_eq!(asked.room.height, None);
    }

    #[test]
    fn what_must_be_there_and_what_is_no_size_is_named() {
        assert_eq!(
            oembed("format=json"),
            Err(ParamError::Missing { param: "url" })
        );
        for size in ["0", "-5", "wide", "99999999999"] {
            let error = oembed(&format!("url=x&maxheight={size}")).unwrap_err();
            assert!(error.to_string().contains("maxheight"), "{error}");
        }
    }
}
