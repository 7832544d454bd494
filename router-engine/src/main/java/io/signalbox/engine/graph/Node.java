package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.condition.Condition;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// A decision on a request's way. The exits are fields of each record, so a wire that the rule does
/// not have cannot be drawn. Immutable.
public sealed interface Node {

  /// Its name in the graph.
  String id();

  /// What a person says of it.
  About about();

  /// Where it can lead, in the order of the file.
  List<Exit> exits();

  /// Its kind.
  NodeKind kind();

  /// How people call it: its name, else its id.
  default String title() {
    return about().name().orElse(id());
  }

  /// The first rule whose condition holds.
  record Rules(String id, About about, List<Rule> rules, String otherwise) implements Node {
    public Rules {
      rules = List.copyOf(rules);
    }

    /// One rule.
    ///
    /// @param name shown instead of the condition
    public record Rule(Condition when, String to, Optional<String> name) {
      /// What its exit is called: its name, else its condition.
      public String label() {
        return name.orElse(when.text());
      }
    }

    @Override
    public List<Exit> exits() {
      var exits = new ArrayList<Exit>();
      for (int i = 0; i < rules.size(); i++) {
        Rule rule = rules.get(i);
        exits.add(new Exit("rules[" + i + "].to", rule.label(), rule.to()));
      }
      exits.add(new Exit("otherwise", "otherwise", otherwise));
      return exits;
    }

    @Override
    public NodeKind kind() {
      return NodeKind.RULES;
    }
  }

  /// A weighted draw, for experiments.
  ///
  /// @param shares weights; they need not add up to 1
  /// @param sticky what always draws the same lot
  /// @param experiment a name that keeps this draw independent of others
  record Split(
      String id, About about, List<Share> shares, Sticky sticky, Optional<String> experiment)
      implements Node {
    public Split {
      shares = List.copyOf(shares);
    }

    /// A branch and its weight.
    public record Share(String to, BigDecimal share) {}

    /// What always draws the same lot.
    public enum Sticky {
      REQUEST,
      CONVERSATION,
      USER,
      APP
    }

    @Override
    public List<Exit> exits() {
      var exits = new ArrayList<Exit>();
      BigDecimal sum = shares.stream().map(Share::share).reduce(BigDecimal.ZERO, BigDecimal::add);
      for (int i = 0; i < shares.size(); i++) {
        Share share = shares.get(i);
        String label = Shares.percent(share.share(), sum);
        exits.add(new Exit("shares[" + i + "].to", label, share.to()));
      }
      return exits;
    }

    @Override
    public NodeKind kind() {
      return NodeKind.SPLIT;
    }
  }

  /// The best of several by a measure; the next best when the best fails before it answers.
  record Balance(String id, About about, List<String> to, Measure by, Where where) implements Node {
    public Balance {
      to = List.copyOf(to);
    }

    /// What is compared.
    public enum Measure {
      COST,
      LATENCY,
      HEADROOM,
      IN_FLIGHT,
      TURNS
    }

    /// Who may take part. If nobody may, everybody does.
    ///
    /// @param p95FirstToken at most this measured 95th percentile
    /// @param errorRate at most this share of failures, 0–1
    /// @param headroom at least this share of the rate limit left, 0–1
    public record Where(
        Optional<Duration> p95FirstToken, OptionalDouble errorRate, OptionalDouble headroom) {
      /// Everybody may.
      public static final Where ANY =
          new Where(Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    @Override
    public List<Exit> exits() {
      return Node.listed(to, i -> String.valueOf((char) ('a' + i % 26)));
    }

    @Override
    public NodeKind kind() {
      return NodeKind.BALANCE;
    }
  }

  /// In this order until one answers.
  ///
  /// @param on the failures that lead to the next branch
  /// @param retries how often a branch is tried again before the next one
  /// @param firstToken the longest silence before the first token
  /// @param total the longest time for the whole answer
  /// @param attempts the most calls below this node
  record Fallback(
      String id,
      About about,
      List<String> to,
      Set<FailureClass> on,
      int retries,
      Optional<Duration> firstToken,
      Optional<Duration> total,
      OptionalInt attempts)
      implements Node {

    /// The failures that lead on when the file names none: all but those that would be the same at
    /// every model.
    public static final Set<FailureClass> USUAL =
        Collections.unmodifiableSet(
            EnumSet.complementOf(
                EnumSet.of(FailureClass.BAD_REQUEST, FailureClass.CONTENT_FILTERED)));

    public Fallback {
      to = List.copyOf(to);
      on = Collections.unmodifiableSet(on.isEmpty() ? Set.of() : EnumSet.copyOf(on));
    }

    @Override
    public List<Exit> exits() {
      return Node.listed(to, Shares::ordinal);
    }

    @Override
    public NodeKind kind() {
      return NodeKind.FALLBACK;
    }
  }

  /// Spend so far in a window.
  record Budget(String id, About about, Money usd, Window per, Scope of, String within, String over)
      implements Node {
    @Override
    public List<Exit> exits() {
      return List.of(new Exit("within", "under", within), new Exit("over", "over", over));
    }

    @Override
    public NodeKind kind() {
      return NodeKind.BUDGET;
    }
  }

  /// Requests and tokens in a window.
  record Limit(
      String id,
      About about,
      OptionalLong requests,
      OptionalLong tokens,
      Window per,
      Scope of,
      String within,
      String over)
      implements Node {
    @Override
    public List<Exit> exits() {
      return List.of(new Exit("within", "under", within), new Exit("over", "over", over));
    }

    @Override
    public NodeKind kind() {
      return NodeKind.LIMIT;
    }
  }

  /// Changes the request on its way.
  ///
  /// @param set members to set, as name → JSON text; `metadata.KEY` sets a label
  /// @param drop members to leave out; `tools` and `images` among them
  /// @param prepend text before the system prompt
  /// @param append text after the system prompt
  /// @param redact what is blacked out in all texts
  record Rewrite(
      String id,
      About about,
      Map<String, String> set,
      List<String> drop,
      Optional<String> prepend,
      Optional<String> append,
      Set<Redaction> redact,
      String to)
      implements Node {
    public Rewrite {
      set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
      drop = List.copyOf(drop);
      redact = Collections.unmodifiableSet(redact.isEmpty() ? Set.of() : EnumSet.copyOf(redact));
    }

    /// What can be blacked out.
    public enum Redaction {
      EMAIL,
      PHONE,
      CARD,
      IBAN,
      SECRET
    }

    @Override
    public List<Exit> exits() {
      return List.of(new Exit("to", "then", to));
    }

    @Override
    public NodeKind kind() {
      return NodeKind.REWRITE;
    }
  }

  /// Answers with an error.
  ///
  /// @param status an HTTP status, 400–599
  record Reject(String id, About about, int status, String message) implements Node {
    @Override
    public List<Exit> exits() {
      return List.of();
    }

    @Override
    public NodeKind kind() {
      return NodeKind.REJECT;
    }
  }

  /// The same node with other words about it.
  default Node withAbout(About other) {
    return switch (this) {
      case Rules n -> new Rules(n.id, other, n.rules, n.otherwise);
      case Split n -> new Split(n.id, other, n.shares, n.sticky, n.experiment);
      case Balance n -> new Balance(n.id, other, n.to, n.by, n.where);
      case Fallback n ->
          new Fallback(n.id, other, n.to, n.on, n.retries, n.firstToken, n.total, n.attempts);
      case Budget n -> new Budget(n.id, other, n.usd, n.per, n.of, n.within, n.over);
      case Limit n -> new Limit(n.id, other, n.requests, n.tokens, n.per, n.of, n.within, n.over);
      case Rewrite n ->
          new Rewrite(n.id, other, n.set, n.drop, n.prepend, n.append, n.redact, n.to);
      case Reject n -> new Reject(n.id, other, n.status, n.message);
    };
  }

  private static List<Exit> listed(List<String> to, java.util.function.IntFunction<String> label) {
    var exits = new ArrayList<Exit>();
    for (int i = 0; i < to.size(); i++) {
      exits.add(new Exit("to[" + i + "]", label.apply(i), to.get(i)));
    }
    return exits;
  }
}
