package io.signalbox.engine.proxy;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.Dialects;
import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.exchange.ReplySink;
import io.signalbox.engine.exchange.Result;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ErrorReason;
import io.signalbox.engine.spi.ProxyError;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Trace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// An engine that answers by a script, and remembers what it was asked.
final class FakeGateway implements Gateway {
  static final String KEY = "sb-test-key";

  /// What is done for a request.
  @FunctionalInterface
  interface Answering {
    /// The trouble that the client is still to be told of.
    Optional<ClientError> answer(IncomingRequest inquiry, ReplySink sink)
        throws IOException, InterruptedException;
  }

  final BlockingQueue<IncomingRequest> asked = new LinkedBlockingQueue<>();

  /// `left` for every request whose client went away.
  final BlockingQueue<String> left = new LinkedBlockingQueue<>();

  final AtomicInteger keysLookedUp = new AtomicInteger();
  private volatile boolean longSigns;
  private volatile Answering answering = FakeGateway::hello;

  /// This engine, answering in this way from now on.
  FakeGateway answering(Answering other) {
    answering = other;
    return this;
  }

  /// This engine, with signs of life that no connection takes in at once.
  FakeGateway withLongSigns() {
    longSigns = true;
    return this;
  }

  @Override
  public Optional<String> appOf(Secret key) {
    keysLookedUp.incrementAndGet();
    return key.equals(Secret.of(KEY)) ? Optional.of("tests") : Optional.empty();
  }

  @Override
  public List<String> models() {
    return List.of("main", "team/fast lane");
  }

  @Override
  public List<ClientDialect> dialects() {
    return Dialects.clients().stream()
        .<ClientDialect>map(each -> new LongSigns(each, () -> longSigns))
        .toList();
  }

  @Override
  public Result handle(IncomingRequest inquiry, ReplySink sink) {
    asked.add(inquiry);
    try {
      return new Result(trace(inquiry, 200), answering.answer(inquiry, sink));
    } catch (IOException | InterruptedException e) {
      left.add("left");
      return new Result(trace(inquiry, 499), Optional.empty());
    }
  }

  /// The error of a failure class, or of a `reject` node.
  static ClientError error(int status, String code, Duration wait, boolean retryable) {
    ErrorReason reason =
        FailureClass.of(code).<ErrorReason>map(ErrorReason.Failed::new).orElse(ProxyError.REJECTED);
    return new ClientError(reason, status, "no luck", "", Optional.of(wait), retryable, "big");
  }

  /// A short answer in three pieces.
  static Optional<ClientError> hello(IncomingRequest inquiry, ReplySink sink) throws IOException {
    sink.begin(beginning(false));
    sink.take(
        List.of(new ReplyEvent.Started("", "gpt-x"), new ReplyEvent.TextDelta("Hel")), new byte[0]);
    sink.take(List.of(new ReplyEvent.TextDelta("lo")), new byte[0]);
    sink.take(
        List.of(
            new ReplyEvent.Finished(FinishReason.STOP, "stop"),
            new ReplyEvent.UsageReported(Usage.of(5, 2))),
        new byte[0]);
    sink.end(ending());
    return Optional.empty();
  }

  static ReplySink.Beginning beginning(boolean verbatim) {
    return new ReplySink.Beginning(
        "Main", "big", List.of("start", "big"), List.of("tone=big"), 1, verbatim, false);
  }

  static ReplySink.Ending ending() {
    return new ReplySink.Ending(Optional.of(Usage.of(5, 2)), attempt());
  }

  private static Attempt attempt() {
    return new Attempt(
        "big",
        "openai",
        "gpt-x",
        "",
        new Outcome.Answered(),
        200,
        12,
        OptionalLong.of(5),
        Optional.of(Usage.of(5, 2)),
        Cost.NONE,
        "",
        false);
  }

  private static Trace trace(IncomingRequest inquiry, int status) {
    return new Trace(
        inquiry.id(),
        Instant.EPOCH,
        "Main",
        new Trace.Asked(inquiry.client().app(), "", "", "main", inquiry.request().stream()),
        List.of(),
        List.of(attempt()),
        List.of(),
        "",
        Optional.empty(),
        status,
        12,
        OptionalLong.of(5),
        List.of(),
        "");
  }
}
