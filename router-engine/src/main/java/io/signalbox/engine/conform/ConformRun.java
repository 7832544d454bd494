package io.signalbox.engine.conform;

import io.signalbox.engine.spi.RequestRules;
import io.signalbox.engine.upstream.ServerOrigin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// Asks an endpoint one question after the other. Each row is told as soon as it is there;
/// interrupting the thread ends it with what was found until then.
public final class ConformRun {
  private static final List<String> CHAT_GROUPS =
      List.of(
          "stream.order",
          "tools.call",
          "format.json",
          "errors.model",
          "parameters.max-tokens",
          "conversation.developer",
          "reasoning.member",
          "cache.hits",
          "connection.kept");

  private final ConformPlan plan;
  private final EndpointWords words;
  private final Notebook notes;
  private String model = "";
  private String trouble = "";
  private List<String> models = List.of();

  private ConformRun(ConformPlan plan, Consumer<ConformFinding> told) {
    this.plan = plan;
    this.words = new EndpointWords(plan.key());
    this.notes = new Notebook(told, words);
  }

  /// @param told gets each row, on the calling thread
  public static ConformReport of(ConformPlan plan, Consumer<ConformFinding> told) {
    return new ConformRun(plan, told).report();
  }

  private ConformReport report() {
    try (var endpoint = new Endpoint(plan, words)) {
      Optional<LearnedTraits> learned = Optional.empty();
      try {
        learned = asked(endpoint);
        trouble = learned.isEmpty() && model.isEmpty() ? noModel() : trouble;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        trouble = "it was stopped";
      } catch (Endpoint.BoundException e) {
        trouble = String.valueOf(e.getMessage());
      }
      return new ConformReport(
          plan.address(),
          model,
          notes.findings(),
          learned,
          endpoint.calls(),
          endpoint.tokens(),
          trouble);
    }
  }

  private String noModel() {
    String first = notes.findings().getFirst().came();
    return "no model is known to ask: " + first + ". Name one.";
  }

  private Optional<LearnedTraits> asked(Endpoint endpoint) throws InterruptedException {
    var dialects = new DialectProbe(endpoint, notes);
    EndpointReply list = dialects.list();
    models = dialects.models();
    if (list.answer().status() == 0 && plan.model().isEmpty()) {
      return Optional.empty();
    }
    model = plan.model().or(this::first).orElse("");
    if (model.isEmpty()) {
      return Optional.empty();
    }
    Optional<ChatTarget> chat = dialects.chat(model);
    dialects.others(model);
    if (chat.isEmpty()) {
      boolean silent = !dialects.trouble().isEmpty();
      trouble = silent ? "Chat Completions could not be asked: " + dialects.trouble() : "";
      String reason =
          "asked in Chat Completions only, which "
              + (silent ? "gave no answer" : "it does not speak");
      CHAT_GROUPS.forEach(trait -> notes.untested(trait, "details", reason));
      return Optional.empty();
    }
    details(chat.get(), dialects.context(model));
    return Optional.of(learned());
  }

  /// The first model that is not made for vectors alone.
  private Optional<String> first() {
    return models.stream()
        .filter(each -> !each.contains("embed"))
        .findFirst()
        .or(() -> models.stream().findFirst());
  }

  private void details(ChatTarget chat, OptionalLong context) throws InterruptedException {
    boolean local = ServerOrigin.of(plan.address()).filter(ServerOrigin::isLoopback).isPresent();
    var parts = new LinkedHashMap<String, Part>();
    parts.put("stream", new StreamProbe(chat)::run);
    parts.put("tools", new ToolProbe(chat)::run);
    parts.put("format", new FormatProbe(chat)::run);
    parts.put("errors", new ErrorProbe(chat, plan.key().isPresent(), local, context)::run);
    parts.put("parameters", new ParameterProbe(chat)::run);
    parts.put("conversation", new ConversationProbe(chat)::run);
    parts.put("reasoning", new ReasoningProbe(chat)::run);
    parts.put("cache", () -> new CacheProbe(chat).run(context.orElse(Long.MAX_VALUE)));
    parts.put("connection", new ConnectionProbe(chat, plan.idle(), plan.slow())::run);
    for (var part : parts.entrySet()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      chat.endpoint().needAnswers(true);
      asked(part.getKey(), part.getValue());
    }
  }

  private void asked(String group, Part part) throws InterruptedException {
    try {
      part.run();
    } catch (Endpoint.SilentException e) {
      notes.unclear(
          group + ".rest",
          "the other questions of this group",
          String.valueOf(e.getMessage()),
          "no answer came, so nothing is concluded");
    }
  }

  /// Questions that belong together.
  private interface Part {
    void run() throws InterruptedException;
  }

  private LearnedTraits learned() {
    RequestRules rules = notes.rules.rules(Set.copyOf(notes.refused));
    return new LearnedTraits("openai", notes.alsoSpeaks, notes.quirks, rules, models);
  }
}
