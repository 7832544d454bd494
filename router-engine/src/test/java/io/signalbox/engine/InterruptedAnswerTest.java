package io.signalbox.engine;

import static io.signalbox.engine.FakeAnswers.delta;
import static io.signalbox.engine.FakeAnswers.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Line;
import io.signalbox.engine.upstream.FakeProvider.Play;
import io.signalbox.engine.upstream.UpstreamCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What happens after the commit point, through the whole program: no other model is asked, the
/// client is told the truth, and what came is counted.
@Timeout(120)
final class InterruptedAnswerTest {
  /// 4000 characters are counted as 1000 tokens, and the prompt as 7: 0.010007 dollars.
  private static final String LONG = "word ".repeat(800);

  private static final String COUNTED = "0.010007";

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private String more = "";
  private UpstreamCall.Deadlines deadlines = UpstreamCall.Deadlines.USUAL;

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void cutEndsTheStreamWithAnError() throws Exception {
    assertBroken("interrupted 0", "interrupted its answer", Line::reset);
  }

  @Test
  void cleanEndWithoutEndMarkIsInterrupted() throws Exception {
    assertBroken("interrupted 0", "ended the stream without finishing the answer", Line::endStream);
  }

  @Test
  void malformedEventEndsTheStreamWithAnError() throws Exception {
    assertBroken("interrupted 0", "", line -> line.event("{\"choices\":[{\"delta\":"));
  }

  @Test
  void errorEventEndsTheStreamWithAnError() throws Exception {
    assertBroken(
        "overloaded 0",
        "overloaded",
        line ->
            line.event("{\"error\":{\"message\":\"told to stop\",\"code\":\"overloaded_error\"}}"));
  }

  @Test
  void answerThatTakesTooLongEndsWithAnError() throws Exception {
    more = ", total: 2s";
    assertBroken("timeout 0", "did not finish within 2 s", Line::stall);
  }

  @Test
  void silenceInTheAnswerEndsItWithAnError() throws Exception {
    deadlines = quick(Duration.ofSeconds(2), Duration.ofSeconds(10));
    assertBroken("timeout 0", "sent nothing for 2 s in its answer", Line::stall);
  }

  @Test
  void signsOfLifeWithoutContentDoNotProlongAnAnswer() throws Exception {
    deadlines = quick(Duration.ofSeconds(2), Duration.ofSeconds(10));
    assertBroken(
        "timeout 0",
        "sent nothing for 2 s in its answer",
        line -> {
          while (true) {
            line.chunk(": still here\n\n");
            line.pause();
          }
        });
  }

  @Test
  void commentsComeUntilLateFirstTokenDoes() throws Exception {
    deadlines = quick(Duration.ofSeconds(20), Duration.ofMillis(100));
    var a =
        provider(line -> {
          String request = line.request();
          line.waitForGate();
          FakeAnswers.answer(line, request, "at last");
        });
    var rig = start(a, provider(says("from b")));
    try (var client = client(rig)) {
      var in = read(client);
      String id = requestId(in);
      for (int i = 0; i < 3; i++) {
        assertTrue(comment(in), "comment " + i);
      }
      a.gate.countDown();
      List<String> rest = in.lines().takeWhile(line -> !line.equals("data: [DONE]")).toList();
      String first = rest.stream().filter(line -> line.startsWith("data: ")).findFirst().get();
      assertTrue(first.contains("at last"), first);
      var after = rest.subList(rest.indexOf(first), rest.size());
      assertTrue(after.stream().noneMatch(line -> line.startsWith(":")), after.toString());
      rig.trace(id).is(200, "a answered 200");
    }
  }

  @Test
  void commentsGoOnWhileTheNextModelIsAwaited() throws Exception {
    deadlines = quick(Duration.ofSeconds(20), Duration.ofMillis(100));
    more = ", first_token: 2s";
    var b =
        provider(line -> {
          String request = line.request();
          line.waitForGate();
          FakeAnswers.answer(line, request, "from b");
        });
    var rig = start(provider(Line::stall), b);
    try (var client = client(rig)) {
      var in = read(client);
      String id = requestId(in);
      assertTrue(comment(in));
      assertNotNull(b.requests.poll(20, TimeUnit.SECONDS));
      assertTrue(comment(in));
      b.gate.countDown();
      assertTrue(in.lines().anyMatch(line -> line.contains("from b")));
      rig.trace(id).is(200, "a timeout 0", "b answered 200");
    }
  }

  /// Whether the next thing said is a comment; headers, chunk sizes and empty lines are passed
  /// over.
  private static boolean comment(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line.isBlank() || line.matches("[0-9a-fA-F]+|[A-Za-z-]+: .*")) {
      line = in.readLine();
    }
    return line.startsWith(":");
  }

  private static UpstreamCall.Deadlines quick(Duration idle, Duration sign) {
    var usual = UpstreamCall.Deadlines.USUAL;
    return new UpstreamCall.Deadlines(
        usual.connect(), usual.firstToken(), idle, usual.total(), sign);
  }

  private void assertBroken(String outcome, String cause, Play after) throws Exception {
    var b = provider(says("from b"));
    var rig =
        start(
            provider(line -> {
              line.request();
              line.beginStream();
              line.event(delta(LONG));
              after.on(line);
            }),
            b);
    var reply = rig.ask(true);
    assertEquals(200, reply.status());
    assertTrue(reply.says(LONG), reply.body());
    String last = reply.body().strip().substring(reply.body().strip().lastIndexOf("data: "));
    assertTrue(last.startsWith("data: {\"error\":"), last);
    assertTrue(last.contains(cause), last);
    assertFalse(reply.isDone(), reply.body());
    assertFalse(reply.body().contains("\"stop\""), reply.body());
    var trace = rig.trace(reply);
    trace.is(200, "a " + outcome);
    assertTrue(!trace.error().isBlank() && trace.error().contains(cause), trace.error());
    assertEquals(COUNTED, trace.usd());
    assertEquals(0, b.requests.size());
  }

  @Test
  void cutOfWholeAnswerIsAnError() throws Exception {
    var b = provider(says("from b"));
    var rig =
        start(
            provider(line -> {
              line.request();
              line.head(200, "content-type: application/json", "content-length: 5000");
              line.send(FakeAnswers.whole("half").substring(0, 60));
              line.reset();
            }),
            b);
    var reply = rig.ask(false);
    assertTrue(reply.says("from b"), "nothing had been given to the client yet");
    var trace = rig.trace(reply);
    trace.is(200, "a interrupted 0", "b answered 200");
    assertEquals("0.000007", trace.usd(0));
  }

  @Test
  void clientDisconnectEndsTheCall() throws Exception {
    var provider =
        provider(line -> {
          line.request();
          line.beginStream();
          while (true) {
            line.event(delta("more"));
            line.pause();
          }
        });
    var rig = start(provider, provider(says("from b")));
    String id;
    try (var client = client(rig)) {
      var in = read(client);
      id = requestId(in);
      assertTrue(in.lines().anyMatch(text -> text.contains("more")));
    }
    assertTrue(provider.leftByClient.await(20, TimeUnit.SECONDS));
    var trace = rig.trace(id);
    trace.is(499, "a cancelled 499");
    assertEquals("the client closed the connection", trace.error());
    assertFalse(trace.usd().equals("0"), trace.usd());
  }

  private static Socket client(Rig rig) throws IOException {
    var socket = new Socket("127.0.0.1", rig.address().getPort());
    String body = Rig.body(true, "hello");
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:"
            + rig.address().getPort()
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }

  private static BufferedReader read(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String requestId(BufferedReader in) throws IOException {
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("x-request-id: ")) {
        return line.substring(14);
      }
    }
    throw new AssertionError("no x-request-id");
  }

  private FakeProvider provider(Play... plays) throws IOException {
    var provider = new FakeProvider(plays);
    open.add(provider);
    return provider;
  }

  private Rig start(FakeProvider a, FakeProvider b) throws IOException {
    String graph =
        """
        signalbox: 1
        name: Test
        start: first
        models:
          a: { provider: fake-openai, model: priced, url: "%s/v1" }
          b: { provider: fake-openai, model: priced, url: "%s/v1" }
        nodes:
          first: { kind: fallback, to: [ a, b ]%s }
        """;
    var rig = new Rig(home, graph.formatted(a.url(), b.url(), more), deadlines);
    open.add(rig);
    return rig;
  }
}
