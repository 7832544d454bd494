package io.signalbox.app.tests;

import io.signalbox.app.wording.Wording;
import io.signalbox.engine.workspace.SuiteCase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a test asks, under which circumstances, and what it expects, for a person.
final class CaseWords {
  private static final int LONGEST = 400;

  private CaseWords() {}

  /// One line of it.
  record Fact(String key, String words) {}

  static List<Fact> of(SuiteCase test) {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("request", request(test.request())));
    String given = given(test.given());
    if (!given.isEmpty()) {
      facts.add(new Fact("given", given));
    }
    facts.add(new Fact("expects", expect(test.expect())));
    return facts;
  }

  private static String request(SuiteCase.Request request) {
    String text = request.messages().isEmpty() ? "" : request.messages().getLast().text().strip();
    String prompt = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    int before = request.messages().size() - 1;
    return Wording.joined(
        "“" + prompt + "”",
        before > 0 ? Wording.count(before, "message") + " before it" : "",
        request.app().isEmpty() ? "" : "app " + request.app(),
        request.model().isEmpty() ? "" : "asks for " + request.model(),
        request.metadata().entrySet().stream()
            .map(each -> each.getKey() + " = " + each.getValue())
            .collect(Collectors.joining(", ")),
        request.images() == 0 ? "" : Wording.count(request.images(), "image"));
  }

  private static String given(SuiteCase.Fixture given) {
    String calls =
        given.models().entrySet().stream()
            .map(each -> each.getKey() + ": " + calls(each.getValue()))
            .collect(Collectors.joining(", "));
    boolean more =
        !given.spend().isEmpty()
            || !given.spent().isEmpty()
            || !given.requests().isEmpty()
            || !given.health().isEmpty()
            || !given.cached().isEmpty()
            || !given.gates().isEmpty()
            || given.stay().isPresent();
    return Wording.joined(
        calls,
        given.now().map(now -> "at " + now).orElse(""),
        more ? "more in the suite file" : "");
  }

  private static String calls(List<SuiteCase.Happening> all) {
    return all.stream()
        .map(each ->
            switch (each) {
              case SuiteCase.Happening.Fails fails -> fails.failure().id();
              case SuiteCase.Happening.Answers answers -> "answers";
            })
        .collect(Collectors.joining(", then "));
  }

  private static String expect(SuiteCase.Expect expect) {
    return Wording.joined(
        expect.path().map(path -> String.join(" → ", path)).orElse(""),
        expect.model().map(model -> "model " + model).orElse(""),
        expect.attempts().map(all -> "calls " + String.join(", ", all)).orElse(""),
        expect.status().isPresent() ? "status " + expect.status().getAsInt() : "",
        expect.usdBelow().map(usd -> "below " + usd.shown()).orElse(""),
        expect.answer().isPresent() ? "an answer" : "");
  }
}
