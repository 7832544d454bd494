package io.signalbox.engine.proxy;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A connection of a client, with one request after the other. Its [RequestProgress] tells how far
/// the present one is and for how long, so that the [ConnectionWatchdog] can close those that are
/// slow on purpose, and notice those that have left.
///
/// All methods but [#look] and what Helidon calls to close are called by the connection's own
/// thread.
final class ClientConnection implements ServerConnection, InterruptableTask<Void> {
  private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());
  private static final ScopedValue<ClientConnection> CURRENT = ScopedValue.newInstance();

  private final HelidonSocket socket;
  private final ClientConnectionWriter writer;
  private final ConnectionWatchdog watchdog;
  private final RequestFraming framing;
  private final DataReader reader = DataReader.create(this::bytes);

  /// Held while the phase changes and while it is decided whether a thread must listen.
  private final ReentrantLock lock = new ReentrantLock();

  private final ClientInput input;
  private final RequestProgress progress;
  private Optional<Thread> thread = Optional.empty();
  private Optional<ServerConnection> talk = Optional.empty();
  private boolean last;
  private boolean unread;
  private volatile boolean stopped;
  private Visit visit = new Visit("", "");

  /// The present request.
  ///
  /// @param id its id
  /// @param app whose key it came with; empty if none is needed
  record Visit(String id, String app) {}

  ClientConnection(
      HelidonSocket socket, ClientConnectionWriter writer, ConnectionWatchdog watchdog) {
    this.socket = socket;
    this.input = new ClientInput(socket, lock);
    this.writer = writer;
    this.watchdog = watchdog;
    this.progress = new RequestProgress(lock, watchdog);
    this.framing = new RequestFraming(watchdog.bodyBytes());
  }

  /// The client that the present thread talks to.
  static ClientConnection current() {
    return CURRENT.get();
  }

  /// How to read what the client says.
  DataReader reader() {
    return reader;
  }

  /// This caller, with these settings.
  ClientConnection talking(ServerConnection way) {
    talk = Optional.of(way);
    return this;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    thread = Optional.of(Thread.currentThread());
    watchdog.greet(this);
    try {
      ScopedValue.where(CURRENT, this)
          .<@Nullable Void, InterruptedException>call(() -> {
            talk.orElseThrow().handle(limit);
            return null;
          });
      farewell();
    } catch (CloseConnectionException e) {
      if (unread) {
        farewell();
      }
      throw e;
    } finally {
      watchdog.forget(this);
    }
  }

  /// The header is whole, and an answer is being worked out.
  void answering() {
    progress.enter(RequestPhase.ANSWER);
  }

  /// The last of the answer is being sent: a client that disconnects now, as many do at the last
  /// byte, interrupts nothing.
  void concluding() {
    progress.enter(RequestPhase.CONCLUSION);
  }

  /// The present request.
  Visit visit() {
    return visit;
  }

  /// This is the present request.
  void visiting(Visit present) {
    visit = present;
  }

  /// Connections that have shown a key stay longer than others.
  void admitted() {
    if (progress.authenticated()) {
      watchdog.know(this);
    }
  }

  /// Whether nothing is lost but a connection when it is closed.
  boolean isIdle() {
    return progress.isIdle();
  }

  /// When it became idle, by [System#nanoTime()].
  long idleSince() {
    return progress.since();
  }

  /// Whether no connection is accepted any more.
  boolean isDoorClosed() {
    return watchdog.isClosed();
  }

  /// Whether the present answer must end because the program does.
  boolean isStopped() {
    return stopped;
  }

  /// Ends what is in progress: an answer tells its client so, other connections are closed. An
  /// answer whose last part is being sent may come to its end.
  void stop() {
    lock.lock();
    try {
      switch (progress.phase()) {
        case BETWEEN, HEADER, BODY, FAREWELL -> giveUp();
        case CONCLUSION -> {}
        case ANSWER -> {
          stopped = true;
          // An interrupt would close the connection under a write; the next piece finds out.
          var _ = writer.between(() -> thread.ifPresent(Thread::interrupt));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Its place is needed for another connection.
  void giveUp() {
    hangUp("its place was needed");
  }

  /// The body is being read.
  void sending() {
    progress.enter(RequestPhase.BODY);
  }

  /// The answer is sent, and there may be another request.
  void answered() {
    progress.enter(RequestPhase.BETWEEN);
  }

  /// The answer is sent, and there will be no other.
  ///
  /// @param bodyUnread whether the client may be sending still
  void answeredLast(boolean bodyUnread) {
    progress.enter(RequestPhase.FAREWELL);
    last = true;
    unread = bodyUnread;
    reader.skip(reader.available());
  }

  /// What the reader is fed with; nothing at the end, as it wants it.
  private byte @Nullable [] bytes() {
    if (last) {
      return null;
    }
    Optional<byte[]> framed = framed();
    while (framed.isEmpty()) {
      Optional<byte[]> bytes = input.next();
      if (bytes.isEmpty()) {
        return gone();
      }
      progress.received(bytes.get().length);
      framing.feed(bytes.get());
      framed = framed();
    }
    return framed.get();
  }

  private Optional<byte[]> framed() {
    if (progress.phase() == RequestPhase.BETWEEN && framing.isHolding()) {
      progress.enter(RequestPhase.HEADER);
    }
    return framing.next();
  }

  private byte @Nullable [] gone() {
    if (progress.phase() != RequestPhase.BETWEEN) {
      throw new CloseConnectionException("the client left in the middle of a request");
    }
    return null;
  }

  /// Closes the connection if the client is late, and listens whether it is still there if its
  /// answer takes long.
  void look(long now) {
    if (writer.isStuck(now, watchdog.writeTime())) {
      hangUp("the client does not read");
    }
    progress.timeout(now).ifPresent(this::hangUp);
    if (progress.isLongAnswer(now)) {
      listen(now);
    }
  }

  private void hangUp(String why) {
    socket.log(LOG, System.Logger.Level.DEBUG, why);
    try {
      socket.close();
    } catch (UncheckedIOException e) {
      socket.log(LOG, System.Logger.Level.TRACE, "was closed already", e);
    }
  }

  private void listen(long now) {
    lock.lock();
    try {
      if (progress.isLongAnswer(now) && !input.isHeardAhead()) {
        input.hearAhead(this::heard);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits for anything from a client that should be silent. What comes is the begin of its next
  /// request; its end says that the answer is no longer awaited.
  private Optional<byte[]> heard() {
    Optional<byte[]> bytes = input.read();
    if (bytes.isEmpty()) {
      writer.afterWrite(this::giveUpAnswer); // the lock comes second, for the watchdog needs it
    }
    return bytes;
  }

  private void giveUpAnswer() {
    lock.lock();
    try {
      if (progress.phase() == RequestPhase.ANSWER) {
        thread.ifPresent(Thread::interrupt);
      }
    } finally {
      lock.unlock();
    }
  }

  private void farewell() {
    input.discard(() -> progress.enter(RequestPhase.FAREWELL));
  }

  @Override
  public Duration idleTime() {
    return talk.orElseThrow().idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    talk.orElseThrow().close(interrupt);
  }

  @Override
  public boolean canInterrupt() {
    return progress.phase() == RequestPhase.BETWEEN || progress.phase() == RequestPhase.FAREWELL;
  }
}
