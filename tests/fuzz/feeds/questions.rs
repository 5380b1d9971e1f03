//! Every question an [`Explorer`] answers, with every option, and each answer as it is shown.
//! Whatever the files hold, each ends with an answer or an error.

use std::hint::black_box;

use cartway::api;
use cartway::cli::terminal;
use cartway::explorer::{
    BetweenQuestion, CentreQuestion, Cursor, DegreesQuestion, Direction, Explorer,
    NeighbourDirection, NeighbourSort, NeighboursQuestion, PairQuestion, PathsQuestion,
    RandomPairQuestion, SearchMode, SearchQuestion,
};
use cartway::pages::{AboutPage, ConnectPage, DegreesPage, Frame, ItemPage, SearchPage, render};
use rand::SeedableRng;
use rand::rngs::StdRng;

const CATEGORIES: [&str; 3] = ["Kitchen", "Light", "Books"];

/// What the items of the test's shop are called.
#[derive(Debug, Clone)]
pub struct Names {
    ids: Vec<String>,
}

impl Names {
    /// Those of so many items.
    pub fn of(items: u32) -> Self {
        Self {
            ids: (0..items).map(Self::id).collect(),
        }
    }

    /// The id of an item.
    pub fn id(item: u32) -> String {
        format!("item-{item:02}")
    }

    /// Title, creator and category of an item.
    pub fn texts(item: u32) -> (String, Option<String>, Option<&'static str>) {
        let title = format!("Lamp & teapot n\u{b0} {item}");
        let creator = (!item.is_multiple_of(3)).then(|| format!("Maker {}", item % 5));
        let category = CATEGORIES.get(item as usize % 4).copied();
        (title, creator, category)
    }

    fn at(&self, place: usize) -> String {
        self.ids[place % self.ids.len()].clone()
    }
}

/// What becomes of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// They are dropped.
    Answers,
    /// They are printed as pages, as JSON and as text: ten times the work.
    Pages,
}

/// Asks all of them.
pub fn ask_everything(explorer: &Explorer, names: &Names, asking: Asking) {
    let frame = Frame::new("Shop", explorer.generation().ok());
    let frame = (asking == Asking::Pages).then_some(&frame);
    for question in paths(names) {
        if let (Ok(answer), Some(frame)) = (explorer.connect(&question), frame) {
            let page = ConnectPage::new(frame, &answer, &[]).and_then(|page| render(&page));
            assert!(page.is_ok(), "{page:?}");
            let _ = black_box((
                api::to_string(&api::paths(&answer)),
                terminal::paths(&answer),
            ));
        }
    }
    let pairs: Vec<PairQuestion> = paths(names).into_iter().map(PairQuestion::from).collect();
    let _ = black_box(explorer.connect_all(&pairs));
    for question in betweens(names) {
        let answer = explorer.between(&question);
        let _ = black_box(answer.map(|answer| api::to_string(&api::between(&answer))));
    }
    ask_of_items(explorer, frame, names);
    ask_of_the_whole(explorer, frame);
    search(explorer, frame, names);
}

fn categories(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// The plain question, each option alone, and all of them together.
fn paths(names: &Names) -> Vec<PathsQuestion> {
    let plain = |from, to| PathsQuestion::new(names.at(from), names.at(to));
    let far = || plain(0, names.ids.len() * 3 / 8);
    let hubs = "90".parse().ok();
    vec![
        far(),
        plain(1, names.ids.len() - 1),
        plain(2, 2),
        PathsQuestion::new("nowhere", names.at(0)),
        PathsQuestion {
            direction: Direction::AsBought,
            ..far()
        },
        PathsQuestion {
            exclude: vec![names.at(1)],
            ..far()
        },
        PathsQuestion {
            via: vec![names.at(2), names.at(5)],
            ..far()
        },
        PathsQuestion {
            only_category: categories(&CATEGORIES),
            ..far()
        },
        PathsQuestion {
            avoid_category: categories(&["Light"]),
            ..far()
        },
        PathsQuestion {
            avoid_hubs: hubs,
            ..far()
        },
        PathsQuestion {
            extra_hops: 2,
            k: PathsQuestion::MAX_K,
            ..far()
        },
        PathsQuestion {
            max_hops: Some(2),
            ..far()
        },
        PathsQuestion {
            direction: Direction::AsBought,
            exclude: vec![names.at(1)],
            via: vec![names.at(3)],
            only_category: categories(&CATEGORIES[..2]),
            avoid_category: categories(&CATEGORIES[2..]),
            avoid_hubs: hubs,
            extra_hops: 1,
            max_hops: Some(20),
            k: 3,
            ..far()
        },
    ]
}

fn betweens(names: &Names) -> Vec<BetweenQuestion> {
    let plain = |place| BetweenQuestion::new(names.at(0), names.at(place));
    vec![
        plain(4),
        BetweenQuestion {
            exclude: vec![names.at(1)],
            only_category: categories(&CATEGORIES),
            avoid_category: categories(&["none"]),
            avoid_hubs: "99.5".parse().ok(),
            limit: BetweenQuestion::MAX_LIMIT,
            ..plain(6)
        },
    ]
}

fn ask_of_items(explorer: &Explorer, frame: Option<&Frame>, names: &Names) {
    let directions = [
        NeighbourDirection::Any,
        NeighbourDirection::Out,
        NeighbourDirection::In,
    ];
    let sorts = [
        NeighbourSort::Strength,
        NeighbourSort::Orders,
        NeighbourSort::Title,
    ];
    for ((place, direction), sort) in [0, 4, names.ids.len() - 2]
        .into_iter()
        .zip(directions)
        .zip(sorts)
    {
        let id = names.at(place);
        let item = explorer.item(&id);
        let _ = black_box(item.map(|item| api::to_string(&api::item(&item))));
        let _ = black_box(explorer.pair(&id, &names.at(1)));
        let degrees = explorer.degrees(&DegreesQuestion {
            direction,
            examples: DegreesQuestion::MAX_EXAMPLES,
            ..DegreesQuestion::new(id.clone())
        });
        if let (Ok(answer), Some(frame)) = (degrees, frame) {
            let page = render(&DegreesPage::new(frame, &answer));
            assert!(page.is_ok(), "{page:?}");
            let _ = black_box(api::to_string(&api::degrees(&answer)));
        }
        let neighbours = explorer.neighbours(&NeighboursQuestion {
            direction,
            sort,
            category: (place == 4).then(|| "Light".to_owned()),
            limit: NeighboursQuestion::MAX_LIMIT,
            ..NeighboursQuestion::new(id)
        });
        if let (Ok(answer), Some(frame)) = (neighbours, frame) {
            let page = ItemPage::new(frame, &answer).and_then(|page| render(&page));
            assert!(page.is_ok(), "{page:?}");
            let _ = black_box(api::to_string(&api::neighbours(&answer)));
        }
    }
}

fn cursor(position: u32) -> Option<Cursor> {
    Some(Cursor {
        generation: "000001".to_owned(),
        position,
    })
}

fn ask_of_the_whole(explorer: &Explorer, frame: Option<&Frame>) {
    if let (Ok(answer), Ok(galleries), Some(frame)) =
        (explorer.graph(), explorer.galleries(), frame)
    {
        let page = AboutPage::new(frame, &answer, &galleries).and_then(|page| render(&page));
        assert!(page.is_ok(), "{page:?}");
        let _ = black_box((
            api::to_string(&api::graph(&answer)),
            terminal::graph(&answer),
        ));
    }
    let mut chance = StdRng::seed_from_u64(7);
    for (category, min_hops) in [(None, None), (Some("Kitchen"), Some(2)), (None, Some(6))] {
        let question = RandomPairQuestion {
            category: category.map(str::to_owned),
            min_hops,
        };
        let _ = black_box(explorer.random_pair(&question, &mut chance));
    }
    for cursor in [None, cursor(3), cursor(u32::MAX)] {
        let limit = CentreQuestion::MAX_LIMIT;
        let answer = explorer.centre(&CentreQuestion { limit, cursor });
        let _ = black_box(answer.map(|answer| api::to_string(&api::centre(&answer))));
    }
    if let Ok(answer) = explorer.galleries() {
        let longest = answer.longest_known.as_ref();
        let _ = black_box((
            api::to_string(&api::galleries(&answer)),
            longest.map(terminal::longest_known),
        ));
    }
}

fn search(explorer: &Explorer, frame: Option<&Frame>, names: &Names) {
    for text in ["lamp", "t", "teapto", "lamp maker 3", &names.at(3), ""] {
        let answer = explorer.search(&SearchQuestion::new(text));
        if let (Ok(answer), Some(frame)) = (answer, frame) {
            let page = render(&SearchPage::new(frame, &answer));
            assert!(page.is_ok(), "{page:?}");
            let _ = black_box((
                api::to_string(&api::search(&answer)),
                terminal::search(&answer),
            ));
        }
    }
    let _ = black_box(explorer.search(&SearchQuestion {
        category: Some("Light".to_owned()),
        mode: SearchMode::Full,
        limit: 2,
        cursor: cursor(u32::MAX),
        ..SearchQuestion::new("lamp")
    }));
    let _ = black_box(explorer.resolve("lamp & teapot n\u{b0} 3"));
}
