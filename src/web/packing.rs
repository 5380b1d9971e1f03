//! Bodies made shorter for their way: by gzip (RFC 1952) and by Brotli (RFC 7932).
//!
//! Either needs some hundred kilobytes to work in. To have them from the system and give them back for
//! each body costs as much as the work itself, so they are kept, and lent to one body after another.
//!
//! Knows bytes; nothing of answers, nor of who can read what.

use std::mem;
use std::sync::LazyLock;

use actix_web::web::Bytes;
use brotli::enc::command::Command;
use brotli::enc::encode::{
    BrotliEncoderDestroyInstance, BrotliEncoderOperation, BrotliEncoderStateStruct,
};
use brotli::enc::histogram::{ContextType, HistogramCommand, HistogramDistance, HistogramLiteral};
use brotli::enc::{
    Allocator, BrotliAlloc, BrotliEncoderParams, PDF, SliceWrapper, SliceWrapperMut, StaticCommand,
    ZopfliNode, cluster, entropy_encode, floatX, s16, v8,
};
use flate2::{Compress, Compression, FlushCompress, Status};

use crate::lending::Pool;

/// How hard an answer is packed that is made for one client. One step more makes a page of 14 kB one
/// to four percent shorter, and takes a quarter longer.
const QUICK: Effort = Effort { gzip: 2, brotli: 2 };
/// How hard is packed what is kept for as long as the server runs.
const THOROUGH: Effort = Effort { gzip: 9, brotli: 9 };
/// Bits of the windows that Brotli looks back in. One as large as the body does; it is never more
/// than a quarter of a megabyte.
const LEAST_WINDOW: u32 = 10;
const LARGEST_WINDOW: u32 = 18;
/// Bits of gzip's window, the most there are.
const GZIP_WINDOW: u8 = 15;
/// Most elements of a buffer that is kept.
const MOST_KEPT: usize = 1 << 20;

/// Presses that are idle. There are never more than bodies were packed at the same time.
static PRESSES: LazyLock<Pool<Press>> = LazyLock::new(Pool::default);

/// How something is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

/// How hard something is packed, by each method.
#[derive(Debug, Clone, Copy)]
struct Effort {
    gzip: u32,
    brotli: i32,
}

/// A body made shorter, quickly; `None` where it cannot be.
pub(super) fn packed(method: Method, body: &[u8]) -> Option<Bytes> {
    let mut press = PRESSES.lend_or_make(usize::MAX, |_| true, || Press::new(QUICK));
    press.packed(method, body)
}

/// A body made as short as can be, for which there is time; `None` where it cannot be.
pub(super) fn well_packed(method: Method, body: &[u8]) -> Option<Bytes> {
    Press::new(THOROUGH).packed(method, body)
}

/// What packs one body after another.
struct Press {
    effort: Effort,
    gzip: Compress,
    room: Room,
    /// Where the packed body is put together.
    packed: Vec<u8>,
}

impl Press {
    fn new(effort: Effort) -> Self {
        let level = Compression::new(effort.gzip);
        Self {
            effort,
            gzip: Compress::new_gzip(level, GZIP_WINDOW),
            room: Room::default(),
            packed: Vec::new(),
        }
    }

    /// The body packed, if it becomes shorter by it: more room than the body has it does not get.
    fn packed(&mut self, method: Method, body: &[u8]) -> Option<Bytes> {
        self.packed.clear();
        self.packed.resize(body.len(), 0);
        let length = match method {
            Method::Gzip => self.gzip(body),
            Method::Brotli => self.brotli(body),
        };
        let packed = length.and_then(|length| self.packed.get(..length));
        let packed = packed.map(Bytes::copy_from_slice);
        self.packed.shrink_to(MOST_KEPT);
        packed
    }

    /// Packs by gzip; how long it became.
    fn gzip(&mut self, body: &[u8]) -> Option<usize> {
        self.gzip.reset();
        let packed = self
            .gzip
            .compress(body, &mut self.packed, FlushCompress::Finish);
        let is_whole = packed.is_ok_and(|status| status == Status::StreamEnd);
        is_whole.then(|| usize::try_from(self.gzip.total_out()).ok())?
    }

    /// Packs by Brotli; how long it became.
    fn brotli(&mut self, body: &[u8]) -> Option<usize> {
        let mut state = BrotliEncoderStateStruct::new(mem::take(&mut self.room));
        state.params = BrotliEncoderParams {
            quality: self.effort.brotli,
            lgwin: window_for(body.len()),
            size_hint: body.len(),
            ..BrotliEncoderParams::default()
        };
        let (mut unread, mut read) = (body.len(), 0);
        let (mut free, mut written) = (self.packed.len(), 0);
        let is_done = state.compress_stream(
            BrotliEncoderOperation::BROTLI_OPERATION_FINISH,
            &mut unread,
            body,
            &mut read,
            &mut free,
            &mut self.packed,
            &mut written,
            &mut None,
            &mut |_, _, _, _| (),
        );
        let is_whole = is_done && state.is_finished();
        BrotliEncoderDestroyInstance(&mut state);
        self.room = mem::take(&mut state.m8);
        is_whole.then_some(written)
    }
}

/// Bits of a window in which the whole body is seen.
fn window_for(length: usize) -> i32 {
    let bits = usize::BITS - length.leading_zeros();
    bits.clamp(LEAST_WINDOW, LARGEST_WINDOW) as i32
}

/// What Brotli works in. Its three large buffers are kept: the table of what stood where, the body with
/// what is made of it, and the commands that it becomes.
#[derive(Default)]
struct Room {
    places: Shelf<u32>,
    bytes: Shelf<u8>,
    commands: Shelf<Command>,
}

/// Buffers of one kind that are not in use.
#[derive(Default)]
struct Shelf<T>(Vec<Vec<T>>);

impl<T: Clone + Default> Shelf<T> {
    /// A buffer of so many empty elements.
    fn take(&mut self, length: usize) -> Buffer<T> {
        let fits = |buffer: &Vec<T>| buffer.capacity() >= length;
        let place = self.0.iter().position(fits);
        let mut buffer = match place {
            Some(place) => self.0.swap_remove(place),
            // One that is too small grows, so that there are never more than are used at once.
            None => self.0.pop().unwrap_or_default(),
        };
        buffer.clear();
        buffer.resize(length, T::default());
        Buffer(buffer)
    }

    fn put_back(&mut self, Buffer(buffer): Buffer<T>) {
        if (1..=MOST_KEPT).contains(&buffer.capacity()) {
            self.0.push(buffer);
        }
    }
}

/// A buffer as Brotli takes it.
#[derive(Default)]
struct Buffer<T>(Vec<T>);

impl<T> SliceWrapper<T> for Buffer<T> {
    fn slice(&self) -> &[T] {
        &self.0
    }
}

impl<T> SliceWrapperMut<T> for Buffer<T> {
    fn slice_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

/// Buffers that are kept, each kind on its shelf.
macro_rules! kept {
    ($($element:ty: $shelf:ident),*) => {$(
        impl Allocator<$element> for Room {
            type AllocatedMemory = Buffer<$element>;

            fn alloc_cell(&mut self, length: usize) -> Buffer<$element> {
                self.$shelf.take(length)
            }

            fn free_cell(&mut self, buffer: Buffer<$element>) {
                self.$shelf.put_back(buffer);
            }
        }
    )*};
}

/// Buffers that are small or not used at our efforts.
macro_rules! made_anew {
    ($($element:ty),*) => {$(
        impl Allocator<$element> for Room {
            type AllocatedMemory = Buffer<$element>;

            fn alloc_cell(&mut self, length: usize) -> Buffer<$element> {
                Buffer(vec![<$element>::default(); length])
            }

            fn free_cell(&mut self, _buffer: Buffer<$element>) {}
        }
    )*};
}

kept!(u8: bytes, u32: places, Command: commands);
made_anew!(
    u16,
    i32,
    u64,
    floatX,
    v8,
    s16,
    PDF,
    StaticCommand,
    HistogramLiteral,
    HistogramCommand,
    HistogramDistance,
    cluster::HistogramPair,
    ContextType,
    entropy_encode::HuffmanTree,
    ZopfliNode
);

impl BrotliAlloc for Room {}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn unpacked(method: Method, packed: &[u8]) -> Vec<u8> {
        let mut body = Vec::new();
        match method {
            Method::Gzip => flate2::read::GzDecoder::new(packed).read_to_end(&mut body),
            Method::Brotli => brotli::Decompressor::new(packed, 4096).read_to_end(&mut body),
        }
        .unwrap();
        body
    }

    /// Texts of many lengths, on both sides of a block and of a window.
    fn bodies() -> Vec<Vec<u8>> {
        let text = include_str!("packing.rs").as_bytes().repeat(80);
        [
            300,
            1_023,
            1_024,
            16_383,
            16_385,
            65_536,
            70_000,
            300_000,
            text.len(),
        ]
        .map(|length| text[..length].to_vec())
        .into()
    }

    #[test]
    fn a_body_survives_its_packing_in_buffers_that_were_used_before() {
        let mut press = Press::new(QUICK);
        for round in 0..3 {
            for method in [Method::Gzip, Method::Brotli] {
                for body in bodies() {
                    let packed = press.packed(method, &body).unwrap();
                    assert!(packed.len() < body.len());
                    assert_eq!(unpacked(method, &packed), body, "{method:?} {round}");
                    let anew = Press::new(QUICK).packed(method, &body);
                    assert_eq!(
                        anew,
                        Some(packed),
                        "nothing is left of what was there before"
                    );
                }
            }
        }
    }

    #[test]
    fn what_has_time_becomes_shorter_still() {
        for method in [Method::Gzip, Method::Brotli] {
            let body = &bodies()[4];
            let (quick, well) = (packed(method, body), well_packed(method, body));
            let well = well.unwrap();
            assert!(well.len() < quick.unwrap().len());
            assert_eq!(unpacked(method, &well), *body);
        }
    }

    #[test]
    fn what_does_not_become_shorter_is_left_alone() {
        let mut noise = vec![0; 5_000];
        blake3::Hasher::new().finalize_xof().fill(&mut noise);
        for method in [Method::Gzip, Method::Brotli] {
            for body in [&noise[..], b"", b"a"] {
                assert_eq!(packed(method, body), None, "{method:?}");
            }
        }
    }

    #[test]
    fn large_buffers_are_not_kept() {
        let mut shelf = Shelf::<u8>::default();
        for length in [MOST_KEPT + 1, 100, 50] {
            let buffer = shelf.take(length);
            assert_eq!(buffer.slice(), vec![0; length]);
            shelf.put_back(buffer);
        }
        assert_eq!(shelf.0.len(), 1);
        assert!(shelf.0[0].capacity() < 1_000);
    }
}
