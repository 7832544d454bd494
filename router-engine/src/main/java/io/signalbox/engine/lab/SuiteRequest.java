package io.signalbox.engine.lab;

import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.workspace.SuiteCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// A test's request and world in the engine's own words.
public final class SuiteRequest {
  private static final Part PICTURE =
      new Part.Image("https://example.com/picture.png", Optional.empty());

  private SuiteRequest() {}

  /// The request.
  public static ChatRequest of(SuiteCase.Request asked) {
    return new ChatRequest(
        asked.model(),
        messages(asked),
        asked.tools().stream().map(name -> new Tool(name, "", "{}", false)).toList(),
        new ToolChoice.Auto(),
        Optional.empty(),
        Sampling.defaults().withMaxTokens(asked.maxTokens()),
        asked.json() ? new ResponseFormat.JsonObject() : new ResponseFormat.Text(),
        asked.stream(),
        false,
        asked.metadata(),
        asked.user(),
        Extras.NONE);
  }

  /// The pictures go to the last message.
  private static List<Message> messages(SuiteCase.Request asked) {
    var messages = new ArrayList<>(asked.messages());
    if (asked.images() > 0) {
      Message last = messages.isEmpty() ? new Message(Role.USER, List.of()) : messages.removeLast();
      var parts = new ArrayList<>(last.parts());
      for (int i = 0; i < asked.images(); i++) {
        parts.add(PICTURE);
      }
      messages.add(new Message(last.role(), parts));
    }
    return messages;
  }

  /// Who asks.
  public static Client client(SuiteCase.Request asked) {
    return new Client(asked.app(), "", headers(asked), Map.of());
  }

  /// A conversation's id comes in the header that clients use for it.
  private static Map<String, String> headers(SuiteCase.Request asked) {
    var headers = new HashMap<>(asked.headers());
    asked.conversation().ifPresent(id -> headers.put("x-session-id", id));
    return headers;
  }

  /// The world of a test, but for what comes of calls.
  static Given given(SuiteCase.Fixture given) {
    Map<String, Health> health =
        given.health().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> health(each.getValue())));
    var success = new HashMap<String, Success>();
    given.health().forEach((id, each) -> each.success().ifPresent(all -> success.put(id, all)));
    return new Given(
        Map.of(),
        given.now(),
        health,
        success,
        given.spent(),
        given.requests(),
        given.spend(),
        given.cached(),
        given.gates(),
        given.stay(),
        given.seed());
  }

  private static Health health(SuiteCase.Measured measured) {
    return new Health(
        measured.p95(),
        measured.errorRate().orElse(0),
        measured.headroom(),
        OptionalDouble.empty(),
        measured.open(),
        0,
        measured.open() ? "it is cooling down" : "");
  }
}
