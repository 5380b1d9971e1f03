//! Questions that come by their name in a body, as SOAP and MCP send them, and their answers.

use serde_json::Value;

use super::ask::Turn;
use super::error::WebError;
use crate::address::Asked;
use crate::api;
use crate::explorer::{
    BetweenAnswer, GenerationStamp, NeighboursAnswer, PathsAnswer, SearchAnswer,
};
use crate::mcp;

/// The answer to a question that came by its name.
#[derive(Debug)]
pub(super) enum Answered {
    /// How two items are connected.
    Connect(Box<PathsAnswer>),
    /// What stands between two items.
    Between(Box<BetweenAnswer>),
    /// Which items a text means.
    Search(SearchAnswer),
    /// What is bought with an item.
    Neighbours(NeighboursAnswer),
}

impl Answered {
    /// Asks.
    ///
    /// # Errors
    /// What the explorer says in place of an answer.
    pub(super) fn of(turn: &Turn, asked: &Asked) -> Result<Self, WebError> {
        Ok(match asked {
            Asked::Connect(question) => Self::Connect(Box::new(turn.connect(question)?)),
            Asked::Between(question) => Self::Between(Box::new(turn.session()?.between(question)?)),
            Asked::Search(question) => Self::Search(turn.session()?.search(question)?),
            Asked::Neighbours(question) => Self::Neighbours(turn.session()?.neighbours(question)?),
        })
    }

    /// The body that the address of the question is answered with.
    ///
    /// # Errors
    /// It could not be written as JSON; it can.
    pub(super) fn body(&self, turn: &Turn) -> Result<Value, serde_json::Error> {
        turn.located(|| match self {
            Self::Connect(answer) => serde_json::to_value(api::paths(answer)),
            Self::Between(answer) => serde_json::to_value(api::between(answer)),
            Self::Search(answer) => serde_json::to_value(api::search(answer)),
            Self::Neighbours(answer) => serde_json::to_value(api::neighbours(answer)),
        })
    }

    /// What a model is told of it.
    pub(super) fn said(&self) -> String {
        match self {
            Self::Connect(answer) => mcp::paths(answer),
            Self::Between(answer) => mcp::between(answer),
            Self::Search(answer) => mcp::search(answer),
            Self::Neighbours(answer) => mcp::neighbours(answer),
        }
    }

    /// The generation it comes from.
    pub(super) fn generation(&self) -> &GenerationStamp {
        match self {
            Self::Connect(answer) => &answer.generation,
            Self::Between(answer) => &answer.generation,
            Self::Search(answer) => &answer.generation,
            Self::Neighbours(answer) => &answer.generation,
        }
    }
}
