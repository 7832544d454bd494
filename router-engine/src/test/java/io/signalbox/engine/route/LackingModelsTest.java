package io.signalbox.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.Dialects;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.lab.Given;
import io.signalbox.engine.lab.RouteSimulation;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.GraphText;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Models that certainly cannot take a request are no candidates where another one can. `plain`
/// knows only JSON and 1,000 tokens; of `unknown` nothing is known.
final class LackingModelsTest {
  private static final Part IMAGE =
      new Part.Image("data:image/png;base64,iVBORw0=", Optional.empty());
  private static final String LONG = "word ".repeat(5_000);

  @ParameterizedTest
  @CsvSource({
    "images, no images",
    "tools, no tools",
    "long, 'context of 1,000 tokens'",
  })
  void candidateIsDroppedForWhatItLacks(String asking, String lack) {
    for (String kind : List.of("fallback", "balance, by: headroom")) {
      Trace trace = route(kind, "plain, able", request(asking), Map.of());
      assertEquals(List.of("plain: " + lack), trace.steps().getFirst().dropped());
      assertEquals(List.of("able"), models(trace));
    }
  }

  @Test
  void modelWithoutJsonIsDroppedWhereItIsWished() {
    Trace trace = route("fallback", "mute, able", request("json"), Map.of());
    assertEquals(List.of("mute: no JSON answers"), trace.steps().getFirst().dropped());
  }

  @Test
  void nothingIsDroppedIfNoneCan() {
    Trace trace = route("fallback", "plain, weak", request("images"), Map.of());
    assertEquals(List.of(), trace.steps().getFirst().dropped());
    assertEquals(List.of("plain"), models(trace));
    assertEquals(List.of("plain"), models(route("fallback", "plain, able", request(""), Map.of())));
  }

  @Test
  void modelOfWhichNothingIsKnownIsNeverDropped() {
    Trace trace = route("fallback", "unknown, able", request("images"), Map.of());
    assertEquals(List.of(), trace.steps().getFirst().dropped());
    assertEquals("unknown", trace.steps().getFirst().to());
  }

  @Test
  void droppedCandidateIsNotTriedAfterFailures() {
    Trace trace =
        route("fallback", "able, plain", request("tools"), Map.of("able", FailureClass.OVERLOADED));
    assertEquals(List.of("able"), models(trace));
  }

  @Test
  void branchThatTakesOutWhatIsLackingStays() {
    Trace trace = route("fallback", "without, able", request("images"), Map.of());
    assertEquals(List.of("plain"), models(trace));
    assertTrue(trace.steps().getFirst().dropped().isEmpty());
  }

  private static ChatRequest request(String asking) {
    ChatRequest hello = ChatRequest.ofText("", "hello");
    return switch (asking) {
      case "images" -> hello.withMessages(List.of(new Message(Role.USER, List.of(IMAGE))));
      case "tools" ->
          hello.withTools(
              List.of(new Tool("now", "", "{}", false)), new ToolChoice.Auto(), Optional.empty());
      case "json" -> hello.withFormat(new ResponseFormat.JsonObject());
      case "long" -> ChatRequest.ofText("", LONG);
      default -> hello;
    };
  }

  private static Trace route(
      String kind, String to, ChatRequest request, Map<String, FailureClass> failures) {
    String text =
        """
        signalbox: 1
        name: Lack
        start: first
        models:
          plain: { provider: p, model: plain }
          weak: { provider: p, model: weak }
          mute: { provider: p, model: mute }
          able: { provider: p, model: able }
          unknown: { provider: p, model: unknown }
        nodes:
          first: { kind: %s, to: [ %s ] }
          without: { kind: rewrite, drop: [ images ], to: plain }
        """;
    var simulation =
        new RouteSimulation(
            id -> Optional.of(provider(id)),
            Dialects::of,
            graph -> new Router(graph, LackingModelsTest::card),
            InstantSource.system());
    return simulation.of(
        GraphText.read("test.yaml", text.formatted(kind, to)).graph().orElseThrow(),
        request,
        Client.LOCAL,
        Given.NOTHING.failing(failures));
  }

  private static List<String> models(Trace trace) {
    return trace.attempts().stream().map(Attempt::model).toList();
  }

  private static Provider provider(String id) {
    return new Provider(
        id,
        id,
        "http://" + id + ".invalid",
        "openai",
        Optional.empty(),
        Set.of(),
        Provider.Reach.LOCAL,
        List.of());
  }

  private static ModelCard card(Model model) {
    var unknown = ModelCard.unknown(model.provider(), model.model());
    return switch (model.model()) {
      case "unknown" -> unknown;
      case "able" ->
          knowing(unknown, EnumSet.complementOf(EnumSet.of(Ability.EMBEDDINGS)), 100_000);
      case "mute" -> knowing(unknown, EnumSet.of(Ability.TOOLS, Ability.STREAM), 100_000);
      default -> knowing(unknown, EnumSet.of(Ability.JSON, Ability.STREAM), 1_000);
    };
  }

  private static ModelCard knowing(ModelCard card, Set<Ability> abilities, long context) {
    return new ModelCard(
        card.provider(),
        card.model(),
        card.name(),
        OptionalLong.of(context),
        card.maxOutputTokens(),
        abilities,
        card.price(),
        card.speed(),
        card.encoding(),
        card.aliases(),
        card.retired());
  }
}
