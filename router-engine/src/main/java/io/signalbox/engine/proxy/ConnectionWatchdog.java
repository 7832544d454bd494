package io.signalbox.engine.proxy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Keeps the timeouts of clients' connections: slow requests, idle connections, clients that hung
/// up, and the graceful shutdown. Looks at all of them four times a second, on one thread. Timeouts
/// of providers: `upstream.DeadlineWatchdog`. Safe for threads.
final class ConnectionWatchdog implements AutoCloseable {
  /// How long a body may come as slowly as it likes.
  static final Duration BODY_GRACE = Duration.ofSeconds(5);

  /// How long a client that we have done with may be silent before the connection is closed.
  static final Duration FAREWELL_SILENCE = Duration.ofMillis(500);

  /// After which time it is worth knowing whether a client still waits for its answer.
  static final Duration LISTEN_AFTER = Duration.ofMillis(500);

  /// How long a client that has shown a key may be silent between two requests.
  static final Duration IDLE = Duration.ofMinutes(5);

  private static final System.Logger LOG = System.getLogger(ConnectionWatchdog.class.getName());
  private static final long ROUND_MILLIS = 250;

  private final Duration headerTime;
  private final int bodyBytes;
  private final int bodyRate;
  private final Duration writeTime;
  private final ConnectionLimit places;
  private volatile boolean closed;
  private volatile boolean hurried;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("signalbox-watchdog").factory());

  ConnectionWatchdog(ProxySettings settings) {
    this.places = new ConnectionLimit(settings.connections());
    this.headerTime = settings.headerTime();
    this.bodyBytes = settings.bodyBytes();
    this.bodyRate = settings.bodyRate();
    this.writeTime = settings.writeTime();
  }

  void start() {
    var _ =
        rounds.scheduleWithFixedDelay(
            this::round, ROUND_MILLIS, ROUND_MILLIS, TimeUnit.MILLISECONDS);
  }

  Duration headerTime() {
    return headerTime;
  }

  int bodyBytes() {
    return bodyBytes;
  }

  /// Bytes a second.
  int bodyRate() {
    return bodyRate;
  }

  Duration writeTime() {
    return writeTime;
  }

  void greet(ClientConnection caller) {
    places.greet(caller);
  }

  void forget(ClientConnection caller) {
    places.forget(caller);
  }

  void know(ClientConnection caller) {
    places.know(caller);
  }

  boolean isClosed() {
    return closed;
  }

  /// Graceful shutdown: accepts no request any more and waits until all have been answered; those
  /// that are not within the time get an error that says that the program ends.
  void drain(Duration time) {
    closed = true;
    places.all().stream().filter(ClientConnection::isIdle).forEach(ClientConnection::giveUp);
    if (!places.awaitEmpty(time, () -> hurried)) {
      places.all().forEach(ClientConnection::stop);
    }
  }

  /// Waits no longer.
  void hurry() {
    hurried = true;
    places.hurry();
  }

  private void round() {
    try {
      long now = System.nanoTime();
      places.all().forEach(caller -> caller.look(now));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "looking after clients failed", e);
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
