package io.signalbox.engine.workspace;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.graph.condition.LinearRegex;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One test of a graph: a request, the state of the world, and what must come of it. Immutable.
///
/// @param name how people call it
public record SuiteCase(String name, Request request, Fixture given, Expect expect) {

  /// What is asked.
  ///
  /// @param messages the conversation, system prompt first
  /// @param model the model that the client asks for; empty: none
  /// @param app whose proxy key it is; empty: none
  /// @param conversation its id; empty: derived as usual
  /// @param headers in lower case
  /// @param tools the names of the tools offered
  /// @param images how many pictures the last message has
  /// @param json whether the answer must be JSON
  public record Request(
      List<Message> messages,
      String model,
      String app,
      Optional<String> user,
      Optional<String> conversation,
      Map<String, String> metadata,
      Map<String, String> headers,
      List<String> tools,
      int images,
      OptionalInt maxTokens,
      boolean stream,
      boolean json) {
    public Request {
      messages = List.copyOf(messages);
      metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
      tools = List.copyOf(tools);
    }
  }

  /// The state of the world.
  ///
  /// @param models what comes of each call to a model, by id; after the last one all is well again,
  ///   but a single outcome comes of every call
  /// @param now the moment; empty: the real one
  /// @param seed makes draws repeatable
  /// @param spend US dollars that the graph has spent, by window
  /// @param spent US dollars that a budget has seen in its present window, by node id
  /// @param requests requests that a limit has seen in its present window, by node id
  /// @param health what has been measured of a model, by id
  /// @param cached the models whose earlier answers cache nodes have, by node id
  /// @param gates whether gates are open, by node id
  /// @param stay who answered the conversation last; empty if it is new
  public record Fixture(
      Map<String, List<Happening>> models,
      Optional<Instant> now,
      long seed,
      Map<Window, Money> spend,
      Map<String, Money> spent,
      Map<String, Long> requests,
      Map<String, Measured> health,
      Map<String, String> cached,
      Map<String, Boolean> gates,
      Optional<LastAnswer> stay) {
    /// All is well and nothing is spent.
    public static final Fixture NOTHING =
        new Fixture(
            Map.of(),
            Optional.empty(),
            0,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.empty());

    public Fixture {
      models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
      spend = Map.copyOf(spend);
      spent = Map.copyOf(spent);
      requests = Map.copyOf(requests);
      health = Map.copyOf(health);
      cached = Map.copyOf(cached);
      gates = Map.copyOf(gates);
    }
  }

  /// Who answered a conversation last, for nodes that keep it there.
  ///
  /// @param model the model's id
  /// @param ago how long before the request
  /// @param cached the tokens of the last prompt, which its provider may have cached
  /// @param turns how many answers in a row it gave
  public record LastAnswer(String model, Duration ago, long cached, int turns) {}

  /// What comes of a call.
  public sealed interface Happening {
    /// The model answers.
    ///
    /// @param text empty: whatever the runner makes up
    /// @param firstToken how long until the first token
    /// @param total how long until the end
    /// @param tokens how many completion tokens
    record Answers(
        Optional<String> text,
        Optional<Duration> firstToken,
        Optional<Duration> total,
        OptionalLong tokens)
        implements Happening {}

    /// The model fails.
    ///
    /// @param answers what it has said by then; empty: it fails before it answers
    /// @param after how long that takes
    /// @param retryAfter how long the provider asks to wait
    record Fails(
        FailureClass failure,
        Optional<String> answers,
        Optional<Duration> after,
        Optional<Duration> retryAfter)
        implements Happening {}
  }

  /// What has been measured of a model; what is empty is as in good times.
  ///
  /// @param p95 the 95th percentile of times to the first token
  /// @param errorRate 0–1
  /// @param headroom the share of the rate limit that is left, 0–1
  /// @param open whether its breaker is open
  /// @param success what feedback says of it
  public record Measured(
      Optional<Duration> p95,
      OptionalDouble errorRate,
      OptionalDouble headroom,
      boolean open,
      Optional<Success> success) {}

  /// What must come of it; what is empty may be anything.
  ///
  /// @param model the id of the model that answers
  /// @param path the ids of the nodes on the path, in order
  /// @param attempts the ids of the models called, in order
  /// @param status the HTTP status of the answer
  /// @param answer what the answer says
  /// @param usdBelow the whole request costs less
  /// @param firstTokenBelow the first token comes sooner
  /// @param totalBelow the end comes sooner
  public record Expect(
      Optional<String> model,
      Optional<List<String>> path,
      Optional<List<String>> attempts,
      OptionalInt status,
      Optional<ExpectedAnswer> answer,
      Optional<Money> usdBelow,
      Optional<Duration> firstTokenBelow,
      Optional<Duration> totalBelow) {
    /// Anything may come.
    public static final Expect ANYTHING =
        new Expect(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Expect {
      path = path.map(List::copyOf);
      attempts = attempts.map(List::copyOf);
    }

    /// The same with the model, the path, the attempts and the status that came.
    public Expect came(
        Optional<String> model,
        Optional<List<String>> path,
        Optional<List<String>> attempts,
        OptionalInt status) {
      return new Expect(
          model, path, attempts, status, answer, usdBelow, firstTokenBelow, totalBelow);
    }
  }

  /// What an answer must say; all of it.
  ///
  /// @param contains texts that must all be in it
  /// @param matches what must be found in it
  /// @param json whether it must be one JSON value and nothing else
  public record ExpectedAnswer(List<String> contains, Optional<LinearRegex> matches, boolean json) {
    public ExpectedAnswer {
      contains = List.copyOf(contains);
    }
  }
}
