package io.signalbox.engine.catalog.tokens;

import java.util.Arrays;

/// Parts of a piece by their ranks, the lowest first, and of equal ranks the first part first: a
/// heap of numbers. Belongs to one thread.
final class LowestFirst {
  private long[] heap; // rank and part in one
  private int size;
  private long taken;

  LowestFirst(int capacity) {
    heap = new long[capacity];
  }

  /// [Vocabulary#NONE] is left out.
  void put(int rank, int part) {
    if (rank == Vocabulary.NONE) {
      return;
    }
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    long entry = (long) rank << Integer.SIZE | part;
    int at = size++;
    while (at > 0 && heap[(at - 1) / 2] > entry) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = entry;
  }

  /// Takes the first, if there is one.
  boolean take() {
    if (size == 0) {
      return false;
    }
    taken = heap[0];
    sink(heap[--size]);
    return true;
  }

  private void sink(long entry) {
    int at = 0;
    int child = 1;
    while (child < size) {
      child += child + 1 < size && heap[child + 1] < heap[child] ? 1 : 0;
      if (heap[child] >= entry) {
        break;
      }
      heap[at] = heap[child];
      at = child;
      child = 2 * at + 1;
    }
    heap[at] = entry;
  }

  /// The rank of what was taken.
  int rank() {
    return (int) (taken >> Integer.SIZE);
  }

  /// The part that was taken.
  int part() {
    return (int) taken;
  }
}
