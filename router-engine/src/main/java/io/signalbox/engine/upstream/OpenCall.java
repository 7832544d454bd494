package io.signalbox.engine.upstream;

import io.signalbox.engine.upstream.UpstreamCall.Deadlines;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

/// A call that is in progress: how far it has come, and what ended it. Its own thread tells it what
/// happens, the [DeadlineWatchdog] looks at it. Safe for these two; nothing here waits for the
/// network.
final class OpenCall extends EventListener {
  /// A connection that the server has closed already breaks within the way there and back. What
  /// breaks later may have been at work on the request.
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /// How long a provider may take to close a stream that has said all.
  private static final Duration CLOSING = Duration.ofSeconds(2);

  /// What ended a call from our side.
  enum End {
    NOT_CONNECTED,
    NO_FIRST_TOKEN,
    SILENT,
    TOO_LONG,
    INTERRUPTED
  }

  private final Deadlines deadlines;
  private final Runnable whileSilent;
  private final DeadlineWatchdog watch;
  private final long started;
  private volatile boolean connected;
  private volatile boolean sent;
  private volatile long sentAt;

  // All of these are guarded by this.
  private Optional<Http> call = Optional.empty();
  private Optional<End> end = Optional.empty();
  private Thread thread = Thread.currentThread();
  private boolean waiting = true;
  private boolean content;
  private boolean complete;
  private long waitingSince;
  private long waited;
  private long pinged;

  OpenCall(Deadlines deadlines, Runnable whileSilent, DeadlineWatchdog watch) {
    this.deadlines = deadlines;
    this.whileSilent = whileSilent;
    this.watch = watch;
    this.started = watch.now();
    this.waitingSince = started;
    this.pinged = started;
  }

  /// From here on the call can be ended.
  void begin(Http http) {
    synchronized (this) {
      call = Optional.of(http);
    }
    watch.add(this);
  }

  /// The call is over. When this returns, silence is reported no more.
  void over() {
    watch.remove(this);
    synchronized (this) {
      content = true;
    }
  }

  /// Closes the connection: the provider sees that the answer is not read.
  void abandon() {
    http().ifPresent(Http::cancel);
  }

  private synchronized Optional<Http> http() {
    return call;
  }

  /// The thread waits for the provider.
  void waits() {
    synchronized (this) {
      thread = Thread.currentThread();
      waitingSince = watch.now();
      waiting = true;
    }
    heedInterrupt();
  }

  /// Ends the call if its thread is interrupted. An interrupt also closes the connection under a
  /// virtual thread, which then looks like the provider's doing.
  void heedInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      end(End.INTERRUPTED);
    }
  }

  /// The thread has something and does its own work.
  synchronized void goesOn() {
    waiting = false;
    waited += watch.now() - waitingSince;
  }

  /// Something of the answer has come.
  synchronized void progress() {
    content = true;
    waited = 0;
  }

  /// The answer has said all; only the end of the stream is missing.
  synchronized void complete() {
    if (!complete) {
      complete = true;
      waited = 0;
    }
  }

  /// Whether the provider may have got the request, and charge for it.
  boolean sent() {
    return sent;
  }

  /// What ended the call from our side, if we did.
  synchronized Optional<End> ended() {
    return end;
  }

  /// Looks for a deadline that has passed.
  void look(long now) {
    var late = late(now);
    if (late.isPresent()) {
      end(late.get());
    } else {
      tellOfSilence(now);
    }
  }

  private synchronized Optional<End> late(long now) {
    Duration since = Duration.ofNanos(now - started);
    if (waiting && thread.isInterrupted()) {
      return Optional.of(End.INTERRUPTED);
    }
    if (!connected && since.compareTo(deadlines.connect()) > 0) {
      return Optional.of(End.NOT_CONNECTED);
    }
    if (since.compareTo(deadlines.total()) > 0) {
      return Optional.of(End.TOO_LONG);
    }
    return content ? silent(now) : unbegun(since);
  }

  private Optional<End> unbegun(Duration since) {
    boolean late = since.compareTo(deadlines.firstToken()) > 0;
    return late ? Optional.of(End.NO_FIRST_TOKEN) : Optional.empty();
  }

  private synchronized Optional<End> silent(long now) {
    Duration silence = Duration.ofNanos(waited + (now - waitingSince));
    boolean closing = complete && deadlines.idle().compareTo(CLOSING) > 0;
    Duration allowed = closing ? CLOSING : deadlines.idle();
    return waiting && silence.compareTo(allowed) > 0 ? Optional.of(End.SILENT) : Optional.empty();
  }

  private synchronized void tellOfSilence(long now) {
    if (content || now - pinged < deadlines.sign().toNanos()) {
      return;
    }
    pinged = now;
    try {
      whileSilent.run();
    } catch (RuntimeException e) {
      // The one who is told is not our business; the call's own thread finds out by itself.
      System.getLogger(OpenCall.class.getName())
          .log(System.Logger.Level.DEBUG, "reporting an idle connection failed", e);
    }
  }

  private void end(End cause) {
    boolean first;
    synchronized (this) {
      first = end.isEmpty();
      if (first) {
        end = Optional.of(cause);
      }
    }
    if (first) {
      abandon();
    }
  }

  /// There is a connection.
  void connected() {
    connected = true;
  }

  /// The request begins to leave.
  void sending() {
    sentAt = watch.now();
    sent = true;
  }

  /// Whether the request has left only now.
  boolean justSent() {
    return watch.now() - sentAt < AT_ONCE.toNanos();
  }

  @Override
  public void connectionAcquired(Call http, Connection connection) {
    connected();
  }

  @Override
  public void requestBodyStart(Call http) {
    sending();
  }
}
