//! Making blocks on several threads and taking them in their order on this one.

use std::sync::mpsc::sync_channel;
use std::thread;

/// Blocks a thread may be ahead of who takes them.
const AHEAD: usize = 2;

/// Makes the blocks 0 to `count - 1` on `threads` threads and gives them to `take` in their order.
/// What is made must follow from the block's number alone.
///
/// # Errors
/// The first error of `take`; then no more blocks are made.
pub(super) fn in_order<B: Send, E>(
    count: u64,
    threads: usize,
    make: impl Fn(u64) -> B + Sync,
    mut take: impl FnMut(B) -> Result<(), E>,
) -> Result<(), E> {
    let make = &make;
    let threads = threads.max(1);
    thread::scope(|scope| {
        let lines: Vec<_> = (0..threads as u64)
            .map(|first| {
                let (sender, receiver) = sync_channel(AHEAD);
                scope.spawn(move || {
                    for number in (first..count).step_by(threads) {
                        // Nobody takes any more.
                        if sender.send(make(number)).is_err() {
                            return;
                        }
                    }
                });
                receiver
            })
            .collect();
        // A line that ends early belongs to a thread that panicked, which ends this one too.
        (0..count)
            .map_while(|number| lines[(number % threads as u64) as usize].recv().ok())
            .try_for_each(&mut take)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_come_in_order_on_any_number_of_threads() {
        for threads in [1, 2, 5, 40] {
            let mut taken = Vec::new();
            let done: Result<(), ()> = in_order(
                23,
                threads,
                |number| number * 3,
                |block| {
                    taken.push(block);
                    Ok(())
                },
            );
            assert_eq!(done, Ok(()));
            assert!(taken.into_iter().eq((0..23).map(|number| number * 3)));
        }
    }

    #[test]
    fn the_first_error_ends_it() {
        let stop = |block| if block == 7 { Err(block) } else { Ok(()) };
        assert_eq!(in_order(1_000_000_000, 3, |number| number, stop), Err(7));
    }
}
