//! A connection that cannot be held for nothing, nor read in two ways.
//!
//! actix limits the time of the first head of a connection only, and no answer's. Here every head
//! has a time from its first byte to its last, the first one from the beginning of the connection,
//! and an answer ends when the client takes nothing of it for too long. Bodies have a time of their own where they are read; between two requests
//! actix's own limit holds.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::connections::{Ended, Place};
use super::framing::Framing;

/// What is said where the first head of a connection does not come. Later nothing is: answers may be
/// under way, and this would be taken for one of them.
const TOO_SLOW: &[u8] =
    b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
/// Stands in no head, so that a head that it is put into is refused as malformed.
const IN_NO_HEAD: u8 = 0;

/// How long a client may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// For a whole head, from its first byte.
    pub head: Duration,
    /// For a whole body; one of the largest size comes in the usual time over 300 kbit/s.
    pub body: Duration,
    /// Until it takes some more of an answer.
    pub send: Duration,
}

impl Times {
    /// What is usual.
    pub const USUAL: Self = Self {
        head: Duration::from_secs(10),
        body: Duration::from_secs(30),
        send: Duration::from_secs(30),
    };
}

/// The stream of a connection.
#[derive(Debug)]
pub(super) struct Guarded<S> {
    stream: S,
    place: Place,
    times: Times,
    framing: Framing,
    /// Nothing more is read: what came is ambiguous.
    is_refused: bool,
    /// Runs while a head is under way, for the head of this number; for the first from the start.
    head: Option<(u64, Clock)>,
    /// Runs while an answer is not taken.
    send: Option<Clock>,
}

impl<S> Guarded<S> {
    pub(super) fn new(stream: S, place: Place, times: Times) -> Self {
        Self {
            stream,
            place,
            times,
            framing: Framing::new(),
            is_refused: false,
            head: Some((0, Clock::within(times.head))),
            send: None,
        }
    }

    /// What it guards.
    #[cfg(test)]
    pub(super) fn stream(&self) -> &S {
        &self.stream
    }

    /// Looks at what was read, and takes back what must not be passed on.
    fn look_at(&mut self, buffer: &mut ReadBuf<'_>, before: usize) {
        let came = buffer.filled().get(before..).unwrap_or_default();
        if let Err(wrong) = self.framing.read(came) {
            self.is_refused = true;
            self.place.ended(Ended::Ambiguous);
            buffer.set_filled(before + wrong.at);
            if wrong.in_head {
                // There is room for it: it takes the place of the first byte that is left out.
                buffer.put_slice(&[IN_NO_HEAD]);
            }
            // A body just ends before its end.
        }
        let under_way = self.framing.head_under_way();
        if under_way != self.head.as_ref().map(|(number, _)| *number) {
            self.head = under_way.map(|number| (number, Clock::within(self.times.head)));
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Guarded<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.is_refused {
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        match Pin::new(&mut this.stream).poll_read(context, buffer) {
            Poll::Ready(Ok(())) => {
                this.look_at(buffer, before);
                Poll::Ready(Ok(()))
            }
            Poll::Pending => {
                let Some((number, clock)) = &mut this.head else {
                    return Poll::Pending;
                };
                if !clock.is_over(context) {
                    return Poll::Pending;
                }
                if *number == 0 {
                    // Whoever takes nothing now is not told.
                    let _ = Pin::new(&mut this.stream).poll_write(context, TOO_SLOW);
                }
                Poll::Ready(Err(this.place.ended(Ended::HeadTime)))
            }
            failed @ Poll::Ready(Err(_)) => failed,
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Guarded<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write(context, bytes);
        if written.is_ready() {
            this.send = None;
            return written;
        }
        let send = this.times.send;
        let clock = this.send.get_or_insert_with(|| Clock::within(send));
        if clock.is_over(context) {
            return Poll::Ready(Err(this.place.ended(Ended::SendTime)));
        }
        Poll::Pending
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

/// A moment that comes.
#[derive(Debug)]
struct Clock {
    at: Instant,
    /// Made when it is first waited for: most heads come whole.
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Clock {
    fn within(time: Duration) -> Self {
        Self {
            at: Instant::now() + time,
            sleep: None,
        }
    }

    /// Whether the moment has come; else the task is woken when it does.
    fn is_over(&mut self, context: &mut Context<'_>) -> bool {
        let at = self.at;
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(sleep_until(at)));
        sleep.as_mut().poll(context).is_ready()
    }
}
