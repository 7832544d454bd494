package io.signalbox.engine.upstream;

import io.signalbox.engine.catalog.Speed;
import io.signalbox.engine.catalog.TokenCounter;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Operation;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Tool;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.upstream.vectors.SimulatedVectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/// What the simulated provider says to one request; the same each time.
final class SimulatedReply {
  private static final int QUOTED_CHARS = 80;
  private static final Pattern WORDS = Pattern.compile("\\S+\\s*|\\s+");
  private static final List<String> CLOSINGS =
      List.of(
          "A real model would answer here. Route, tokens and price are as they would" + " be.",
          "No provider was called, so nothing was spent. Tokens and price are estimated as if"
              + " there were.",
          "This text is a placeholder. The path through the graph is real, the words"
              + " are not.");

  private final String model;
  private final ChatRequest request;
  private final Random random;
  private final String id;

  SimulatedReply(String model, ChatRequest request) {
    this.model = model;
    this.request = request;
    long seed = seed();
    this.random = new Random(seed);
    this.id = "sim-" + Long.toHexString(seed);
  }

  private long seed() {
    long seed = model.hashCode();
    for (Message message : request.messages()) {
      seed = seed * 31 + message.role().name().hashCode();
      seed = seed * 1_000_003 + message.parts().hashCode();
    }
    return seed * 31 + request.sampling().seed().orElse(0);
  }

  /// The wait for the first token: the model's own, a fifth more or less.
  Duration firstTokenWait(Speed speed) {
    double jitter = 0.8 + 0.4 * random.nextDouble();
    return Duration.ofMillis(Math.round(speed.firstTokenMillis() * jitter));
  }

  /// The whole answer.
  List<ReplyEvent> events() {
    var events = new ArrayList<ReplyEvent>();
    events.add(new ReplyEvent.Started(id, model));
    if (request.embedding().isPresent()) {
      return embedded(request.embedding().get(), events);
    }
    var tool = tool();
    boolean whole = tool.isPresent() ? call(tool.get(), events) : say(text(), events);
    long completion = tokens(events);
    events.add(
        new ReplyEvent.UsageReported(Usage.of(TokenCounter.promptTokens(request), completion)));
    events.add(finish(whole, tool.isPresent()));
    return events;
  }

  private List<ReplyEvent> embedded(Operation.Embedding wanted, List<ReplyEvent> events) {
    int length = wanted.dimensions().orElse(SimulatedVectors.USUAL_LENGTH);
    int index = 0;
    for (Message message : request.messages()) {
      var vector = SimulatedVectors.of(model, message.text(), length);
      events.add(new ReplyEvent.Embedded(index++, vector));
    }
    events.add(new ReplyEvent.UsageReported(Usage.of(TokenCounter.promptTokens(request), 0)));
    events.add(new ReplyEvent.Finished(FinishReason.STOP, "stop"));
    return events;
  }

  private static ReplyEvent finish(boolean whole, boolean tool) {
    if (!whole) {
      return new ReplyEvent.Finished(FinishReason.LENGTH, "length");
    }
    return tool
        ? new ReplyEvent.Finished(FinishReason.TOOL_CALLS, "tool_calls")
        : new ReplyEvent.Finished(FinishReason.STOP, "stop");
  }

  private Optional<Tool> tool() {
    return switch (request.toolChoice()) {
      case ToolChoice.None none -> Optional.empty();
      case ToolChoice.Required required -> request.tools().stream().findFirst();
      case ToolChoice.Named named -> offered(named.name());
      case ToolChoice.Auto auto -> askedFor();
    };
  }

  private Optional<Tool> offered(String name) {
    return request.tools().stream().filter(tool -> tool.name().equals(name)).findFirst();
  }

  /// A tool whose name is in the user's words; none once a tool has answered.
  private Optional<Tool> askedFor() {
    boolean user =
        !request.messages().isEmpty() && request.messages().getLast().role() == Role.USER;
    return request.tools().stream()
        .filter(tool -> user && !tool.name().isBlank())
        .filter(tool -> request.messages().getLast().text().contains(tool.name()))
        .findFirst();
  }

  private boolean call(Tool tool, List<ReplyEvent> events) {
    events.add(new ReplyEvent.ToolCallStarted(0, "call_" + id.substring(4), tool.name()));
    String arguments = SchemaSample.of(tool.schema());
    return cutUp(arguments, events, text -> new ReplyEvent.ToolCallDelta(0, text));
  }

  private String text() {
    return switch (request.format()) {
      case ResponseFormat.Text text -> prose();
      case ResponseFormat.JsonObject object ->
          "{\"simulated\": true, \"model\": "
              + SchemaSample.quoted(model)
              + ", \"prompt\": "
              + SchemaSample.quoted(quote())
              + "}";
      case ResponseFormat.JsonSchema schema -> SchemaSample.of(schema.schema());
    };
  }

  private String prose() {
    String closing = CLOSINGS.get(random.nextInt(CLOSINGS.size()));
    if (!request.begun().isEmpty()) {
      return "[continued by simulated " + model + "] " + closing;
    }
    String asked = quote().isEmpty() ? "The message is empty." : "Your message: “" + quote() + "”.";
    return "[simulated " + model + "] " + asked + " " + closing;
  }

  private String quote() {
    String text = request.lastUserText().strip().replaceAll("\\s+", " ");
    if (text.codePointCount(0, text.length()) <= QUOTED_CHARS) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, QUOTED_CHARS)) + "…";
  }

  private boolean say(String text, List<ReplyEvent> events) {
    return cutUp(untilStop(text), events, ReplyEvent.TextDelta::new);
  }

  private String untilStop(String text) {
    int end = text.length();
    for (String stop : request.sampling().stop()) {
      int at = stop.isEmpty() ? -1 : text.indexOf(stop);
      end = at < 0 ? end : Math.min(end, at);
    }
    return text.substring(0, end);
  }

  /// Adds a text word by word.
  ///
  /// @return whether all of it was within the limit of tokens
  private boolean cutUp(
      String text, List<ReplyEvent> events, java.util.function.Function<String, ReplyEvent> event) {
    int left = request.sampling().maxTokens().orElse(Integer.MAX_VALUE);
    var words = WORDS.matcher(text);
    while (words.find()) {
      int tokens = TokenCounter.textTokens(words.group());
      if (tokens > left) {
        return false;
      }
      left -= tokens;
      events.add(event.apply(words.group()));
    }
    return true;
  }

  private static long tokens(List<ReplyEvent> events) {
    long sum = 0;
    for (ReplyEvent event : events) {
      sum +=
          switch (event) {
            case ReplyEvent.TextDelta text -> TokenCounter.textTokens(text.text());
            case ReplyEvent.ToolCallDelta call -> TokenCounter.textTokens(call.arguments());
            case ReplyEvent.ToolCallStarted call -> TokenCounter.textTokens(call.name());
            default -> 0;
          };
    }
    return sum;
  }
}
