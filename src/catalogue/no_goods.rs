//! Items that are no goods: postage, vouchers, fees, tips, tests. They are on many orders and say
//! nothing of what goes with what.
//!
//! A title is judged as a whole, for "Gift card holder" and "Postage stamp mug" are goods: without
//! numbers, amounts and words that count for nothing, it has to be one of the ways shops call such
//! things, in a table of six languages; some of these may stand after one other word, such as the
//! name of a shop. Ids are judged only where they are words. What is done with such an item is not
//! known here.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

static WAYS: LazyLock<Ways> = LazyLock::new(|| Ways::read(include_str!("../../data/no-goods.txt")));

/// Whether an item looks like no goods by its title, or by its id where it is a word.
#[must_use]
pub fn looks_like_no_goods(id: &str, title: Option<&str>) -> bool {
    let ways = &*WAYS;
    ways.ids.contains(&words(id).join(" ")) || title.is_some_and(|title| ways.hold(title))
}

/// The table, without accents.
#[derive(Default)]
struct Ways {
    /// May stand after one other word.
    endings: HashSet<String>,
    /// Are a whole title.
    whole: HashSet<String>,
    /// Count for nothing beside one of these.
    fillers: HashSet<String>,
    ids: HashSet<String>,
}

impl Ways {
    fn read(table: &str) -> Self {
        let mut ways = Self::default();
        for line in table.lines() {
            let Some((mark, way)) = line.split_once(' ') else {
                continue;
            };
            let set = match mark {
                "+" => &mut ways.endings,
                "=" => &mut ways.whole,
                "~" => &mut ways.fillers,
                "@" => &mut ways.ids,
                _ => continue,
            };
            set.insert(words(way).join(" "));
        }
        ways
    }

    fn hold(&self, title: &str) -> bool {
        let words = words(title);
        let is_filler = |word: &String| self.fillers.contains(word);
        // What stands at either end and counts for nothing is left off, as far as need be.
        let first = words.iter().take_while(|word| is_filler(word)).count();
        let last = words.len()
            - words
                .iter()
                .rev()
                .take_while(|word| is_filler(word))
                .count();
        let ends = last.max(1)..=words.len();
        ends.into_iter().any(|end| {
            (0..end).any(|start| {
                let way = words[start..end].join(" ");
                let others = start.saturating_sub(first);
                (others == 0 && self.whole.contains(&way))
                    || (others <= 1 && self.endings.contains(&way))
            })
        })
    }
}

/// Its words, small and without accents. A number, or an amount of money, is no word.
fn words(text: &str) -> Vec<String> {
    let folded: String = text
        .nfd()
        .filter(|&letter| !is_combining_mark(letter))
        .flat_map(char::to_lowercase)
        .collect();
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let has_letter =
        |word: &&str| !word.is_empty() && !word.starts_with(|first: char| first.is_numeric());
    words.filter(has_letter).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shops_sell_beside_goods_is_known_in_six_languages() {
        for title in [
            "POSTAGE",
            "DOTCOM POSTAGE",
            "Manual",
            "CARRIAGE",
            "NEXT DAY CARRIAGE",
            "Bank Charges",
            "AMAZON FEE",
            "CRUK Commission",
            "Discount",
            "SAMPLES",
            "Adjust bad debt",
            "Dotcomgiftshop Gift Voucher £20.00",
            "Gift Card 50 EUR",
            "Free Shipping",
            "Shipping & Handling",
            "P&P",
            "N/A",
            "none",
            "TEST",
            "Test product 2",
            "10% off coupon",
            "Standard Shipping (UK)",
            "Versandkosten",
            "DHL Versand",
            "Geschenkgutschein 25 €",
            "Rabatt 10%",
            "Trinkgeld",
            "Bearbeitungsgebühr",
            "Frais de port",
            "Carte cadeau 30€",
            "Remise",
            "Pourboire",
            "Échantillon",
            "Gastos de envío",
            "GASTOS DE ENVIO",
            "Tarjeta regalo",
            "Descuento",
            "Propina",
            "Spese di spedizione",
            "Buono regalo",
            "Sconto",
            "Mancia",
            "Verzendkosten",
            "Cadeaubon",
            "Korting",
            "Statiegeld",
        ] {
            assert!(looks_like_no_goods("85123A", Some(title)), "{title}");
        }
    }

    #[test]
    fn goods_that_have_such_a_word_in_their_title_are_goods() {
        for title in [
            "Gift card holder",
            "Postage stamp mug",
            "Test tube vase",
            "Discount sticker set",
            "Felt tip pens",
            "Tip-top toothpaste",
            "Sample book of wallpapers",
            "The Manual of Gardening",
            "Owner's manual",
            "Carriage clock",
            "Horse-drawn carriage toy",
            "Coupon organiser",
            "Voucher wallet",
            "Shipping label printer",
            "Freight train set",
            "None but the Brave",
            "Pregnancy test",
            "Test Match Special",
            "Deposit box",
            "A Christmas Carol",
            "Moby-Dick",
            "Vintage red postage stamp bag",
            "Set of 3 gift wrap",
            "Donation box, oak",
            "Porto Tawny 10",
            "Probe Ministries",
            "Muster-Sakko",
            "Fee the Fairy",
            "Bank",
            "Card",
            "New",
            "50",
            "",
        ] {
            assert!(!looks_like_no_goods("85123A", Some(title)), "{title}");
        }
    }

    #[test]
    fn an_id_that_is_a_word_says_it_and_a_letter_does_not() {
        for id in ["POST", "DOT", "BANK CHARGES", "AMAZONFEE", "test"] {
            assert!(looks_like_no_goods(id, None), "{id}");
        }
        for id in ["M", "D", "S", "C2", "22423", "POST-IT", "B000TEST"] {
            assert!(!looks_like_no_goods(id, None), "{id}");
        }
    }
}
