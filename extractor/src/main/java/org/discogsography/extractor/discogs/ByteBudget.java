package org.discogsography.extractor.discogs;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Bounds the bytes in flight; something larger than the whole budget passes alone. */
final class ByteBudget {

  private final long capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private long used;

  ByteBudget(long capacity) {
    this.capacity = capacity;
  }

  /** Waits until the bytes fit, or until nothing else is in flight. */
  void acquire(long bytes) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (used > 0 && used + bytes > capacity) {
        released.await();
      }
      used += bytes;
    } finally {
      lock.unlock();
    }
  }

  long used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }

  void release(long bytes) {
    lock.lock();
    try {
      used -= bytes;
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
