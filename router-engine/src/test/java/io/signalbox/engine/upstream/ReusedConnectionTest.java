package io.signalbox.engine.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.wire.WireLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server does between two answers must not reach the next request, over plain HTTP and over
/// TLS alike.
@Timeout(120)
class ReusedConnectionTest {
  private static final String FOREIGN = PlainCalls.answer("{\"answer of nobody\"}");
  private static TestCertificate certificate;

  private final Semaphore done = new Semaphore(0);
  private final AtomicLong passed = new AtomicLong();
  private final LiveUpstream upstream =
      new LiveUpstream(
          Map.of("fake", certificate.pem()),
          DeadlineWatchdog.byHand(passed::get),
          new WireLimits(10_000, 100_000));

  @BeforeAll
  static void certify(@TempDir Path dir) throws Exception {
    certificate = new TestCertificate(dir);
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void connectionIsUsedAgain(String scheme) throws Exception {
    try (var provider = provider(scheme, ReusedConnectionTest::answerEach)) {
      for (int i = 0; i < 20; i++) {
        assertEquals("{1}", ask(provider, false));
      }
      // Behind TLS the first call is the one that finds out that there is no HTTP/2.
      assertEquals(scheme.equals("https") ? 2 : 1, provider.connections());
    }
  }

  private static void answerEach(FakeProvider.Line line) throws IOException {
    while (true) {
      line.request();
      line.send(PlainCalls.answer("{1}"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void secondAnswerInTheSameWriteIsDiscarded(String scheme) throws Exception {
    try (var provider =
        provider(
            scheme,
            line -> {
              while (true) {
                line.request();
                line.send(PlainCalls.answer("{1}") + FOREIGN);
                done.release();
              }
            })) {
      askOften(provider, false, "{1}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void lateSecondAnswerIsDiscarded(String scheme) throws Exception {
    try (var provider =
        provider(
            scheme,
            line -> {
              while (true) {
                line.request();
                line.send(PlainCalls.answer("{1}"));
                try {
                  line.pause();
                  line.send(FOREIGN);
                } finally {
                  done.release();
                }
              }
            })) {
      askOften(provider, false, "{1}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void bytesAfterTheLastChunkAreDiscarded(String scheme) throws Exception {
    try (var provider =
        provider(
            scheme,
            line -> {
              while (true) {
                line.request();
                line.beginStream();
                line.event("a");
                line.event("end");
                line.event("[DONE]");
                line.send("0\r\n\r\n" + FOREIGN);
                done.release();
              }
            })) {
      askOften(provider, true, "a");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void serverThatClosesWithoutSayingSoFailsNoRequest(String scheme) throws Exception {
    try (var provider =
        provider(
            scheme,
            line -> {
              line.request();
              line.send(PlainCalls.answer("{1}"));
              line.hangUp();
              done.release();
            })) {
      askOften(provider, false, "{1}");
      assertEquals(20, provider.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void serverThatClosesOnTheSecondRequestLosesNone(String scheme) throws Exception {
    try (var provider = provider(scheme, line -> answerAndHangUp(line, () -> {}))) {
      for (int i = 0; i < 20; i++) {
        assertEquals("{1}", ask(provider, false), "request " + i);
      }
    }
  }

  /// A server that breaks at its work may have done it.
  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void requestThatMayHaveBeenSeenIsNotSentAgain(String scheme) throws Exception {
    try (var provider =
        provider(scheme, line -> answerAndHangUp(line, () -> passed.addAndGet(2_000_000_000L)))) {
      int lost = 0;
      for (int i = 0; i < 20; i++) {
        String said = ask(provider, false);
        lost += said.equals("{1}") ? 0 : 1;
        assertTrue(said.equals("{1}") || said.startsWith("UNREACHABLE"), said);
      }
      assertEquals(1, lost, "its connections are not kept after that");
    }
  }

  private static void answerAndHangUp(FakeProvider.Line line, Runnable first) throws IOException {
    line.request();
    line.send(PlainCalls.answer("{1}"));
    line.request();
    first.run();
    line.hangUp();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void answerThatSaysCloseIsBelieved(String scheme) throws Exception {
    try (var provider =
        provider(
            scheme,
            line -> {
              line.request();
              line.send(PlainCalls.answer("{1}", "connection: keep-alive", "connection: Close"));
              line.stall();
            })) {
      for (int i = 0; i < 5; i++) {
        assertEquals("{1}", ask(provider, false));
      }
      assertEquals(5, provider.connections());
    }
  }

  private void askOften(FakeProvider provider, boolean stream, String expected) throws Exception {
    for (int i = 0; i < 20; i++) {
      assertEquals(expected, ask(provider, stream), "request " + i);
      assertTrue(done.tryAcquire(10, TimeUnit.SECONDS), "request " + i);
    }
  }

  private static FakeProvider provider(String scheme, FakeProvider.Play play) throws Exception {
    return scheme.equals("https")
        ? FakeProvider.secured(certificate, play)
        : new FakeProvider(play);
  }

  private String ask(FakeProvider provider, boolean stream) {
    return PlainCalls.said(upstream.ask(PlainCalls.to(provider.url(), stream)));
  }
}
