//! Every kind of page of the demo, by the end of its address. A new kind is one line here.

/// Pages that answer what was asked.
pub const ANSWERS: &[&str] = &[
    "",
    "search?q=dune",
    "search?q=zzqqzz",
    "search",
    // One step, an ordinary one, many items, folded, and by many options.
    "connect?from=film-blade-runner&to=album-blade-runner",
    "connect?from=book-pride-and-prejudice&to=game-doom",
    "connect?from=film-xala&to=film-e-t-the-extra-terrestrial",
    "connect?from=book-the-odyssey&to=film-the-big-lebowski",
    "connect?from=album-kind-of-blue&to=film-alien&direction=out&exclude=album-bitches-brew",
    "connect?from=book-war-and-peace&to=film-alien&exclude=film-avatar&\
     via=film-embrace-of-the-serpent&avoid_category=album&avoid_hubs=99&max_hops=9&extra_hops=1&k=50",
    // No way: too long, and none at all. No step: the same item twice.
    "connect?from=album-kind-of-blue&to=film-alien&max_hops=2",
    "connect?from=book-war-and-peace&to=film-alien&via=film-embrace-of-the-serpent&\
     only_category=game&only_category=album&exclude=film-avatar",
    "connect?from=film-alien&to=film-alien",
    // Which one is meant.
    "connect?from=blade+runner&to=film-alien",
    "items/book-moby-dick",
    "items/book-moby-dick?category=film&sort=title",
    "items/book-moby-dick/degrees",
    "items/book-moby-dick/degrees?direction=out&examples=10",
    "between?from=book-moby-dick&to=film-alien",
    "between?from=film-xala&to=film-e-t-the-extra-terrestrial",
    "map",
    "map?x=560&y=380&z=4",
    "map?item=book-dune",
    "map?from=book-dune&to=game-poker",
    "about",
    "docs",
    "problems/unknown-item",
    // In the frame of another site.
    "embed/connect?from=book-pride-and-prejudice&to=game-doom",
    // In another language.
    "?lang=de",
    "search?q=dune&lang=de",
    "connect?from=book-pride-and-prejudice&to=game-doom&lang=de",
    "items/book-moby-dick?lang=de",
    "items/book-moby-dick/degrees?lang=de",
    "between?from=book-moby-dick&to=film-alien&lang=de",
    "map?lang=de",
    "about?lang=de",
    "docs?lang=de",
    "problems/cursor-expired?lang=de",
];

/// Pages with an error status, which the browser reports of itself.
pub const ERRORS: &[&str] = &[
    "connect?from=film-alien&to=zzqqzz",
    "items/nothing-here",
    "no/such/page",
    "no/such/page?lang=de",
];

/// All of them.
pub fn every_page() -> Vec<&'static str> {
    [ANSWERS, ERRORS].concat()
}
