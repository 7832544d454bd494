package io.signalbox.engine;

import io.signalbox.engine.exchange.IncomingRequest;
import io.signalbox.engine.route.client.ConversationId;
import io.signalbox.engine.trace.Feedback;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The requests that are being carried out. A client has its whole answer a little before that is
/// recorded, and may say at once what it thinks of it: then this waits until it is. Safe for
/// threads.
final class RequestsUnderWay {
  /// How long is waited for an answer that comes to its end. Who gives feedback on one that goes on
  /// for longer is told that it is not there yet.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Map<String, UnderWay> all = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();

  private record UnderWay(IncomingRequest incoming, CountDownLatch recorded) {
    boolean isOf(String app, Feedback.Subject about) {
      return incoming.client().app().equals(app)
          && switch (about) {
            case Feedback.Subject.Request(String id) -> incoming.id().equals(id);
            case Feedback.Subject.Conversation(String id) ->
                ConversationId.of(incoming.request(), incoming.client()).equals(id);
          };
    }
  }

  /// The end of a request, once it is recorded.
  interface Under extends AutoCloseable {
    @Override
    void close();
  }

  /// A request begins.
  Under way(IncomingRequest incoming) {
    var begun = new UnderWay(incoming, new CountDownLatch(1));
    all.put(incoming.id(), begun);
    return () -> {
      all.remove(incoming.id(), begun);
      begun.recorded().countDown();
    };
  }

  /// Waits until what feedback is about is recorded, if it is under way; not for long.
  void await(String app, Feedback.Subject about) {
    List<UnderWay> meant = all.values().stream().filter(each -> each.isOf(app, about)).toList();
    if (meant.isEmpty()) {
      return;
    }
    long until = System.nanoTime() + PATIENCE.toNanos();
    waiting.incrementAndGet();
    try {
      for (UnderWay each : meant) {
        each.recorded().await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.decrementAndGet();
    }
  }

  /// How much feedback waits.
  int waiting() {
    return waiting.get();
  }
}
