# The commands one types daily. Each is one plain command; CONTRIBUTING.md has them too.

# List the commands
default:
    @just --list

# Serve the bundled sample catalogue
demo *options:
    cargo run --release -- demo {{options}}

# Everything that needs nothing else
test *options:
    cargo test {{options}}

# Pages in Chromium (needs chromium and chromedriver)
test-browser *options:
    CARTWAY_TEST_BROWSER=1 cargo test --test browser {{options}}

# Public data sets, in a folder of yours
test-data folder:
    CARTWAY_TEST_DATA={{quote(folder)}} cargo test --test real_data

# Format and lints, as the checks want them
lint:
    cargo fmt --all --check
    cargo clippy --all-targets -- -D warnings

# The documentation of the code, without warnings
docs *options:
    RUSTDOCFLAGS=-Dwarnings cargo doc --no-deps {{options}}

# A picture of a page of a server that runs, wide and narrow, in target/look
look page="/connect?from=book-dune&to=game-poker" server="http://127.0.0.1:8080":
    mkdir -p target/look
    chromium --headless --no-sandbox --window-size=1280,900 --screenshot=target/look/wide.png {{quote(server + page)}}
    chromium --headless --no-sandbox --window-size=500,900 --screenshot=target/look/narrow.png {{quote(server + page)}}

# Measure: connect, answers, http, importing, pages, preview, reading, rebuild or serving
bench name="connect" *options:
    cargo bench --bench {{name}} {{options}}

# Everything a change must pass
ci:
    .ci/run
