package io.signalbox.engine;

import static io.signalbox.engine.ClientRequest.saying;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.NodeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Kinds that change a request, answer it from what was said before, or copy it.
final class ChangeRows {
  private ChangeRows() {}

  static List<NodeKindRow> all() {
    return Stream.of(cache(), rewrite(), mirror()).flatMap(List::stream).toList();
  }

  private static NodeKindRow cache(String name, String fields, NodeKindRow.Script script) {
    String graph =
        """
        start: answers
        models: { a: $priced }
        nodes: { answers: { kind: cache, %s to: a } }
        """
            .formatted(fields);
    return new NodeKindRow(NodeKind.CACHE, name, graph, script);
  }

  private static List<NodeKindRow> cache() {
    return List.of(
        cache(
            "an equal request gets the earlier answer, streamed or whole",
            "",
            scene -> {
              var request = saying("x").usage();
              scene.ask(request).says("from a").header("x-signalbox-cache", "miss");
              scene.called("a");
              for (boolean streamed : new boolean[] {true, false}) {
                var hit = scene.ask(request, streamed).says("from a").after();
                assertEquals(List.of(1000, 100), hit.reply().usage(), "that of the original");
                hit.header("x-signalbox-cache", "hit").header("x-signalbox-attempts", "0");
                hit.took("answers", "hit", "an equal request was answered by a .*");
                assertEquals("0", hit.trace().usd());
              }
              scene.ask("y").says("from a").header("x-signalbox-cache", "miss");
              scene.called("a");
            }),
        cache(
                "an answer that is too old is not given again",
                "ttl: 2h,",
                scene -> {
                  scene.ask("x").header("x-signalbox-cache", "miss");
                  scene.pass(Duration.ofMinutes(119));
                  scene.ask("x").header("x-signalbox-cache", "hit");
                  scene.pass(Duration.ofMinutes(2));
                  scene.ask("x").header("x-signalbox-cache", "miss");
                  scene.called("a", "a");
                })
            .byItself(),
        cache(
            "a similar request gets the earlier answer",
            "match: similar, encoder: word-bag, similarity: 0.8,",
            scene -> {
              scene.ask("why does the loop in this code run on").says("from a");
              scene
                  .ask("why does the loop in my code run on")
                  .says("from a")
                  .header("x-signalbox-cache", "hit")
                  .took("answers", "hit", "a similar request \\(0\\..*");
              scene.ask("what is for lunch").header("x-signalbox-cache", "miss");
              scene.called("a", "a");
            }),
        cache(
            "users share no answers, and what the client calls the conversation is of no account",
            "of: user,",
            scene -> {
              scene.ask(saying("x").user("u1")).header("x-signalbox-cache", "miss");
              scene.ask(named("talk-1").user("u2")).header("x-signalbox-cache", "miss");
              scene.ask(named("talk-2").user("u2")).header("x-signalbox-cache", "hit");
              scene.called("a", "a");
            }),
        cache(
            "a client that wants nothing kept is answered anew",
            "",
            scene -> {
              for (int i = 0; i < 2; i++) {
                scene
                    .ask(saying("x").header("cache-control", "no-store"))
                    .says("from a")
                    .took("answers", "miss", "the client sent cache-control: no-store");
              }
              scene.called("a", "a");
            }));
  }

  private static ClientRequest named(String conversation) {
    return saying("x")
        .member(ClientSpeech.CHAT, "prompt_cache_key", '"' + conversation + '"')
        .member(ClientSpeech.RESPONSES, "prompt_cache_key", '"' + conversation + '"');
  }

  /// A rewrite before a model of each dialect.
  ///
  /// @param fields what it does
  /// @param request what the client sends
  /// @param seen what the provider must be sent
  private static List<NodeKindRow> rewrite(
      String name, String fields, ClientRequest request, Consumer<SentRequest> seen) {
    return Stream.of(ProviderSpeech.values())
        .map(speech ->
            new NodeKindRow(
                NodeKind.REWRITE,
                name + ", to a provider that speaks " + speech,
                """
                start: change
                models: { a: $priced@%s }
                nodes: { change: { kind: rewrite, %s, to: a } }
                """
                    .formatted(speech.id(), fields),
                scene -> {
                  scene.ask(request).says("from a").took("change", "then").after("a answered 200");
                  seen.accept(scene.sent("a"));
                }))
        .toList();
  }

  private static List<NodeKindRow> rewrite() {
    var rows = new ArrayList<NodeKindRow>();
    rows.addAll(
        rewrite(
            "texts around the system prompt",
            "system: { prepend: Hello., append: Speak English. }",
            saying("x").system("Be brief."),
            sent -> assertEquals("Hello.\nBe brief.\nSpeak English.", sent.system())));
    rows.addAll(
        rewrite(
            "texts around the prompt of a developer",
            "system: { prepend: Hello., append: Speak English. }",
            saying("x").developer("Be brief."),
            sent -> assertEquals("Hello.\nBe brief.\nSpeak English.", sent.system())));
    rows.addAll(
        rewrite(
            "the user dropped",
            "drop: [ user ]",
            saying("x").user("user-17"),
            sent -> assertFalse(sent.request().contains("user-17"), sent.request())));
    rows.addAll(
        rewrite(
            "a system prompt where there was none",
            "system: { append: Speak English. }",
            saying("x"),
            sent -> {
              assertEquals("Speak English.", sent.system());
              assertEquals("x", sent.text());
            }));
    rows.addAll(
        rewrite(
            "members of the request set",
            "set: { max_tokens: 7, temperature: 0.5, stop: [ END ] }",
            saying("x").temperature(0.1),
            sent -> {
              assertMember(sent, "7", "max_completion_tokens", "max_tokens", "maxOutputTokens");
              assertMember(sent, "0.5", "temperature", "temperature", "temperature");
              assertMember(sent, "[\"END\"]", "stop", "stop_sequences", "stopSequences");
            }));
    rows.addAll(
        rewrite(
            "a member set that the request has no place for, where the provider has it",
            "set: { service_tier: flex }",
            saying("x").member(ClientSpeech.RESPONSES, "service_tier", "\"priority\""),
            sent -> {
              boolean known = sent.speech() != ProviderSpeech.GEMINI;
              assertEquals(known ? "flex" : "", sent.body().path("service_tier").asString(""));
            }));
    rows.addAll(
        rewrite(
            "the form of the answer set",
            "set: { response_format: { type: json_object } }",
            saying("x").json(),
            sent -> {
              assertFalse(sent.request().contains("\"at\""), sent.request());
              String form =
                  switch (sent.speech()) {
                    case OPENAI -> sent.body().at("/response_format/type").asString("");
                    case ANTHROPIC -> "no json_object there";
                    case GEMINI ->
                        sent.body().at("/generationConfig/responseMimeType").asString("");
                  };
              assertTrue(form.contains("json"), sent.request());
            }));
    rows.addAll(
        rewrite(
            "the freedom to call tools set",
            "set: { tool_choice: none, parallel_tool_calls: false }",
            saying("x").tool("look").mustCall(),
            sent -> {
              var body = sent.body();
              String choice =
                  switch (sent.speech()) {
                    case OPENAI -> body.path("tool_choice").asString("");
                    case ANTHROPIC -> body.at("/tool_choice/type").asString("");
                    case GEMINI -> body.at("/toolConfig/functionCallingConfig/mode").asString("");
                  };
              assertEquals("none", choice.toLowerCase(Locale.ROOT), sent.request());
            }));
    rows.addAll(
        rewrite(
            "the tool to call set",
            "set: { tool_choice: { type: function, function: { name: look } } }",
            saying("x").tool("look"),
            sent -> {
              var body = sent.body();
              String chosen =
                  switch (sent.speech()) {
                    case OPENAI -> body.at("/tool_choice/function/name").asString("");
                    case ANTHROPIC -> body.at("/tool_choice/name").asString("");
                    case GEMINI ->
                        body.at("/toolConfig/functionCallingConfig/allowedFunctionNames/0")
                            .asString("");
                  };
              assertEquals("look", chosen, sent.request());
            }));
    rows.addAll(
        rewrite(
            "thinking dropped",
            "drop: [ thinking ]",
            saying("x").most(40_000).thinkingMuch(),
            sent -> assertFalse(sent.request().matches("(?s).*(think|effort).*"), sent.request())));
    rows.addAll(
        rewrite(
            "tools dropped",
            "drop: [ tools ]",
            saying("x").tool("look").mustCall(),
            sent -> {
              assertEquals(List.of(), sent.tools());
              assertFalse(sent.body().has("tool_choice"), sent.request());
              assertFalse(sent.body().has("toolConfig"), sent.request());
            }));
    rows.addAll(
        rewrite(
            "pictures dropped",
            "drop: [ images ]",
            saying("see").picture(),
            sent -> {
              assertFalse(sent.hasPicture(), sent.request());
              assertEquals("see", sent.text());
            }));
    rows.addAll(
        rewrite(
            "pictures of tools dropped",
            "drop: [ images ]",
            saying("see").tool("look").toolShowed(),
            sent -> assertFalse(sent.hasPicture(), sent.request())));
    rows.addAll(
        rewrite(
            "how the answer is drawn dropped",
            "drop: [ temperature ]",
            saying("x").temperature(0.1),
            sent -> assertFalse(sent.request().contains("temperature"), sent.request())));
    rows.addAll(
        rewrite(
            "the form of the answer dropped",
            "drop: [ response_format ]",
            saying("x").json(),
            sent -> assertFalse(sent.request().contains("\"at\""), sent.request())));
    rows.addAll(
        rewrite(
            "personal data redacted wherever it stands",
            "redact: [ email ]",
            saying("Tell ann@example.com")
                .tool("look")
                .toolSaid("It was eve@example.com.")
                .system("You write for bob@example.com."),
            sent -> {
              assertFalse(sent.request().contains("@example"), sent.request());
              assertEquals("You write for [email].", sent.system());
              assertEquals("Tell [email]", sent.text());
              assertTrue(sent.request().contains("It was [email]."), sent.request());
            }));
    for (ProviderSpeech speech : ProviderSpeech.values()) {
      rows.add(restored(speech));
    }
    rows.add(called());
    rows.add(labeled());
    return rows;
  }

  private static void assertMember(
      SentRequest sent, String value, String openai, String anthropic, String gemini) {
    var found =
        switch (sent.speech()) {
          case OPENAI -> sent.body().path(openai);
          case ANTHROPIC -> sent.body().path(anthropic);
          case GEMINI -> sent.body().path("generationConfig").path(gemini);
        };
    assertEquals(value, found.toString(), sent.request());
  }

  private static NodeKindRow restored(ProviderSpeech speech) {
    return new NodeKindRow(
        NodeKind.REWRITE,
        "redacted values given back, by a provider that speaks " + speech,
        """
        start: clean
        models: { a: $priced@%s }
        nodes: { clean: { kind: rewrite, redact: [ email ], restore: true, to: a } }
        """
            .formatted(speech.id()),
        scene -> {
          scene.says("a", "To [email-2], not [email-1].");
          scene
              .ask("Tell ann@example.com and bob@example.org")
              .says("To bob@example.org, not ann@example.com.")
              .took("clean", "then", "redacts 2 places, restored in the answer");
          assertEquals("Tell [email-1] and [email-2]", scene.sent("a").text());
        });
  }

  private static NodeKindRow called() {
    return new NodeKindRow(
        NodeKind.REWRITE,
        "redacted values given back in a call of a tool",
        """
        start: clean
        models: { a: $priced }
        nodes: { clean: { kind: rewrite, redact: [ email ], restore: true, to: a } }
        """,
        scene -> {
          scene.plays("a", (line, sent) -> ToolCalls.answer(line, sent, "{\"to\":\"[email-1]\"}"));
          var answered = scene.ask(saying("Tell ann@example.com").tool("look"));
          assertEquals("{\"to\":\"ann@example.com\"}", answered.reply().arguments());
          scene.called("a");
        });
  }

  private static NodeKindRow labeled() {
    return new NodeKindRow(
        NodeKind.REWRITE,
        "labels set and dropped, as conditions behind it see them",
        """
        start: change
        models: { a: $priced, b: $priced }
        nodes:
          change: { kind: rewrite, set: { metadata.tier: free, user: u9 }, to: which }
          which:
            kind: rules
            rules: [ { when: 'metadata.tier == "free" && user == "u9"', to: a } ]
            otherwise: b
        """,
        scene -> {
          scene.ask(saying("x").user("u1")).says("from a").took("change", "then", "sets .*");
          assertEquals("u9", scene.sent("a").body().path("user").asString());
        });
  }

  private static List<NodeKindRow> mirror() {
    String graph =
        """
        start: both
        models: { a: $priced, copy: $priced@anthropic }
        nodes: { both: { kind: mirror, to: a, shadow: copy, %s } }
        """;
    return List.of(
        new NodeKindRow(
            NodeKind.MIRROR,
            "a copy is sent and recorded, and never answers",
            graph.formatted("share: 100%"),
            scene -> {
              var request = saying("x").after("y", "z").system("Be brief.");
              var answered = scene.ask(request).says("from a").after("a answered 200");
              answered.took("both", "then", "copied to copy");
              assertEquals("0.002", answered.trace().usd(), "the copy costs apart");
              scene.awaitCalls(2);
              var sent = scene.calledInAnyOrder("a", "copy");
              assertEquals("Be brief.", sent.get("copy").system());
              assertEquals("x", sent.get("copy").text());
              answered.copied("both", "copy answered 200");
              scene.fails("copy", 500);
              scene.ask(request).says("from a").after("a answered 200");
              scene.fails("a", 500);
              scene.says("copy", "from copy");
              assertEquals(502, scene.ask(request).reply().reply().status());
              scene.awaitCalls(4);
              scene.calledInAnyOrder("a", "copy", "a", "copy");
            }),
        new NodeKindRow(
            NodeKind.MIRROR,
            "copies cost no more in a day than they may",
            graph.formatted("usd: 0.002"),
            scene -> {
              var request = saying("x").most(50);
              scene
                  .ask(request)
                  .says("from a")
                  .took("both", "then", "copied to copy")
                  .copied("both", "copy answered 200");
              scene.calledInAnyOrder("a", "copy");
              scene
                  .ask(request)
                  .says("from a")
                  .took("both", "then", "not copied: \\$0\\.002 were spent on copies today");
              scene.called("a");
            }));
  }
}
