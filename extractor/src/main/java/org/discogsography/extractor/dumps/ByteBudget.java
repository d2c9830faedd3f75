package org.discogsography.extractor.dumps;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Bounds the bytes in flight; something larger than the whole budget passes alone. */
public final class ByteBudget {

  private final long capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private long used;

  public ByteBudget(long capacity) {
    this.capacity = capacity;
  }

  /** Waits until nothing is in flight and keeps everything else out until the release. */
  public long acquireAlone() throws InterruptedException {
    long whole = capacity + 1;
    acquire(whole);
    return whole;
  }

  /** Waits until the bytes fit, or until nothing else is in flight. */
  public void acquire(long bytes) throws InterruptedException {
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

  /** The bytes in flight. */
  public long used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }

  /** Gives bytes back that were acquired. */
  public void release(long bytes) {
    lock.lock();
    try {
      used -= bytes;
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
