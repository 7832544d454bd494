package io.signalbox.engine.cli;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.Given;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.text.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The prompt and its caller.
final class PromptOptions {
  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(names = "--system", paramLabel = "TEXT", description = "The system prompt.")
  private @Nullable String system;

  @Option(names = "--model", paramLabel = "NAME", description = "The requested model.")
  private @Nullable String model;

  @Option(
      names = "--meta",
      paramLabel = "K=V",
      description = "A metadata label of the request; may be repeated.")
  private Map<String, String> metadata = new LinkedHashMap<>();

  @Option(
      names = "--header",
      paramLabel = "K=V",
      description = "A request header; may be repeated.")
  private Map<String, String> headers = new LinkedHashMap<>();

  @Option(
      names = "--app",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The app that sends the request.")
  private String app = "";

  @Option(
      names = "--user",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The user of the request.")
  private String user = "";

  /// Where the question comes from.
  private static final class Source {
    @Option(names = "--prompt", paramLabel = "TEXT", description = "The user message.")
    private @Nullable String prompt;

    @Option(
        names = "--request",
        paramLabel = "FILE",
        description = "A file with the body of a Chat Completions request.")
    private @Nullable Path request;
  }

  /// The request.
  ///
  /// @throws BadInputException if the file is none
  ///
  /// @param plugins whose first client dialect is that of the file
  ChatRequest request(Plugins plugins) {
    ChatRequest asked =
        Optional.ofNullable(source.request)
            .map(file -> read(file, plugins.clientDialects().getFirst()))
            .orElseGet(this::typed);
    var labels = new HashMap<>(asked.metadata());
    labels.putAll(metadata);
    ChatRequest named = Optional.ofNullable(model).map(asked::withModel).orElse(asked);
    return framed(named).withMetadata(labels);
  }

  private ChatRequest framed(ChatRequest asked) {
    var messages = new ArrayList<>(asked.messages());
    Optional.ofNullable(system).ifPresent(text -> messages.addFirst(Message.of(Role.SYSTEM, text)));
    return asked.withMessages(messages);
  }

  private ChatRequest typed() {
    String prompt = Optional.ofNullable(source.prompt).orElse("");
    return ChatRequest.ofMessages("", List.of(Message.of(Role.USER, prompt)));
  }

  private static ChatRequest read(Path file, ClientDialect chat) {
    try {
      return switch (chat.read(Files.readAllBytes(file))) {
        case ClientDialect.Reading.Understood understood -> understood.request();
        case ClientDialect.Reading.Answered known ->
            throw new BadInputException(file + ": the request asks nothing.");
        case ClientDialect.Reading.Refused refused ->
            throw new BadInputException(file + ": " + refused.error().message());
      };
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read.");
    }
  }

  /// The caller.
  Client client() {
    var lower = new HashMap<String, String>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return new Client(app, user, lower, Map.of());
  }

  /// What a rehearsal assumes.
  static final class Assumptions {
    @Option(
        names = "--at",
        paramLabel = "TIME",
        description = "The time of the request: 2026-01-31T08:00:00Z.")
    private @Nullable String at;

    @Option(
        names = "--given",
        paramLabel = "MODEL=OUTCOME",
        description =
            "The outcome of a model's calls: answered or a failure class; may be repeated.")
    private Map<String, String> given = new LinkedHashMap<>();

    @Option(
        names = "--cached",
        paramLabel = "NODE=MODEL",
        description =
            "A cache node that has an earlier answer of a model; may be repeated. Without it caches"
                + " have none.")
    private Map<String, String> cached = new LinkedHashMap<>();

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "0",
        description = "The seed of random assignments.")
    private long seed;

    /// @throws BadInputException if a time or an outcome is none, or the graph has no such model
    Given given(RoutingGraph graph) {
      var failures = new HashMap<String, FailureClass>();
      given.keySet().forEach(id -> known(id, graph));
      given.forEach((id, outcome) -> failure(id, outcome).ifPresent(f -> failures.put(id, f)));
      cached.forEach((node, model) -> cached(node, model, graph));
      return Given.NOTHING
          .failing(failures)
          .caching(cached)
          .at(Optional.ofNullable(at).map(this::moment), seed);
    }

    private static void cached(String node, String model, RoutingGraph graph) {
      boolean cache = graph.node(node).filter(CacheNode.class::isInstance).isPresent();
      if (!cache || graph.model(model).isEmpty()) {
        String what = cache ? "model with the id " + model : "cache with the id " + node;
        throw new BadInputException(
            "--cached " + node + "=" + model + ": the graph has no " + what + ".");
      }
    }

    private static void known(String id, RoutingGraph graph) {
      if (graph.model(id).isEmpty()) {
        String hint = Nearest.hint(id, graph.models().keySet());
        throw new BadInputException(
            "--given " + id + ": the graph has no model with this id. " + hint);
      }
    }

    private static Optional<FailureClass> failure(String model, String outcome) {
      if (outcome.equals("answered")) {
        return Optional.empty();
      }
      var found = FailureClass.of(outcome);
      if (found.isEmpty()) {
        throw new BadInputException(
            "--given "
                + model
                + "="
                + outcome
                + ": unknown outcome. Use answered or one of "
                + String.join(
                    ", ",
                    java.util.Arrays.stream(FailureClass.values()).map(FailureClass::id).toList()));
      }
      return found;
    }

    private Instant moment(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new BadInputException("--at " + text + ": write it as 2026-01-31T08:00:00Z.");
      }
    }
  }
}
