package io.signalbox.engine.proxy;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyTiming;
import io.signalbox.engine.spi.ReplyWriter;
import io.signalbox.engine.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// An answer to a client over HTTP: a stream of events, or one body at the end.
final class HttpReply implements ReplySink {
  private static final byte[] NOTHING = {};

  private final ServerResponse response;
  private final ClientDialect dialect;
  private final ChatRequest request;
  private final String contentType;
  private final ReplyWriter writer;
  private final CompletionRoute.Remembering remembering;

  /// Held while anything is said or decided: signs of life come from another thread.
  private final ReentrantLock lock = new ReentrantLock();

  /// Whether a keep-alive is being sent.
  private final AtomicBoolean signing = new AtomicBoolean();

  private final long asked = System.nanoTime();
  private long contentAt;
  private final ByteArrayOutputStream whole = new ByteArrayOutputStream(0);
  private Optional<OutputStream> stream = Optional.empty();
  private boolean verbatim;

  /// Whether what is passed on verbatim may have to be gone on with in our own words.
  private boolean followed;

  private boolean begun;
  private boolean over;
  private boolean finished;

  /// Whether the client has a stream up to its finish.
  private boolean finishSent;

  HttpReply(CompletionRoute.Goal goal, String id) {
    this.response = goal.response();
    this.dialect = goal.dialect();
    this.request = goal.asked().request();
    this.remembering = goal.remembering();
    long now = System.currentTimeMillis() / 1000;
    var head =
        new ClientDialect.ReplyHead(
            id,
            now,
            request.model(),
            request.stream(),
            request.streamUsage(),
            goal.asked().repeated(),
            () -> TokenCounter.promptTokens(request));
    this.contentType = dialect.contentType(head);
    this.writer = dialect.writer(head);
  }

  /// From here on nothing is said any more. Returns when nothing is being sent.
  ///
  /// @return whether the client has been told everything
  boolean finish() {
    lock.lock();
    try {
      finished = true;
      return over;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void begin(Beginning beginning) throws IOException {
    saying(() -> {
      begun = true;
      remembering.begin(beginning);
      boolean passes = writer.passesOn() && (!beginning.continuable() || writer.goesOnAfterBytes());
      verbatim = beginning.verbatim() && passes;
      followed = verbatim && beginning.continuable();
      if (stream.isEmpty()) {
        ReplyHeaders.of(beginning, response);
        if (request.stream()) {
          open();
        }
      }
    });
  }

  private OutputStream open() {
    ReplyHeaders.stream(contentType, response);
    OutputStream opened = response.outputStream();
    stream = Optional.of(opened);
    return opened;
  }

  @Override
  public void take(List<ReplyEvent> events, byte[] raw) throws IOException {
    if (isStopping()) {
      throw new IOException("the program ends");
    }
    if (contentAt == 0 && request.stream() && ReplyEvent.hasContent(events)) {
      contentAt = System.nanoTime();
    }
    byte[] own = verbatim && !followed ? NOTHING : written(events);
    byte[] bytes = verbatim ? passed(events, raw) : own;
    boolean end = verbatim && events.stream().anyMatch(ReplyEvent.Finished.class::isInstance);
    if (end && request.stream()) {
      remembering.whole(writer);
    }
    if (bytes.length > 0) {
      saying(() -> say(bytes));
    }
    finishSent |= request.stream() && (verbatim ? end : writer.finished());
  }

  /// Signs of life are given again until another model goes on.
  @Override
  public void pause() {
    lock.lock();
    try {
      begun = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void resume() throws IOException {
    saying(() -> {
      begun = true;
      verbatim = false;
    });
  }

  @Override
  public boolean finished() {
    return finishSent;
  }

  /// We ask every provider for usage; a client that did not ask must not see it.
  private byte[] passed(List<ReplyEvent> events, byte[] raw) {
    boolean unwanted =
        request.stream()
            && !request.streamUsage()
            && !events.isEmpty()
            && events.stream().allMatch(ReplyEvent.UsageReported.class::isInstance);
    return writer.passing(unwanted ? NOTHING : raw);
  }

  private byte[] written(List<ReplyEvent> events) {
    if (events.size() == 1) {
      return written(events.getFirst());
    }
    var bytes = new ByteArrayOutputStream();
    events.forEach(event -> bytes.writeBytes(written(event)));
    return bytes.toByteArray();
  }

  private byte[] written(ReplyEvent event) {
    return event instanceof ReplyEvent.KeepAlive ? writer.keepAlive() : writer.write(event);
  }

  private void say(byte[] bytes) throws IOException {
    if (stream.isPresent()) {
      stream.get().write(bytes);
      stream.get().flush();
    } else {
      whole.writeBytes(bytes);
    }
  }

  @Override
  public boolean tells(ReplyEvent piece) {
    return verbatim || writer.tells(piece);
  }

  @Override
  public boolean passesOn(List<ReplyEvent> events) {
    return writer.passesOn(events);
  }

  @Override
  public Optional<String> objection(List<ReplyEvent> events) {
    return writer.objection(events);
  }

  @Override
  public void end(Ending ending) throws IOException {
    byte[] last = verbatim ? NOTHING : written(ending);
    remembering.whole(writer);
    concluding(() -> {
      if (stream.isPresent()) {
        sayLast(last);
        finishSent = true;
        stream.get().close();
      } else {
        ReplyHeaders.cost(ending, response);
        whole.writeBytes(last);
        response.header("Content-Type", contentType);
        response.send(whole.toByteArray());
      }
    });
  }

  private byte[] written(Ending ending) {
    writer.timed(ReplyTiming.of(asked, contentAt, System.nanoTime()));
    return writer.end(ending.usage());
  }

  private void endStream(byte[] last) throws IOException {
    sayLast(last);
    stream.orElseThrow().close();
  }

  private void sayLast(byte[] last) throws IOException {
    if (last.length > 0) {
      say(last);
    }
  }

  @Override
  public boolean isStopping() {
    return ClientConnection.current().isStopped();
  }

  @Override
  public void broken(Failure failure) throws IOException {
    if (isStopping()) {
      stopping();
      return;
    }
    var error = ClientError.of(failure, "");
    concluding(() -> {
      if (stream.isPresent()) {
        endStream(failed(error));
      } else {
        ErrorReply.send(response, dialect, error, 1);
      }
    });
  }

  private byte[] failed(ClientError error) {
    return verbatim ? writer.failedAfterBytes(error) : writer.failed(error);
  }

  private void stopping() throws IOException {
    concluding(() -> {
      if (stream.isPresent()) {
        endStream(failed(ErrorReply.STOPPING));
      } else {
        ErrorReply.stopping(response, dialect);
      }
    });
  }

  /// Reports a failure to the client before any model answered.
  ///
  /// @param trace how it came to it
  void trouble(ClientError trouble, Trace trace) {
    int attempts = trace.calls().size();
    try {
      concluding(() -> {
        if (stream.isPresent()) {
          endStream(writer.failed(trouble));
        } else {
          ReplyHeaders.of(trace, response);
          ErrorReply.send(response, dialect, trouble, attempts);
        }
      });
    } catch (IOException e) {
      throw new CloseConnectionException("the client closed the connection", e);
    }
  }

  /// A client that does not read must not hold up the caller, so a sign of life is given on a
  /// thread of its own, one at a time.
  @Override
  public void silent() {
    if (request.stream() && signing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("signalbox-sign-of-life").start(this::giveSign);
    }
  }

  private void giveSign() {
    lock.lock();
    try {
      if (!begun && !over && !finished) {
        OutputStream out = stream.isPresent() ? stream.get() : open();
        out.write(writer.keepAlive());
        out.flush();
      }
    } catch (IOException | UncheckedIOException | CloseConnectionException e) {
      // The client is gone; the thread that waits for the provider will find out by itself.
      return;
    } finally {
      lock.unlock();
      signing.set(false);
    }
  }

  /// Something that is said to the client.
  @FunctionalInterface
  private interface Saying {
    void say() throws IOException;
  }

  /// Says the last of the answer: who disconnects from here on has heard it, or is not missed.
  private void concluding(Saying saying) throws IOException {
    saying(() -> {
      ClientConnection.current().concluding();
      if (isStopping()) {
        Thread.interrupted(); // an interrupt that ended the waiting would close the connection now
      }
      saying.say();
      over = true;
    });
  }

  /// Sends it while nothing else is sent. A connection that broke is reported as the sink's
  /// contract wants.
  private void saying(Saying saying) throws IOException {
    lock.lock();
    try {
      saying.say();
    } catch (UncheckedIOException | CloseConnectionException e) {
      throw new IOException("the client closed the connection", e);
    } finally {
      lock.unlock();
    }
  }
}
