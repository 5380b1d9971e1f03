//! The body on how far everything else is from an item.

use serde::Serialize;
use utoipa::ToSchema;

use crate::explorer::DegreesAnswer;

use super::GraphStamp;
use super::answered::HiddenByBody;
use super::terms::{ListDirectionWord, Word};

/// How far everything else is from an item.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DegreesBody {
    /// Where it comes from.
    pub graph: GraphStamp,
    /// Id of the item.
    pub item: String,
    /// `any`, or as bought away from the item (`out`) or to it (`in`).
    pub direction: ListDirectionWord,
    /// Items at each distance, from the item itself at 0 hops to the farthest.
    pub histogram: Vec<LevelBody>,
    /// Items at any distance, the item itself included.
    pub reached: u32,
    /// Items at none.
    pub unreachable: u32,
    /// Mean number of hops of the other items reached, if there is any.
    pub mean_hops: Option<f64>,
    /// Hops to the farthest items.
    pub max_hops: u32,
    /// Its rank by closeness to all others, 1 for the centre; none outside the largest component.
    pub centre_rank: Option<u32>,
    /// Some of the farthest, the most popular first.
    pub farthest: Vec<FarBody>,
    /// What may hide shorter ways, or ways to others.
    pub hidden_by: HiddenByBody,
}

/// The items at one distance.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct LevelBody {
    /// The distance.
    pub hops: u32,
    /// How many they are.
    pub items: u32,
}

/// An item at the largest distance.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FarBody {
    /// The shop's own id.
    pub id: String,
    /// Title.
    pub title: String,
    /// The distance.
    pub hops: u32,
}

/// The body on how far everything else is.
#[must_use]
pub fn degrees(answer: &DegreesAnswer) -> DegreesBody {
    let level = |(hops, &items): (u32, &u32)| LevelBody { hops, items };
    DegreesBody {
        graph: GraphStamp::from(&answer.generation),
        item: answer.item.id.clone(),
        direction: Word(answer.question.direction),
        histogram: (0..).zip(&answer.levels).map(level).collect(),
        reached: answer.reached(),
        unreachable: answer.unreachable(),
        mean_hops: answer.mean_hops(),
        max_hops: answer.max_hops(),
        centre_rank: answer.centre_rank,
        farthest: answer
            .farthest
            .iter()
            .map(|card| FarBody {
                id: card.id.clone(),
                title: card.title.clone(),
                hops: answer.max_hops(),
            })
            .collect(),
        hidden_by: HiddenByBody::from(&answer.hidden_by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::samples;

    #[test]
    fn body_of_degrees() {
        insta::assert_json_snapshot!(degrees(&samples::degrees()));
    }

    #[test]
    fn an_item_alone_has_no_mean_and_nothing_is_far() {
        let mut answer = samples::degrees();
        answer.levels.truncate(1);
        answer.farthest.clear();
        let body = serde_json::to_value(degrees(&answer)).expect("serialises");
        assert_eq!(body["mean_hops"], serde_json::Value::Null);
        assert_eq!(
            (&body["max_hops"], &body["reached"]),
            (&0.into(), &1.into())
        );
        assert_eq!(body["farthest"], serde_json::json!([]));
    }
}
