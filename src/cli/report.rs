//! What a rebuild made, in words: what the graph holds, what was left out and why, and where the
//! time went. Knows the manifest and nothing of how it came about.

use std::fmt::Write;

use super::figures::{amount, rate};
use crate::generation::Manifest;

/// The report of a rebuild, from its manifest.
pub(super) fn report(manifest: &Manifest) -> String {
    let mut text = format!("generation {} is live\n", manifest.version);
    section(&mut text, "made of", &made_of(manifest));
    section(&mut text, "left out", &left_out(manifest));
    section(
        &mut text,
        "in it all the same",
        &in_it_all_the_same(manifest),
    );
    text.push_str(&passes(manifest));
    // Writing to a String cannot fail.
    if let Some(seconds) = manifest.locked_seconds {
        let _ = writeln!(
            text,
            "for {seconds:.2} s nobody could write to the database, which is not in WAL mode"
        );
    }
    if !manifest.removed.is_empty() {
        let _ = writeln!(text, "removed {}", manifest.removed.join(", "));
    }
    for warning in warnings(manifest) {
        let _ = writeln!(text, "warning: {warning}");
    }
    text
}

/// All that the operator should know.
pub(super) fn warnings(manifest: &Manifest) -> impl Iterator<Item = &str> {
    let all = manifest.warnings.iter().chain(&manifest.operator_warnings);
    all.map(String::as_str)
}

fn section(text: &mut String, heading: &str, lines: &[String]) {
    if !lines.is_empty() {
        let _ = writeln!(text, "{heading}\n  {}", lines.join("\n  "));
    }
}

fn made_of(manifest: &Manifest) -> Vec<String> {
    let counts = &manifest.counts;
    let mut lines = vec![format!(
        "{} and {}",
        amount(counts.items, "items"),
        amount(counts.links, "links")
    )];
    if manifest.source.was_counted_elsewhere() {
        lines.push(format!(
            "{} with {}, counted elsewhere: {}",
            amount(
                counts.orders.saturating_sub(counts.orders_over_limit),
                "orders"
            ),
            amount(counts.order_lines, "lines"),
            amount(counts.links_before_pruning, "pairs"),
        ));
    } else if counts.orders > 0 {
        lines.push(format!(
            "{} with {}: {} counted, {}",
            amount(counts.orders, "orders"),
            amount(counts.order_lines, "lines"),
            amount(counts.pair_instances, "pairs"),
            amount(counts.distinct_pairs, "different ones")
        ));
    }
    if counts.counting_slices > 0 {
        lines.push(format!(
            "counted in {}, as --memory allows",
            amount(counts.counting_slices, "slices")
        ));
    }
    lines.push(format!(
        "{}, the largest of {}",
        amount(counts.components, "islands"),
        amount(counts.main_component_items, "items")
    ));
    lines
}

/// What was lost though nothing is wrong with it, for whoever wants to hear of nothing else.
pub(super) fn lost(manifest: &Manifest) -> Option<String> {
    let orders = manifest.counts.orders_over_limit;
    (orders > 0).then(|| format!("left out: {}", amount(orders, &orders_too_large(manifest))))
}

/// Words for the orders that hold too much to be counted.
fn orders_too_large(manifest: &Manifest) -> String {
    let most = manifest
        .options
        .get("max_basket")
        .map_or("?", String::as_str);
    // Of orders that were left out elsewhere nobody tells what they hold.
    let with_lines = match manifest.counts.lines_over_limit {
        0 => String::new(),
        lines => format!(" with {}", amount(lines, "lines")),
    };
    let to_count_them = match manifest.source.was_counted_elsewhere() {
        true => "count again with a higher limit to have them",
        false => "raise --max-basket to count them",
    };
    format!("orders{with_lines}: more than {most} different items; {to_count_them}")
}

/// What is not in the graph, and why; one line each, none for what did not happen.
fn left_out(manifest: &Manifest) -> Vec<String> {
    let counts = &manifest.counts;
    let option = |name: &str| manifest.options.get(name).map_or("?", String::as_str);
    let orders_too_large = orders_too_large(manifest);
    let pairs_too_weak = format!(
        "pairs: fewer than {} orders hold both; --min-orders says how many must",
        option("min_orders")
    );
    let links_pruned = format!(
        "links: among the {} strongest of neither end; --top says how many an item keeps",
        option("top")
    );
    worded(&[
        (counts.items_left_out, "items: --leave-out names them"),
        (counts.lines_left_out, "lines: of these items"),
        (counts.rows_skipped, "rows: no id that can be used"),
        (
            counts.duplicate_lines,
            "lines: the item is on the order already",
        ),
        (counts.self_links, "rows: an item linked to itself"),
        (counts.orders_over_limit, &orders_too_large),
        (counts.links_under_minimum, &pairs_too_weak),
        (counts.links_pruned, &links_pruned),
    ])
}

/// What is in the graph, though less than it could be.
fn in_it_all_the_same(manifest: &Manifest) -> Vec<String> {
    let counts = &manifest.counts;
    worded(&[
        (
            counts.items_without_entry,
            "items: no row in `items`; they go by their id",
        ),
        (counts.lines_of_unknown_items, "lines: of these items"),
        (
            counts.items_without_links,
            "items: linked to nothing; they can be found, but not connected",
        ),
    ])
}

/// One line for each count that is not 0.
fn worded(counts: &[(u64, &str)]) -> Vec<String> {
    let happened = counts.iter().filter(|(count, _)| *count > 0);
    happened
        .map(|&(count, words)| match count {
            1 => amount(1, &of_one(words)),
            _ => amount(count, words),
        })
        .collect()
}

/// The same words about one: their first is of many.
fn of_one(words: &str) -> String {
    let end = words.find([' ', ':']).unwrap_or(words.len());
    let (many, rest) = words.split_at(end);
    format!("{}{rest}", many.strip_suffix('s').unwrap_or(many))
}

/// The table of passes.
fn passes(manifest: &Manifest) -> String {
    let heads = ["done", "seconds", "share", "rate"];
    let [done, seconds, share, rates] = heads;
    let mut table = format!(
        "{:15}{done:>24}{seconds:>10}{share:>8}{rates:>12}\n",
        "passes"
    );
    for time in &manifest.timings {
        let done = match time.done {
            0 => String::new(),
            done => amount(done, &time.unit),
        };
        let rate = rate(time.done, time.seconds, &time.unit).unwrap_or_default();
        let share = 100.0 * time.seconds / manifest.total_seconds.max(f64::MIN_POSITIVE);
        let row = format!(
            "  {:13}{done:>24}{:>10.2}{share:>6.0} %{rate:>12}",
            time.pass, time.seconds
        );
        let _ = writeln!(table, "{}", row.trim_end());
    }
    let _ = writeln!(table, "  {:13}{:>34.2}", "in all", manifest.total_seconds);
    let one_by_one: f64 = manifest.timings.iter().map(|time| time.seconds).sum();
    if one_by_one > manifest.total_seconds {
        table.push_str("  (some of them side by side)\n");
    }
    if let Some(bytes) = manifest.peak_memory_bytes {
        let _ = writeln!(table, "at most {} of memory", amount(bytes, "bytes"));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generation::{PassTime, Source};

    fn manifest() -> Manifest {
        let source = Source {
            database: "shop.db".to_owned(),
            from: "orders".to_owned(),
            note: None,
            sample: false,
        };
        let options = [("max_basket", "100"), ("min_orders", "2"), ("top", "50")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        Manifest::new("000003".to_owned(), source, options.into())
    }

    #[test]
    fn report_says_what_was_left_out_and_why() {
        let mut manifest = manifest();
        assert!(left_out(&manifest).is_empty());
        let counts = &mut manifest.counts;
        counts.orders_over_limit = 1_234;
        counts.lines_over_limit = 150_000;
        counts.links_under_minimum = 7;
        counts.links_pruned = 8;
        counts.self_links = 9;
        assert!(
            lost(&manifest)
                .unwrap()
                .contains("1,234 orders with 150,000 lines")
        );
        let text = report(&manifest);
        let section = "left out
  9 rows: an item linked to itself
  1,234 orders with 150,000 lines: more than 100 different items; raise --max-basket to count them
  7 pairs: fewer than 2 orders hold both; --min-orders says how many must
  8 links: among the 50 strongest of neither end; --top says how many an item keeps
passes";
        assert!(text.contains(section), "{text}");
    }

    #[test]
    fn report_of_counts_made_elsewhere_names_no_option_that_they_refuse() {
        let mut manifest = manifest();
        manifest.source.from = Source::COUNTS.to_owned();
        let counts = &mut manifest.counts;
        (counts.orders, counts.orders_over_limit) = (1_300, 100);
        (counts.order_lines, counts.links_before_pruning) = (5_678, 99);
        let text = report(&manifest);
        for line in [
            "  1,200 orders with 5,678 lines, counted elsewhere: 99 pairs\n",
            "  100 orders: more than 100 different items; count again with a higher limit to have them\n",
        ] {
            assert!(text.contains(line), "{text}");
        }
    }

    #[test]
    fn every_count_of_what_was_lost_has_its_words() {
        for (name, set) in [
            ("rows_skipped", 0),
            ("duplicate_lines", 1),
            ("items_without_entry", 2),
            ("lines_of_unknown_items", 3),
            ("items_without_links", 4),
        ] {
            let mut manifest = manifest();
            let counts = &mut manifest.counts;
            let count = [
                &mut counts.rows_skipped,
                &mut counts.duplicate_lines,
                &mut counts.items_without_entry,
                &mut counts.lines_of_unknown_items,
                &mut counts.items_without_links,
            ];
            **count.into_iter().nth(set).as_mut().unwrap() = 4_321;
            assert!(report(&manifest).contains("\n  4,321 "), "{name}");
        }
    }

    #[test]
    fn table_of_passes_has_work_time_share_and_rate() {
        let mut manifest = manifest();
        manifest.timings = vec![
            PassTime {
                pass: "read".to_owned(),
                seconds: 1.5,
                done: 3_000_000,
                unit: "rows".to_owned(),
            },
            PassTime {
                pass: "old".to_owned(),
                seconds: 0.5,
                done: 0,
                unit: String::new(),
            },
        ];
        manifest.total_seconds = 2.0;
        manifest.peak_memory_bytes = Some(812_000_000);
        let expected = "\
passes                             done   seconds   share        rate
  read                   3,000,000 rows      1.50    75 %     2.0 M/s
  old                                        0.50    25 %
  in all                                     2.00
at most 812.0 MB of memory
";
        assert_eq!(passes(&manifest), expected);
    }
}
