//! Looks at small files of all sorts.

use super::sample::Sample;
use super::*;

fn one(file: &str, text: impl AsRef<[u8]>) -> (Look, Vec<Proposal>) {
    let mut looks = look(&[Sample::of(file, text)], None);
    (looks.files.remove(0), looks.proposals)
}

#[test]
fn an_unknown_export_is_understood_by_its_names_and_values() {
    let (look, proposals) = one(
        "bestellungen.csv",
        "Bestellnummer,Kundennummer,Artikelnummer,Artikelname,Menge,Status\n\
         1,7,A1,Grüner Tee,1,bezahlt\n1,7,B2,Kanne,1,bezahlt\n2,8,A1,Grüner Tee,2,storniert\n\
         2,8,C3,Tasse,2,storniert\n3,7,B2,Kanne,-1,bezahlt\n3,7,A1,Grüner Tee,1,bezahlt\n",
    );
    assert_eq!((look.kind, look.certainty), (Kind::Orders, Certainty::Sure));
    assert_eq!(
        proposals[0].words,
        [
            "orders",
            "--order-column",
            "Bestellnummer",
            "--item-column",
            "Artikelnummer",
            "--title-column",
            "Artikelname",
            "--skip-order",
            "Status=^(storniert)$",
            "--skip",
            "Menge=^-",
            "bestellungen.csv"
        ]
    );
    assert!(proposals[0].sure, "{:?}", proposals[0].questions);
}

#[test]
fn what_is_not_sure_is_asked_with_the_option_that_answers() {
    let (look, proposals) = one(
        "sales.csv",
        "order_id,product_id,sku,price\n1,7,A,1.50\n1,8,B,2.50\n2,7,A,1.50\n2,9,C,3.50\n",
    );
    assert!(!proposals[0].sure);
    let [question] = &look.questions[..] else {
        panic!("{:?}", look.questions);
    };
    assert_eq!(question.option, "--item-column");
    assert!(question.asks.contains("`product_id`") && question.asks.contains("`sku`"));
}

#[test]
fn the_items_beside_orders_go_by_what_the_orders_call_them() {
    let orders = Sample::of("orders.csv", "order_id,sku\n1,A\n1,B\n2,A\n2,C\n");
    let items = Sample::of(
        "products.csv",
        "id,sku,title\n1,A,Green tea\n2,B,Tea pot\n3,C,Cup\n",
    );
    let looks = look(&[orders, items.clone()], None);
    assert!(
        looks.are_sure(),
        "{:?}",
        looks.questions().collect::<Vec<_>>()
    );
    assert_eq!(
        looks.proposals[0].words[..3],
        ["items", "--id-column", "sku"]
    );
    assert_eq!(looks.proposals[1].words[0], "orders");
    assert!(!look(&[items], None).are_sure());
}

#[test]
fn an_order_on_the_first_of_its_lines_only_is_inherited() {
    let (_, proposals) = one(
        "orders.csv",
        "order number,sku,item name\n1,A,Tea\n,B,Pot\n2,A,Tea\n,C,Cup\n",
    );
    let words = proposals[0].words.join(" ");
    assert!(words.contains("--inherit order number"), "{words}");
}

#[test]
fn an_order_that_is_missing_here_and_there_is_not_inherited() {
    let (_, proposals) = one(
        "orders.csv",
        "order_id,item_id\n1,A\n1,B\n2,A\n,C\n3,A\n3,B\n4,A\n4,C\n",
    );
    let words = proposals[0].words.join(" ");
    assert!(!words.contains("--inherit"), "{words}");
}

#[test]
fn several_items_in_a_cell_and_levels_of_a_category_are_parted() {
    let (_, proposals) = one(
        "orders.csv",
        "order_id,products\n1,Mug|Bowl\n2,Mug|Vase\n3,Bowl|Vase|Mug\n4,Mug\n",
    );
    let words = proposals[0].words.join(" ");
    assert!(words.contains("--item-separator |"), "{words}");
    let (_, proposals) = one(
        "items.csv",
        "sku,title,category\nA,Tea,Food > Tea\nB,Coffee,Food > Coffee\nC,Mug,Home > Mugs\n",
    );
    let words = proposals[0].words.join(" ");
    assert!(words.contains("--category-separator >"), "{words}");
}

#[test]
fn a_file_that_is_nothing_for_us_is_asked_about() {
    let (look, proposals) = one(
        "people.csv",
        "first,last,town\nAda,Byron,London\nMay,Lee,York\n",
    );
    assert_eq!(look.kind, Kind::None);
    assert!(proposals.is_empty() && look.questions.len() == 1);
    let (look, _) = one(
        "customers.csv",
        "id,name,email\n1,Ada,a@x.example\n2,May,m@x.example\n",
    );
    assert!(look.certainty < Certainty::Sure);
}

#[test]
fn without_names_values_alone_are_told_but_never_sure() {
    let (look, proposals) = one(
        "lines.csv",
        "1,a1,Tea\n1,b2,Pot\n2,a1,Tea\n2,c3,Cup\n3,b2,Pot\n3,a1,Tea\n",
    );
    assert_eq!(
        (look.kind, look.certainty),
        (Kind::Orders, Certainty::Unsure)
    );
    let words = proposals[0].words.join(" ");
    assert!(
        words.starts_with("orders --order-column 1 --item-column 2"),
        "{words}"
    );
    assert!(words.ends_with("--no-header lines.csv") && !proposals[0].sure);
}

#[test]
fn an_item_that_is_only_called_so_is_taken_where_it_comes_back() {
    let (look, proposals) = one(
        "bakery.csv",
        "Transaction,Item,date_time\n1,Bread,30-10-2016 09:58\n2,Jam,30-10-2016 10:05\n\
         2,Bread,30-10-2016 10:05\n3,Jam,30-10-2016 10:07\n3,Cookies,30-10-2016 10:07\n",
    );
    assert_eq!(look.kind, Kind::Orders);
    assert!(proposals[0].sure, "{:?}", look.questions);
}

#[test]
fn a_list_of_orders_without_their_items_says_where_the_items_are() {
    let (look, proposals) = one(
        "olist_orders_dataset.csv",
        "order_id,customer_id,order_status,order_purchase_timestamp\no1,c1,delivered,2018-01-01\n",
    );
    assert!(proposals.is_empty() && look.questions.is_empty());
    assert!(look.note.unwrap().contains("olist_order_items"));
}

#[test]
fn roles_are_told_for_columns_that_an_import_does_not_take() {
    let (look, _) = one(
        "lines.csv",
        "order_id,item_id,price,email\n1,A,1.50,a@x.example\n1,B,2.50,a@x.example\n2,A,1.50,b@x.example\n",
    );
    let roles: Vec<_> = look.columns.iter().map(|column| column.role).collect();
    let expected = [Role::Order, Role::Item, Role::Price, Role::Customer];
    assert_eq!(roles, expected.map(Some));
    assert_eq!(look.columns[1].samples, ["A", "B"]);
    assert_eq!(look.columns[2].certainty, None);
}

/// Small files of known exports, in `tests/data/exports`, with what they are known as.
const KNOWN: [(&str, &str); 45] = [
    ("amazon-meta-2014.jsonl", "Amazon reviews' metadata (2014)"),
    ("amazon-meta-2018.jsonl", "Amazon reviews' metadata (2018)"),
    ("amazon-meta-2023.jsonl", "Amazon reviews' metadata (2023)"),
    ("ga4-events.jsonl", "Google Analytics events (GA4)"),
    ("shopify-orders.jsonl", "Shopify orders (JSON)"),
    ("woocommerce-orders.json", "WooCommerce orders (JSON)"),
    ("amazon-listings.txt", "Amazon seller listings"),
    ("amazon-orders.txt", "Amazon seller orders"),
    ("bx-books.csv", "Book-Crossing books"),
    ("bx-ratings.csv", "Book-Crossing ratings"),
    ("ebay-orders.csv", "eBay orders"),
    ("etsy-listings.csv", "Etsy listings"),
    ("etsy-order-items.csv", "Etsy sold order items"),
    ("etsy-orders.csv", "Etsy sold orders"),
    ("groceries.csv", "Groceries"),
    ("instacart-order-products.csv", "Instacart order products"),
    ("instacart-orders.csv", "Instacart orders"),
    ("instacart-products.csv", "Instacart products"),
    ("journey-products.csv", "The Complete Journey: products"),
    (
        "journey-transactions.csv",
        "The Complete Journey: transactions",
    ),
    ("lastfm-artists.dat", "Last.fm artists"),
    ("lastfm-user-artists.dat", "Last.fm listeners"),
    (
        "magento-order-items.csv",
        "Magento order items (sales_order_item)",
    ),
    ("magento-products.csv", "Magento products"),
    ("movielens-movies.csv", "MovieLens films"),
    ("movielens-ratings.csv", "MovieLens ratings"),
    ("olist_order_items_dataset.csv", "Olist order items"),
    ("olist_orders_dataset.csv", "Olist orders"),
    ("olist_products_dataset.csv", "Olist products"),
    ("online-retail-ii.csv", "Online Retail II"),
    ("online-retail.csv", "Online Retail"),
    (
        "opencart-order-product.csv",
        "OpenCart order lines (order_product)",
    ),
    ("oxid-articles.csv", "OXID items (oxarticles)"),
    (
        "oxid-order-articles.csv",
        "OXID order lines (oxorderarticles)",
    ),
    (
        "prestashop-order-detail.csv",
        "PrestaShop order lines (order_detail)",
    ),
    ("prestashop-products.csv", "PrestaShop products"),
    ("shopify-orders.csv", "Shopify orders"),
    ("shopify-products.csv", "Shopify products"),
    (
        "shopware-order-details.csv",
        "Shopware 5 order lines (s_order_details)",
    ),
    ("square-items.csv", "Square items (detail)"),
    ("square-library.csv", "Square item library"),
    ("wix-products.csv", "Wix products"),
    (
        "woocommerce-order-items.csv",
        "WooCommerce orders (Customer / Order Export)",
    ),
    (
        "woocommerce-orders.csv",
        "WooCommerce orders (Advanced Order Export)",
    ),
    ("woocommerce-products.csv", "WooCommerce products"),
];

#[test]
fn small_files_of_known_exports_are_known() {
    for (file, name) in KNOWN {
        let path = format!("{}/tests/data/exports/{file}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap();
        let (look, _) = one(file, bytes);
        assert_eq!(look.export.as_deref(), Some(name), "{file}");
    }
}
