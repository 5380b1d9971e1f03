//! Links, baskets and amazon-meta.

use super::*;

#[test]
fn edge_lists_are_read_as_snap_writes_them() {
    let shop = Shop::new();
    shop.write_gzip(
        "edges.txt.gz",
        "# Nodes: 4 Edges: 5\n#\n0\t1\n0  2 7\n\n2\t2\n3\n1\tb c\t-1\n0\t1\r\n",
    );
    let report = shop.import(&links(&[]), "edges.txt.gz");
    let expected = ["0|1|NULL|NULL", "0|2|7|NULL", "1|b c|NULL|NULL"];
    assert_eq!(shop.rows("SELECT * FROM co_purchases"), expected);
    assert_eq!((report.rows, report.taken), (6, 4));
    assert_eq!(report.notes[&Note::UnreadableOrders].count, 1);
    let reasons: Vec<_> = report
        .first_rejected
        .iter()
        .map(|row| (row.line, row.reason))
        .collect();
    assert_eq!(
        reasons,
        [(6, RejectReason::SelfLink), (7, RejectReason::EmptyTarget)]
    );
}

#[test]
fn table_of_links_is_not_taken_for_an_edge_list() {
    for (name, text) in [
        ("links.tsv", "source\ttarget\torders\n1\t2\t3\n"),
        ("links.txt", "orders;target;source\n3;2;1\n"),
        (
            "links.json",
            "[{\"source\": 1, \"target\": 2, \"orders\": 3}]",
        ),
    ] {
        let shop = Shop::new();
        shop.import(&links(&[]), name_with(&shop, name, text));
        assert_eq!(shop.rows("SELECT * FROM co_purchases"), ["1|2|3|NULL"]);
    }
    let shop = Shop::new();
    let edges = links(&["--format", "edges"]);
    let error = shop.refused(&edges, "links.tsv", "source\ttarget\n1\t2\n");
    assert!(error.contains("--format csv"), "{error}");
    let named = links(&["--format", "edges", "--source-column", "a"]);
    let error = shop.refused(&named, "links.tsv", "1\t2\n");
    assert!(error.contains("--source-column says nothing"), "{error}");
}

/// Writes a file, and gives its name back.
fn name_with<'n>(shop: &Shop, name: &'n str, text: &str) -> &'n str {
    shop.write(name, text);
    name
}

#[test]
fn lists_of_what_was_also_bought_are_links() {
    for (name, text, arguments) in [
        (
            "metadata.jsonl",
            "{\"asin\": \"A\", \"also_buy\": [\"B\", \"C\"]}\n{\"asin\": \"B\", \"also_buy\": []}\n",
            &["--source-column", "asin", "--target-column", "also_buy[]"][..],
        ),
        (
            "similar.csv",
            "id,similar\nA,B|C| A\n",
            &[
                "--source-column",
                "id",
                "--target-column",
                "similar",
                "--item-separator",
                "|",
            ],
        ),
    ] {
        let shop = Shop::new();
        shop.import(&links(arguments), name_with(&shop, name, text));
        let found = shop.rows("SELECT source, target FROM co_purchases");
        assert_eq!(found, ["A|B", "A|C"], "{name}");
    }
}

#[test]
fn importing_links_twice_leaves_the_same_database() {
    let shop = Shop::new();
    shop.write(
        "links.csv",
        "source,target,orders,position\na,b,3,1\nb,a,5,2\na,b,4,\n",
    );
    for format in [links(&[]), links(&["--undirected"])] {
        shop.import(&format, "links.csv");
        let once = shop.dump();
        shop.import(&format, "links.csv");
        assert_eq!(shop.dump(), once);
    }
    shop.write("links.csv", "source,target\na,b\n");
    shop.import(&links(&[]), "links.csv");
    assert_eq!(
        shop.rows("SELECT * FROM co_purchases"),
        ["a|b|4|1", "b|a|4|2"]
    );
}

#[test]
fn undirected_links_are_on_both_lists() {
    let shop = Shop::new();
    shop.write("links.csv", "source,target,orders,position\na,b,3,1\n");
    shop.import(&links(&["--undirected"]), "links.csv");
    let expected = ["a|b|3|1", "b|a|3|NULL"];
    assert_eq!(shop.rows("SELECT * FROM co_purchases"), expected);
}

#[test]
fn node_numbers_are_lines_of_the_file_of_names() {
    let shop = Shop::new();
    shop.write_gzip("names.txt.gz", "B000\r\nB001\n\nB003");
    shop.write("edges.tsv", "0\t1\n3\t0\n0\t2\n0\t4\n0\tx\n0\t-1\n1\t1\n");
    let names = shop.path("names.txt.gz").display().to_string();
    let report = shop.import(&links(&["--names", &names]), "edges.tsv");
    assert_eq!(
        shop.rows("SELECT source, target FROM co_purchases"),
        ["B000|B001", "B003|B000"]
    );
    let rejected: Vec<_> = report.rejected.into_iter().collect();
    let expected = [
        (RejectReason::SelfLink, 1),
        (RejectReason::NotANodeNumber, 2),
        (RejectReason::UnnamedNode, 2),
    ];
    assert_eq!(rejected, expected);
}

#[test]
fn links_can_have_other_column_names_and_be_skipped() {
    let shop = Shop::new();
    shop.write(
        "links.jsonl",
        "{\"of\": 1, \"with\": 2, \"n\": 5}\n{\"of\": 1, \"with\": 3, \"n\": 1}\n",
    );
    let format = links(&[
        "--source-column",
        "of",
        "--target-column",
        "with",
        "--orders-column",
        "n",
        "--skip",
        "n=^1$",
    ]);
    let report = shop.import(&format, "links.jsonl");
    assert_eq!(report.skipped, 1);
    assert_eq!(shop.rows("SELECT * FROM co_purchases"), ["1|2|5|NULL"]);
}

#[test]
fn baskets_become_orders_called_after_file_and_line() {
    let shop = Shop::new();
    shop.write_gzip("retail.march.dat.gz", b"30 31 30 \n\n 31\t32\nNULL 1\n33");
    let report = shop.import(&baskets(&[]), "retail.march.dat.gz");
    let expected = [
        "retail:1|30",
        "retail:1|31",
        "retail:3|31",
        "retail:3|32",
        "retail:5|33",
    ];
    assert_eq!(
        shop.rows("SELECT order_id, item_id FROM order_lines"),
        expected
    );
    assert_eq!((report.rows, report.taken), (4, 3));
    assert_eq!(report.first_rejected[0].line, 4);
    let once = shop.dump();
    shop.import(&baskets(&[]), "retail.march.dat.gz");
    assert_eq!(shop.dump(), once);
}

#[test]
fn basket_items_may_have_spaces_if_there_is_a_delimiter() {
    let shop = Shop::new();
    shop.write("groceries.csv", "whole milk,butter,,\n , ,\nrolls\n");
    let format = baskets(&["--delimiter", ",", "--order-prefix", "g"]);
    let report = shop.import(&format, "groceries.csv");
    let expected = ["g:1|whole milk", "g:1|butter", "g:3|rolls"];
    assert_eq!(
        shop.rows("SELECT order_id, item_id FROM order_lines"),
        expected
    );
    assert_eq!(report.rejected[&RejectReason::EmptyItemId], 1);
}

#[test]
fn baskets_files_of_one_name_are_not_mixed_up() {
    let shop = Shop::new();
    shop.write("retail.dat", "1 2\n");
    shop.write("retail.txt", "3 4\n");
    let error = shop
        .import_all(&baskets(&[]), &["retail.dat", "retail.txt"])
        .unwrap_err();
    assert!(error.to_string().contains("--order-prefix"), "{error}");
    assert!(!shop.path("shop.db").exists());
}

const META: &str = "# Full information\nTotal items: 4\n\nId:   0\nASIN: 0771044445\n  discontinued product\n\n\
    Id:   1\nASIN: 0827229534\n  title: Patterns: A Sampler\n  group: Book\n  salesrank: 3\n  \
    similar: 3  0804215715  0827229534  156101074X\n  categories: 1\n   |Books[283155]|title: no\n  \
    reviews: total: 1  downloaded: 1  avg rating: 5\n    2000-7-28  cutomer: A  rating: 5\n\n\
    Id:   2\n  title: Without ASIN\n\nId:   3\nASIN: 0738700797\n  title: Candlemas\n  similar: 0";

#[test]
fn amazon_meta_gives_items_and_their_lists() {
    let shop = Shop::new();
    shop.write("meta.txt", META);
    let report = shop.import(&ImportFormat::AmazonMeta, "meta.txt");
    let items = [
        "0827229534|Patterns: A Sampler|Book",
        "0738700797|Candlemas|NULL",
    ];
    assert_eq!(shop.rows("SELECT id, title, category FROM items"), items);
    let links = [
        "0827229534|0804215715|NULL|1",
        "0827229534|156101074X|NULL|3",
    ];
    assert_eq!(shop.rows("SELECT * FROM co_purchases"), links);
    assert_eq!((report.rows, report.taken, report.skipped), (4, 2, 1));
    assert_eq!(report.notes[&Note::Discontinued].count, 1);
    assert_eq!(report.notes[&Note::OnOwnList].count, 1);
    let rejected = &report.first_rejected[0];
    assert_eq!(
        (rejected.line, rejected.reason),
        (19, RejectReason::EmptyItemId)
    );
    let once = shop.dump();
    shop.import(&ImportFormat::AmazonMeta, "meta.txt");
    assert_eq!(shop.dump(), once);
}

#[test]
fn amazon_meta_in_another_encoding_keeps_its_records_and_is_told() {
    let shop = Shop::new();
    shop.write(
        "meta.txt",
        b"Id: 0\nASIN: A\n  title: caf\xe9\nId: 1\nASIN: B\n  title: b\n   |caf\xe9|\n",
    );
    let report = shop.import(&ImportFormat::AmazonMeta, "meta.txt");
    let told = &report.notes[&Note::Windows1252];
    assert_eq!((told.count, told.line), (1, 3));
    let items = shop.rows("SELECT id, title FROM items ORDER BY id");
    assert_eq!(items, ["A|caf\u{e9}", "B|b"]);
}
