//! Asking for memory before it is needed.
//!
//! A walk through a graph waits for memory most of its time: the row of a node lies anywhere. Rows that
//! are asked for together come together.

/// Asks the processor for the element at an index, so that a read soon after need not wait. An index
/// that is out of bounds asks for nothing. Where the processor cannot be asked, the element is read,
/// which asks for it as well and lets nothing else wait.
#[inline]
#[cfg_attr(target_arch = "x86_64", allow(unsafe_code))]
pub(crate) fn prefetch<T: Copy>(slice: &[T], index: usize) {
    let Some(element) = slice.get(index) else {
        return;
    };
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: the instruction reads and writes nothing the program can see and cannot fault, wherever
        // the pointer leads; this one leads to an element that is there. SSE, which has the
        // instruction, is part of every x86_64.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(element).cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    std::hint::black_box(*element);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asking_for_what_is_not_there_does_nothing() {
        prefetch(&[1_u32, 2], 1);
        prefetch(&[1_u32, 2], 2);
        prefetch::<u64>(&[], usize::MAX);
    }
}
