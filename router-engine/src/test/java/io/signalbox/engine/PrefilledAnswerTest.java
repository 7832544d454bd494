package io.signalbox.engine;

import static io.signalbox.engine.FakeAnswers.delta;
import static io.signalbox.engine.FakeAnswers.says;
import static io.signalbox.engine.FakeAnswers.saysAsAnthropic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import io.signalbox.engine.upstream.UpstreamCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A model that takes the beginning of its answer gets what was said as that, in its provider's own
/// way, and the client reads nothing twice, whether the provider repeats the beginning or not.
@Timeout(120)
final class PrefilledAnswerTest {
  private static final String FIRST = "The first half, ";
  private static final String REST = "and the second half.";
  private static final Pattern TEXT = Pattern.compile("\"delta\":\\{\"content\":\"([^\"]*)\"");

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "own-beta|/beta/chat/completions|\"The first half,\",\"prefix\":true",
        "own-echo|/chat/completions|\"The first half,\",\"prefix\":true",
        "own-partial|/chat/completions|\"The first half,\",\"partial\":true",
        "own-claude|/v1/messages|[{\"type\":\"text\",\"text\":\"The first half,\"}]"
      })
  void beginningGoesOutInTheProvidersOwnWay(String id, String path, String last) throws Exception {
    var b = provider(id.equals("own-claude") ? saysAsAnthropic(REST) : says(REST));
    var rig = start("{ provider: " + id + ", model: begun }", b);
    var reply = rig.ask(true);
    assertEquals(FIRST + REST, text(reply.body()));
    assertTrue(reply.isDone(), reply.body());
    rig.trace(reply).is(200, "a interrupted 0", "b answered 200");
    String asked = b.requests.element();
    assertTrue(asked.startsWith("POST " + path + " "), asked);
    String message = "{\"role\":\"assistant\",\"content\":" + last + "}]";
    assertTrue(asked.contains("," + message), asked);
    assertFalse(asked.contains("cut off before its end"), asked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "own-echo|'The first half, and the second half.'",
        "own-echo|' and the second half.'",
        "own-echo|'and the second half.'",
        "own-beta|' and the second half.'",
        "own-partial|' and the second half.'",
        "own-claude|' and the second half.'"
      })
  void clientReadsNothingTwice(String id, String comes) throws Exception {
    var b = provider(id.equals("own-claude") ? saysAsAnthropic(comes) : inPieces(comes));
    var reply = start("{ provider: " + id + ", model: begun }", b).ask(true);
    assertEquals(FIRST + REST, text(reply.body()));
    assertTrue(reply.isDone(), reply.body());
  }

  /// Another server, or a model that thinks first, may refuse a beginning.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "provider: own-beta, model: begun, url: \"%s/v1\"",
        "provider: own-beta, model: begun, params: { reasoning_effort: high }",
        "provider: own-beta, model: other"
      })
  void otherModelsAreAskedToGoOn(String model) throws Exception {
    var b = provider(says(REST));
    var rig = start("{ " + model.formatted(b.url()) + " }", b);
    assertEquals(FIRST + REST, text(rig.ask(true).body()));
    String asked = b.requests.element();
    assertTrue(asked.contains("cut off before its end"), asked);
    assertFalse(asked.contains("\"prefix\""), asked);
    assertFalse(asked.contains("/beta"), asked);
  }

  @Test
  void answerThatHasNotBegunIsNoBeginning() throws Exception {
    var b = provider(says(REST));
    Play nothing =
        line -> {
          line.request();
          line.reset();
        };
    var rig = start("{ provider: own-beta, model: begun }", b, nothing);
    assertEquals(REST, text(rig.ask(true).body()));
    String asked = b.requests.element();
    assertFalse(asked.contains("\"prefix\""), asked);
    assertTrue(asked.startsWith("POST /chat/completions "), asked);
  }

  private static Play inPieces(String text) {
    return line -> {
      line.request();
      line.beginStream();
      for (int at = 0; at < text.length(); at += 5) {
        line.event(delta(text.substring(at, Math.min(text.length(), at + 5))));
      }
      FakeAnswers.finish(line);
      line.endStream();
    };
  }

  private static Play half() {
    return line -> {
      line.request();
      line.beginStream();
      line.event(delta(FIRST));
      line.reset();
    };
  }

  private static String text(String body) {
    var text = new StringBuilder();
    TEXT.matcher(body).results().forEach(each -> text.append(each.group(1)));
    return text.toString();
  }

  private FakeProvider provider(Play... plays) throws IOException {
    var provider = new FakeProvider(plays);
    open.add(provider);
    return provider;
  }

  private Rig start(String second, FakeProvider b) throws IOException {
    return start(second, b, half());
  }

  private Rig start(String second, FakeProvider b, Play first) throws IOException {
    PrefillProviders.at(home, b.url());
    String graph =
        """
        signalbox: 1
        name: Test
        start: first
        models:
          a: { provider: fake-openai, model: priced, url: "%s/v1" }
          b: %s
        nodes:
          first: { kind: fallback, to: [ a, b ], mid_stream: continue }
        """;
    var rig =
        new Rig(home, graph.formatted(provider(first).url(), second), UpstreamCall.Deadlines.USUAL);
    open.add(rig);
    return rig;
  }
}
