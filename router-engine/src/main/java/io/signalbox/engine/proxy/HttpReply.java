package io.signalbox.engine.proxy;

import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.exchange.Trouble;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientSide;
import io.signalbox.engine.spi.ReplyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// An answer on its way to a client over HTTP: a stream of events, or one body at the end.
final class HttpReply implements ReplySink {
  private final ServerResponse response;
  private final ClientSide dialect;
  private final ChatRequest request;
  private final ReplyWriter writer;

  /// Held while bytes are written: signs of life come from another thread.
  private final ReentrantLock lock = new ReentrantLock();

  private final ByteArrayOutputStream whole = new ByteArrayOutputStream(0);
  private Optional<OutputStream> stream = Optional.empty();
  private boolean verbatim;
  private boolean begun;

  HttpReply(ServerResponse response, ClientSide dialect, ChatRequest request, String id) {
    this.response = response;
    this.dialect = dialect;
    this.request = request;
    long now = System.currentTimeMillis() / 1000;
    var head =
        new ClientSide.ReplyHead(
            "chatcmpl-" + id, now, request.model(), request.stream(), request.streamUsage());
    this.writer = dialect.writer(head);
  }

  @Override
  public void begin(Beginning beginning) throws IOException {
    lock.lock();
    try {
      begun = true;
      verbatim = beginning.verbatim();
      if (stream.isEmpty()) {
        headers(beginning);
        if (request.stream()) {
          open();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void headers(Beginning beginning) {
    response.header("x-signalbox-model", HeaderText.of(beginning.model()));
    response.header("x-signalbox-path", HeaderText.of(String.join(" > ", beginning.path())));
    response.header("x-signalbox-attempts", Integer.toString(beginning.attempts()));
    if (beginning.simulated()) {
      response.header("x-signalbox-simulated", "true");
    }
  }

  private OutputStream open() {
    response.header("Content-Type", "text/event-stream; charset=utf-8");
    response.header("Cache-Control", "no-cache");
    response.header("X-Accel-Buffering", "no");
    OutputStream opened = response.outputStream();
    stream = Optional.of(opened);
    return opened;
  }

  @Override
  public void take(List<ReplyEvent> events, byte[] raw) throws IOException {
    if (verbatim) {
      if (!isUnwantedUsage(events)) {
        write(raw);
      }
      return;
    }
    var bytes = new ByteArrayOutputStream();
    for (ReplyEvent event : events) {
      bytes.writeBytes(writer.write(event));
    }
    write(bytes.toByteArray());
  }

  /// We ask every provider for usage; a client that did not ask must not see it.
  private boolean isUnwantedUsage(List<ReplyEvent> events) {
    return request.stream()
        && !request.streamUsage()
        && !events.isEmpty()
        && events.stream().allMatch(ReplyEvent.UsageReported.class::isInstance);
  }

  private void write(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    if (stream.isEmpty()) {
      whole.writeBytes(bytes);
      return;
    }
    lock.lock();
    try {
      stream.get().write(bytes);
      stream.get().flush();
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void end(Ending ending) throws IOException {
    byte[] last = verbatim ? new byte[0] : writer.end(ending.usage());
    write(last);
    if (stream.isPresent()) {
      close();
    } else {
      ending
          .attempt()
          .cost()
          .total()
          .map(Money::plain)
          .ifPresent(usd -> response.header("x-signalbox-cost-usd", usd));
      response.header("Content-Type", "application/json");
      send(whole.toByteArray());
    }
  }

  @Override
  public void broken(Failure failure) throws IOException {
    var error = ClientError.of(502, "server_error", failure.kind().id(), failure.message());
    if (stream.isPresent()) {
      write(writer.failed(error));
      close();
    } else {
      response.status(502);
      response.header("Content-Type", "application/json");
      send(dialect.error(error));
    }
  }

  /// Tells the client of trouble before any model answered.
  void trouble(Trouble trouble, int attempts) {
    try {
      if (stream.isPresent()) {
        write(writer.failed(Errors.of(trouble)));
        close();
      } else {
        response.header("x-signalbox-attempts", Integer.toString(attempts));
        Errors.send(response, dialect, trouble, attempts);
      }
    } catch (IOException e) {
      // The client is gone: there is nobody to tell.
      return;
    }
  }

  @Override
  public void silent() {
    if (!request.stream() || !lock.tryLock()) {
      return;
    }
    try {
      if (!begun) {
        OutputStream out = stream.isPresent() ? stream.get() : open();
        out.write(writer.keepAlive());
        out.flush();
      }
    } catch (IOException | UncheckedIOException e) {
      // The client is gone; the thread that waits for the provider will find out by itself.
      return;
    } finally {
      lock.unlock();
    }
  }

  private void send(byte[] bytes) throws IOException {
    try {
      response.send(bytes);
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }

  private void close() throws IOException {
    try {
      stream.orElseThrow().close();
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }
}
