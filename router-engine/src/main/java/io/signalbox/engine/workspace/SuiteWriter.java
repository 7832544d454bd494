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
final class SuiteWriter {
  private final LinkedHashMap<String, PlainValue> fields = new LinkedHashMap<>();

  private SuiteWriter() {}

  /// Of the state of the world what comes of calls, the moment and the seed are written: a case
  /// that has more of it is not read back as it was.
  static PlainValue.Fields of(SuiteCase test) {
    var plain = new SuiteWriter();
    plain.text("name", test.name());
    plain.fields.put("request", request(test.request()));
    if (!test.given().equals(SuiteCase.Fixture.NOTHING)) {
      plain.fields.put("given", given(test.given()));
    }
    plain.fields.put("expect", expect(test.expect()));
    return plain.done();
  }

  private PlainValue.Fields done() {
    return new PlainValue.Fields(fields);
  }

  private void text(String key, String text) {
    fields.put(key, new PlainValue.Text(text, false));
  }

  /// A text that people wrote, in quotes.
  private void said(String key, String text) {
    fields.put(key, new PlainValue.Text(text, true));
  }

  private void textIfAny(String key, String text) {
    if (!text.isEmpty()) {
      text(key, text);
    }
  }

  private void list(String key, Collection<String> words) {
    fields.put(key, new PlainValue.Items(words.stream().map(PlainValue::text).toList(), true));
  }

  private void named(String key, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      var named = new LinkedHashMap<String, PlainValue>();
      texts.forEach((name, value) -> named.put(name, PlainValue.text(value)));
      fields.put(key, new PlainValue.Fields(named));
    }
  }

  private void truth(String key, boolean truth) {
    if (truth) {
      fields.put(key, new PlainValue.Word("true"));
    }
  }

  private static PlainValue.Fields request(SuiteCase.Request request) {
    var plain = new SuiteWriter();
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
      plain.fields.put("images", PlainValue.number(request.images()));
    }
    request.maxTokens().ifPresent(most -> plain.fields.put("max_tokens", PlainValue.number(most)));
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
          "messages", new PlainValue.Items(rest.stream().map(SuiteWriter::message).toList(), true));
    }
  }

  private static PlainValue message(Message message) {
    var plain = new SuiteWriter();
    plain.text("role", message.role().name().toLowerCase(Locale.ROOT));
    plain.said("text", message.text());
    return plain.done();
  }

  private static PlainValue.Fields given(SuiteCase.Fixture given) {
    var plain = new SuiteWriter();
    given.models().forEach((model, all) -> plain.fields.put(model, happenings(all)));
    given.now().ifPresent(now -> plain.text("now", now.toString()));
    if (given.seed() != 0) {
      plain.fields.put("seed", PlainValue.number(given.seed()));
    }
    return plain.done();
  }

  private static PlainValue happenings(List<SuiteCase.Happening> all) {
    return all.size() == 1
        ? happening(all.getFirst())
        : new PlainValue.Items(all.stream().map(SuiteWriter::happening).toList(), true);
  }

  private static PlainValue happening(SuiteCase.Happening happening) {
    var plain = new SuiteWriter();
    switch (happening) {
      case SuiteCase.Happening.Fails fails -> {
        plain.text("fails", fails.failure().id());
        fails.answers().ifPresent(text -> plain.said("answers", text));
        fails.after().ifPresent(time -> plain.time("after", time));
        fails.retryAfter().ifPresent(time -> plain.time("retry_after", time));
      }
      case SuiteCase.Happening.Answers answers -> {
        answers.text().ifPresent(text -> plain.said("answers", text));
        answers.firstToken().ifPresent(time -> plain.time("first_token", time));
        answers.total().ifPresent(time -> plain.time("total", time));
        answers.tokens().ifPresent(tokens -> plain.fields.put("tokens", PlainValue.number(tokens)));
      }
    }
    boolean bare = plain.fields.size() == 1 && plain.fields.containsKey("fails");
    return plain.fields.isEmpty()
        ? PlainValue.text("ok")
        : bare ? plain.fields.firstEntry().getValue() : plain.done();
  }

  private static PlainValue.Fields expect(SuiteCase.Expect expect) {
    var plain = new SuiteWriter();
    expect.path().ifPresent(path -> plain.list("path", path));
    expect.attempts().ifPresent(attempts -> plain.list("attempts", attempts));
    expect.model().ifPresent(model -> plain.text("model", model));
    expect.status().ifPresent(status -> plain.fields.put("status", PlainValue.number(status)));
    expect.answer().ifPresent(answer -> plain.fields.put("answer", answer(answer)));
    expect
        .usdBelow()
        .ifPresent(usd -> plain.fields.put("usd_below", new PlainValue.Word(usd.plain())));
    expect.firstTokenBelow().ifPresent(most -> plain.time("first_token_below", most));
    expect.totalBelow().ifPresent(most -> plain.time("total_below", most));
    return plain.done();
  }

  private static PlainValue.Fields answer(SuiteCase.ExpectedAnswer answer) {
    var plain = new SuiteWriter();
    if (!answer.contains().isEmpty()) {
      plain.list("contains", answer.contains());
    }
    answer.matches().ifPresent(regex -> plain.said("matches", regex.text()));
    plain.truth("json", answer.json());
    return plain.done();
  }

  private void time(String key, Duration time) {
    text(key, time.toMillis() + "ms");
  }
}
