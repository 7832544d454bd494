package io.signalbox.engine.workspace;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a suite's file says of one case. For one thread.
final class SuitePlain {
  private final LinkedHashMap<String, Plain> fields = new LinkedHashMap<>();

  private SuitePlain() {}

  /// The state of the world is not written: a case that has one is not read back as it was.
  static Plain.Fields of(SuiteCase test) {
    var plain = new SuitePlain();
    plain.text("name", test.name());
    plain.fields.put("request", request(test.request()));
    plain.fields.put("expect", expect(test.expect()));
    return plain.done();
  }

  private Plain.Fields done() {
    return new Plain.Fields(fields);
  }

  private void text(String key, String text) {
    fields.put(key, new Plain.Text(text, false));
  }

  /// A text that people wrote, in quotes.
  private void said(String key, String text) {
    fields.put(key, new Plain.Text(text, true));
  }

  private void textIfAny(String key, String text) {
    if (!text.isEmpty()) {
      text(key, text);
    }
  }

  private void list(String key, Collection<String> words) {
    fields.put(key, new Plain.Items(words.stream().map(Plain::text).toList(), true));
  }

  private void named(String key, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      var named = new LinkedHashMap<String, Plain>();
      texts.forEach((name, value) -> named.put(name, Plain.text(value)));
      fields.put(key, new Plain.Fields(named));
    }
  }

  private void truth(String key, boolean truth) {
    if (truth) {
      fields.put(key, new Plain.Word("true"));
    }
  }

  private static Plain.Fields request(SuiteCase.Request request) {
    var plain = new SuitePlain();
    plain.messages(request.messages());
    plain.textIfAny("model", request.model());
    plain.textIfAny("app", request.app());
    request.user().ifPresent(user -> plain.text("user", user));
    request.conversation().ifPresent(id -> plain.text("conversation", id));
    plain.named("metadata", request.metadata());
    plain.named("headers", request.headers());
    if (!request.tools().isEmpty()) {
      plain.list("tools", request.tools());
    }
    if (request.images() > 0) {
      plain.fields.put("images", Plain.number(request.images()));
    }
    request.maxTokens().ifPresent(most -> plain.fields.put("max_tokens", Plain.number(most)));
    plain.truth("stream", request.stream());
    plain.truth("json", request.json());
    return plain.done();
  }

  /// A single question is written as a text, a conversation as messages.
  private void messages(List<Message> messages) {
    int first = 0;
    if (!messages.isEmpty() && messages.getFirst().role() == Role.SYSTEM) {
      said("system", messages.getFirst().text());
      first = 1;
    }
    List<Message> rest = messages.subList(first, messages.size());
    if (rest.size() == 1 && rest.getFirst().role() == Role.USER) {
      said("text", rest.getFirst().text());
    } else {
      fields.put(
          "messages", new Plain.Items(rest.stream().map(SuitePlain::message).toList(), true));
    }
  }

  private static Plain message(Message message) {
    var plain = new SuitePlain();
    plain.text("role", message.role().name().toLowerCase(Locale.ROOT));
    plain.said("text", message.text());
    return plain.done();
  }

  private static Plain.Fields expect(SuiteCase.Expect expect) {
    var plain = new SuitePlain();
    expect.path().ifPresent(path -> plain.list("path", path));
    expect.attempts().ifPresent(attempts -> plain.list("attempts", attempts));
    expect.model().ifPresent(model -> plain.text("model", model));
    expect.status().ifPresent(status -> plain.fields.put("status", Plain.number(status)));
    expect.usdBelow().ifPresent(usd -> plain.fields.put("usd_below", new Plain.Word(usd.plain())));
    expect.firstTokenBelow().ifPresent(most -> plain.time("first_token_below", most));
    expect.totalBelow().ifPresent(most -> plain.time("total_below", most));
    return plain.done();
  }

  private void time(String key, Duration time) {
    text(key, time.toMillis() + "ms");
  }
}
