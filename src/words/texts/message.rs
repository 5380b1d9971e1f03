//! Messages that need no choice, read once and put together without Fluent.
//!
//! Most messages are plain text, or text around what they are given; only where a language chooses a
//! form is Fluent asked each time. Knows the shape of a message; knows neither its name nor its
//! language.

use fluent_bundle::{FluentArgs, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::numerals::Numerals;

/// A message that is the same text whatever it is given, or the same text around it.
pub(super) enum Message {
    /// It takes nothing.
    Plain(String),
    /// It takes arguments and chooses nothing by them.
    Filled(Vec<Part>),
}

/// A part of a message.
pub(super) enum Part {
    Text(String),
    /// The argument of this name.
    Argument(String),
}

impl Message {
    /// A message that takes arguments; `None` where it does more with them than to repeat them.
    pub(super) fn filled(pattern: &Pattern<&str>) -> Option<Self> {
        let parts: Option<Vec<Part>> = pattern.elements.iter().map(Part::of).collect();
        Some(Self::Filled(parts?))
    }
}

impl Part {
    fn of(element: &PatternElement<&str>) -> Option<Self> {
        match element {
            PatternElement::TextElement { value } => Some(Self::Text((*value).to_owned())),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => Some(Self::Argument(id.name.to_owned())),
            PatternElement::Placeable { .. } => None,
        }
    }
}

/// The text of these parts with their arguments; `None` where one is missing, which is for Fluent to
/// complain about.
pub(super) fn fill(parts: &[Part], arguments: &FluentArgs, numerals: &Numerals) -> Option<String> {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Text(part) => text.push_str(part),
            Part::Argument(name) => match arguments.get(name.as_str())? {
                FluentValue::String(value) => text.push_str(value),
                FluentValue::Number(number) => text.push_str(&numerals.value(number.value)),
                FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => return None,
            },
        }
    }
    Some(text)
}
