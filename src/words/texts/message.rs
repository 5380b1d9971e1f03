//! Messages read once, for all but the rarest put together without Fluent.
//!
//! Nearly every message is plain text, or text around what it is given, or chooses a form by a whole
//! number; what is none of these, Fluent writes. Knows the shape of a message; knows neither its name
//! nor its words.

use fluent_bundle::{FluentArgs, FluentValue};
use fluent_syntax::ast::{
    Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};

use super::language::Language;
use super::numerals::{Numerals, whole};

/// A message that is put together here.
pub(super) enum Message {
    /// It takes nothing.
    Plain(String),
    /// It takes arguments.
    Filled(Vec<Part>),
}

/// A part of a message.
pub(super) enum Part {
    Text(String),
    /// The argument of this name.
    Argument(String),
    /// What the whole number of this name chooses.
    Choice {
        argument: String,
        /// The first that fits.
        forms: Vec<(Form, Vec<Part>)>,
        /// Where none does.
        otherwise: Vec<Part>,
    },
}

/// Which numbers a form is for.
#[derive(PartialEq)]
pub(super) enum Form {
    This(u64),
    All(PluralCategory),
}

impl Message {
    /// A message that takes arguments; `None` where it does more with them than can be done here.
    pub(super) fn filled(pattern: &Pattern<&str>) -> Option<Self> {
        parts(pattern).map(Self::Filled)
    }
}

fn parts(pattern: &Pattern<&str>) -> Option<Vec<Part>> {
    pattern.elements.iter().map(part).collect()
}

fn part(element: &PatternElement<&str>) -> Option<Part> {
    let expression = match element {
        PatternElement::TextElement { value } => return Some(Part::Text((*value).to_owned())),
        PatternElement::Placeable { expression } => expression,
    };
    match expression {
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            Some(Part::Argument(id.name.to_owned()))
        }
        Expression::Select {
            selector: InlineExpression::VariableReference { id },
            variants,
        } => choice(id.name, variants),
        Expression::Inline(_) | Expression::Select { .. } => None,
    }
}

fn choice(argument: &str, variants: &[Variant<&str>]) -> Option<Part> {
    let usual = variants.iter().find(|variant| variant.default)?;
    let forms = variants.iter().filter(|variant| !variant.default);
    let forms = forms.map(|variant| Some((form(&variant.key)?, parts(&variant.value)?)));
    Some(Part::Choice {
        argument: argument.to_owned(),
        forms: forms.collect::<Option<_>>()?,
        otherwise: parts(&usual.value)?,
    })
}

fn form(key: &VariantKey<&str>) -> Option<Form> {
    let category = match *key {
        VariantKey::NumberLiteral { value } => return value.parse().ok().map(Form::This),
        VariantKey::Identifier { name } => name,
    };
    Some(Form::All(match category {
        "zero" => PluralCategory::ZERO,
        "one" => PluralCategory::ONE,
        "two" => PluralCategory::TWO,
        "few" => PluralCategory::FEW,
        "many" => PluralCategory::MANY,
        "other" => PluralCategory::OTHER,
        // It chooses by a word.
        _ => return None,
    }))
}

/// How a language puts messages together.
pub(super) struct Grammar {
    numerals: &'static Numerals,
    plurals: Option<PluralRules>,
}

impl Grammar {
    pub(super) fn of(language: Language) -> Self {
        let cardinal = PluralRuleType::CARDINAL;
        Self {
            numerals: Numerals::in_language(language),
            plurals: PluralRules::create(language.identifier(), cardinal).ok(),
        }
    }

    /// The text of these parts with their arguments; `None` where one is missing or of a kind that is
    /// left to Fluent.
    pub(super) fn fill(&self, parts: &[Part], arguments: &FluentArgs) -> Option<String> {
        let mut text = String::new();
        self.put(&mut text, parts, arguments)?;
        Some(text)
    }

    fn put(&self, text: &mut String, parts: &[Part], arguments: &FluentArgs) -> Option<()> {
        for part in parts {
            match part {
                Part::Text(part) => text.push_str(part),
                Part::Argument(name) => match arguments.get(name.as_str())? {
                    FluentValue::String(value) => text.push_str(value),
                    FluentValue::Number(number) => {
                        text.push_str(&self.numerals.value(number.value));
                    }
                    FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => return None,
                },
                Part::Choice {
                    argument,
                    forms,
                    otherwise,
                } => {
                    let FluentValue::Number(number) = arguments.get(argument.as_str())? else {
                        return None;
                    };
                    let number = whole(number.value)?;
                    let form = Form::All(self.plurals.as_ref()?.select(number).ok()?);
                    let mut forms = forms.iter();
                    let fitting = forms.find(|(of, _)| *of == Form::This(number) || *of == form);
                    let chosen = fitting.map_or(otherwise, |(_, parts)| parts);
                    self.put(text, chosen, arguments)?;
                }
            }
        }
        Some(())
    }
}
