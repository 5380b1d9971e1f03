//! Every question an [`Explorer`] answers, with every option, and each answer as it is shown.
//! Whatever the files hold, each ends with an answer or an error.

use std::hint::black_box;

use cartway::api;
use cartway::cli::terminal;
use cartway::explorer::{
    BetweenQuestion, CentreQuestion, Cursor, DegreesQuestion, Direction, Explorer, Filters,
    MapMark, MapQuestion, NeighbourDirection, NeighbourSort, NeighboursQuestion, PairQuestion,
    PathsOptions, PathsQuestion, Place, RandomPairQuestion, RegionsQuestion, SearchMode,
    SearchQuestion, Session,
};
use cartway::pages::{
    AboutPage, ConnectPage, DegreesPage, Frame, ItemPage, MapPage, SearchPage, render,
};
use cartway::picture::atlas;
use cartway::words::texts::Texts;
use rand::SeedableRng;
use rand::rngs::StdRng;

const CATEGORIES: [&str; 3] = ["Kitchen", "Light", "Books"];
/// The categories that items have of their own, in or below these.
const OWN: [&str; 3] = ["Kitchen > Cups", "Light\nBooks > Art", "Books"];

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

    /// Title, creator and categories of an item.
    pub fn texts(item: u32) -> (String, Option<String>, Option<&'static str>) {
        let title = format!("Lamp & teapot n\u{b0} {item}");
        let creator = (!item.is_multiple_of(3)).then(|| format!("Maker {}", item % 5));
        let category = OWN.get(item as usize % 4).copied();
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
    let Ok(session) = &explorer.now() else {
        return;
    };
    let frame = Frame::new("Shop", Some(session.generation()));
    let frame = (asking == Asking::Pages).then_some(&frame);
    for question in paths(names) {
        if let (Ok(answer), Some(frame)) = (session.connect(&question), frame) {
            let page = ConnectPage::new(frame, &answer, &[]).and_then(|page| render(&page));
            assert!(page.is_ok(), "{page:?}");
            let _ = black_box((
                api::to_string(&api::paths(&answer)),
                terminal::paths(&answer),
            ));
        }
    }
    let pairs: Vec<PairQuestion> = paths(names).into_iter().map(PairQuestion::from).collect();
    let _ = black_box(session.connect_all(&pairs));
    for question in betweens(names) {
        let answer = session.between(&question);
        let _ = black_box(answer.map(|answer| api::to_string(&api::between(&answer))));
    }
    ask_of_items(session, frame, names);
    ask_of_the_whole(session, frame);
    ask_of_the_map(session, frame, names);
    search(session, frame, names);
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
        far().with(|options| options.direction = Direction::AsBought),
        far().with(|options| options.filters.exclude = vec![names.at(1)]),
        far().with(|options| options.via = vec![names.at(2), names.at(5)]),
        far().with(|options| options.filters.only_category = categories(&CATEGORIES)),
        far().with(|options| options.filters.avoid_category = categories(&["Light"])),
        far().with(|options| options.filters.avoid_hubs = hubs),
        far().with(|options| {
            options.extra_hops = 2;
            options.k = PathsOptions::MAX_K;
        }),
        far().with(|options| options.max_hops = Some(2)),
        far().with(|options| {
            options.direction = Direction::AsBought;
            options.filters.exclude = vec![names.at(1)];
            options.via = vec![names.at(3)];
            options.filters.only_category = categories(&CATEGORIES[..2]);
            options.filters.avoid_category = categories(&CATEGORIES[2..]);
            options.filters.avoid_hubs = hubs;
            options.extra_hops = 1;
            options.max_hops = Some(20);
            options.k = 3;
        }),
    ]
}

fn betweens(names: &Names) -> Vec<BetweenQuestion> {
    let plain = |place| BetweenQuestion::new(names.at(0), names.at(place));
    vec![
        plain(4),
        BetweenQuestion {
            filters: Filters {
                exclude: vec![names.at(1)],
                only_category: categories(&CATEGORIES),
                avoid_category: categories(&["none"]),
                avoid_hubs: "99.5".parse().ok(),
            },
            limit: BetweenQuestion::MAX_LIMIT,
            ..plain(6)
        },
    ]
}

fn ask_of_items(session: &Session, frame: Option<&Frame>, names: &Names) {
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
        let item = session.item(&id);
        let _ = black_box(item.map(|item| api::to_string(&api::item(&item))));
        let _ = black_box(session.pair(&id, &names.at(1)));
        let degrees = session.degrees(&DegreesQuestion {
            direction,
            examples: DegreesQuestion::MAX_EXAMPLES,
            ..DegreesQuestion::new(id.clone())
        });
        if let (Ok(answer), Some(frame)) = (degrees, frame) {
            let page = render(&DegreesPage::new(frame, &answer));
            assert!(page.is_ok(), "{page:?}");
            let _ = black_box(api::to_string(&api::degrees(&answer)));
        }
        let neighbours = session.neighbours(&NeighboursQuestion {
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

fn ask_of_the_whole(session: &Session, frame: Option<&Frame>) {
    let (answer, galleries) = (session.graph(), session.galleries());
    if let Some(frame) = frame {
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
        let _ = black_box(session.random_pair(&question, &mut chance));
    }
    for cursor in [None, cursor(3), cursor(u32::MAX)] {
        let limit = CentreQuestion::MAX_LIMIT;
        let answer = session.centre(&CentreQuestion { limit, cursor });
        let _ = black_box(answer.map(|answer| api::to_string(&api::centre(&answer))));
    }
    let longest = galleries.longest_known.as_ref();
    let _ = black_box((
        api::to_string(&api::galleries(&galleries)),
        longest.map(terminal::longest_known),
    ));
}

fn ask_of_the_map(session: &Session, frame: Option<&Frame>, names: &Names) {
    let way = PathsQuestion::new(names.at(0), names.at(names.ids.len() * 3 / 8));
    let marks = [
        None,
        Some(MapMark::Item(names.at(1))),
        Some(MapMark::Way(way)),
    ];
    let middle = Some(Place {
        x: 420_000,
        y: 330_000,
    });
    for ((mark, middle), zoom) in marks.into_iter().zip([None, middle, None]).zip([
        None,
        Some(3),
        Some(MapQuestion::MAX_ZOOM),
    ]) {
        let question = MapQuestion {
            middle,
            zoom,
            mark,
            ..MapQuestion::default()
        };
        if let (Ok(answer), Some(frame)) = (session.map(&question), frame) {
            let page = MapPage::new(frame, &answer).and_then(|page| render(&page));
            assert!(page.is_ok(), "{page:?}");
            let picture = atlas::stand_alone(Texts::default(), &answer);
            assert!(picture.is_ok(), "{picture:?}");
            let _ = black_box(api::to_string(&api::map(&answer)));
        }
    }
    for (level, parent) in [
        (None, None),
        (Some(2), None),
        (None, Some(0)),
        (Some(3), Some(1)),
    ] {
        let limit = RegionsQuestion::MAX_LIMIT;
        let answer = session.regions(&RegionsQuestion {
            level,
            parent,
            limit,
        });
        let _ = black_box(answer.map(|answer| api::to_string(&api::regions(&answer))));
    }
}

fn search(session: &Session, frame: Option<&Frame>, names: &Names) {
    for text in ["lamp", "t", "teapto", "lamp maker 3", &names.at(3), ""] {
        let answer = session.search(&SearchQuestion::new(text));
        if let (Ok(answer), Some(frame)) = (answer, frame) {
            let page = render(&SearchPage::new(frame, &answer));
            assert!(page.is_ok(), "{page:?}");
            let _ = black_box((
                api::to_string(&api::search(&answer)),
                terminal::search(&answer),
            ));
        }
    }
    let _ = black_box(session.search(&SearchQuestion {
        category: Some("Light".to_owned()),
        mode: SearchMode::Full,
        limit: 2,
        cursor: cursor(u32::MAX),
        ..SearchQuestion::new("lamp")
    }));
    let _ = black_box(session.resolve("lamp & teapot n\u{b0} 3"));
}
