package io.signalbox.engine.proxy;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Which connections stay when there are more than places: those with a key, before those without;
/// and of each, those that came or were served last. A newcomer always gets a place as long as
/// there is an idle connection, so that no client can keep others out by sitting there. Safe for
/// threads.
final class ConnectionLimit {
  private final int most;

  /// Without a key until now, in the order in which they came.
  private final Set<ClientConnection> strangers = new LinkedHashSet<>();

  private final Set<ClientConnection> known = new LinkedHashSet<>();

  /// @param most how many connections there may be as long as one of them can be ended
  ConnectionLimit(int most) {
    this.most = most;
  }

  /// Gives a newcomer a place; closes another connection if there is none.
  void greet(ClientConnection caller) {
    leaving(caller).ifPresent(ClientConnection::giveUp);
  }

  /// This one has shown a key.
  synchronized void know(ClientConnection caller) {
    if (strangers.remove(caller)) {
      known.add(caller);
    }
  }

  synchronized void forget(ClientConnection caller) {
    strangers.remove(caller);
    known.remove(caller);
    notifyAll();
  }

  /// Waits until all have left.
  ///
  /// @param hurried called again whenever a connection ends, and when [#hurry] is called
  /// @return whether they have
  synchronized boolean awaitEmpty(Duration time, BooleanSupplier hurried) {
    long begun = System.nanoTime();
    long left = time.toNanos();
    try {
      while (left > 0 && !hurried.getAsBoolean() && !isEmpty()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = time.toNanos() - (System.nanoTime() - begun);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return isEmpty();
  }

  /// Waiting threads look again.
  synchronized void hurry() {
    notifyAll();
  }

  private boolean isEmpty() {
    return strangers.isEmpty() && known.isEmpty();
  }

  private synchronized Optional<ClientConnection> leaving(ClientConnection newcomer) {
    Optional<ClientConnection> leaving = Optional.empty();
    if (strangers.size() + known.size() >= most) {
      leaving =
          strangers.stream().filter(ClientConnection::isIdle).findFirst().or(this::longestIdle);
      leaving.ifPresent(this::forget);
    }
    strangers.add(newcomer);
    return leaving;
  }

  private Optional<ClientConnection> longestIdle() {
    return known.stream()
        .filter(ClientConnection::isIdle)
        .min(Comparator.comparingLong(ClientConnection::idleSince));
  }

  /// All, at one moment.
  synchronized Collection<ClientConnection> all() {
    var all = new java.util.ArrayList<ClientConnection>(strangers);
    all.addAll(known);
    return all;
  }
}
