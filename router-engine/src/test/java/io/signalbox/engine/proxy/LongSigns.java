package io.signalbox.engine.proxy;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ReplyTiming;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// A dialect whose sign of life, if asked for, is a comment that no connection takes in at once.
record LongSigns(ClientDialect inner, BooleanSupplier wanted) implements ClientDialect {
  @Override
  public String id() {
    return inner.id();
  }

  @Override
  public List<ClientRoute> routes() {
    return inner.routes();
  }

  @Override
  public Set<String> ownHeaders() {
    return inner.ownHeaders();
  }

  @Override
  public Set<String> keyHeaders() {
    return inner.keyHeaders();
  }

  @Override
  public Set<String> keyParameters() {
    return inner.keyParameters();
  }

  @Override
  public String contentType(boolean stream) {
    return inner.contentType(stream);
  }

  @Override
  public String contentType(ReplyHead head) {
    return inner.contentType(head);
  }

  @Override
  public byte[] count(int tokens) {
    return inner.count(tokens);
  }

  @Override
  public Optional<String> hint(String path) {
    return inner.hint(path);
  }

  @Override
  public Reading read(ClientCall call) {
    return inner.read(call);
  }

  @Override
  public Named named(ClientCall call) {
    return inner.named(call);
  }

  @Override
  public byte[] about(ClientRoute route) {
    return inner.about(route);
  }

  @Override
  public byte[] models(List<String> ids) {
    return inner.models(ids);
  }

  @Override
  public byte[] model(String id) {
    return inner.model(id);
  }

  @Override
  public ErrorReply error(ClientError error, String request) {
    return inner.error(error, request);
  }

  @Override
  public ReplyWriter writer(ReplyHead head) {
    ReplyWriter writer = inner.writer(head);
    return wanted.getAsBoolean() ? new Writer(writer) : writer;
  }

  private record Writer(ReplyWriter inner) implements ReplyWriter {
    @Override
    public boolean passesOn() {
      return inner.passesOn();
    }

    @Override
    public boolean finished() {
      return inner.finished();
    }

    @Override
    public Optional<String> objection(List<ReplyEvent> events) {
      return inner.objection(events);
    }

    @Override
    public byte[] write(ReplyEvent event) {
      return inner.write(event);
    }

    @Override
    public void timed(ReplyTiming timing) {
      inner.timed(timing);
    }

    @Override
    public byte[] end(Optional<Usage> usage) {
      return inner.end(usage);
    }

    @Override
    public byte[] failed(ClientError error) {
      return inner.failed(error);
    }

    @Override
    public byte[] keepAlive() {
      return (": " + "z".repeat(32 << 20) + "\n\n")
          .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
