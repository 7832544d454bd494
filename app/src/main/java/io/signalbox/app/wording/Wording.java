package io.signalbox.app.wording;

import io.signalbox.app.backend.Installation;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.StayNode;
import io.signalbox.engine.graph.format.Units;
import io.signalbox.engine.trace.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Short words for people.
public final class Wording {
  private Wording() {}

  /// What else a step tells: what came near, and which branches could not be chosen; empty if
  /// nothing.
  public static String besides(Step step) {
    String dropped = String.join("; ", step.dropped());
    return joined(
        String.join("; ", step.nearMisses()), dropped.isEmpty() ? "" : "dropped " + dropped);
  }

  /// Whose requests keep their branch of a split.
  public static String split(SplitNode node) {
    return "assigned per " + lower(node.sticky());
  }

  /// What a balance takes.
  public static String balance(BalanceNode node) {
    return best(node.by()) + (where(node.where()).isEmpty() ? "" : " eligible");
  }

  /// When a fallback goes on.
  public static String fallback(FallbackNode node) {
    return node.firstToken()
        .map(each -> "first token within " + duration(each))
        .orElse("in this order");
  }

  /// What a budget allows.
  public static String budget(BudgetNode node) {
    String models = node.when().isPresent() ? ", some models" : "";
    return dollars(node.usd()) + " a " + node.per().id() + models;
  }

  /// What a limit allows.
  public static String limit(LimitNode node) {
    List<String> parts = new ArrayList<>();
    node.requests().ifPresent(each -> parts.add(number(each) + " requests"));
    node.tokens().ifPresent(each -> parts.add(number(each) + " tokens"));
    return String.join(", ", parts) + " a " + node.per().id();
  }

  /// What is told apart, and by how much.
  public static String intent(IntentNode node) {
    int examples = node.classes().values().stream().mapToInt(each -> each.examples().size()).sum();
    return joined(
        node.classes().size() + (node.classes().size() == 1 ? " class" : " classes"),
        examples + (examples == 1 ? " example" : " examples"));
  }

  /// Who stays, and how long.
  public static String stay(StayNode node) {
    return joined(
        "per " + node.by().name().toLowerCase(Locale.ROOT), "for " + Units.text(node.period()));
  }

  /// What must hold, and by which suite.
  public static String gate(GateNode node) {
    return joined(
        "passes ≥ " + Units.text(BigDecimal.valueOf(node.passRate())),
        node.suite().isBlank() ? "no suite yet" : node.suite());
  }

  /// What is wished of a model.
  public static String learned(LearnedNode node) {
    String wish =
        node.quality()
            .map(least -> "cheapest with quality " + decimal(least))
            .or(() -> node.usd().map(most -> "best for " + most.shown() + " a call"))
            .orElse("no quality yet");
    return joined(wish, node.to().size() + (node.to().size() == 1 ? " model" : " models"));
  }

  private static String decimal(double share) {
    return BigDecimal.valueOf(share).stripTrailingZeros().toPlainString();
  }

  /// What a model is asked.
  public static String ask(AskNode node) {
    return node.question().isBlank() ? "no question yet" : node.question().strip();
  }

  /// How much is copied.
  public static String mirror(MirrorNode node) {
    String share = Units.text(BigDecimal.valueOf(node.share())) + " copied";
    return joined(share, node.usd().map(usd -> dollars(usd) + " a day").orElse(""));
  }

  /// What a cache answers, and for how long.
  public static String cache(CacheNode node) {
    String what =
        node.match() == CacheNode.Match.EXACT
            ? "equal requests"
            : "similar ≥ " + Units.text(BigDecimal.valueOf(node.similarity()));
    return joined(what, "kept " + Units.text(node.ttl()));
  }

  /// How a rejection answers.
  public static String reject(RejectNode node) {
    return joined(String.valueOf(node.status()), node.message());
  }

  /// Who offers a model, and its price.
  public static String subtitle(Model model, Installation installation) {
    var card = installation.catalog().find(model.provider(), model.model());
    return joined(
        installation.providerName(model.provider()),
        card.flatMap(each -> each.price()).map(Wording::price).orElse("price unknown"));
  }

  /// Dollars for a million tokens in and out.
  public static String price(Price price) {
    Price.Tier tier = price.tiers().getFirst();
    boolean free = tier.input().signum() == 0 && tier.output().signum() == 0;
    return free ? "free" : "$" + cents(tier.input()) + " / $" + cents(tier.output());
  }

  /// A number with narrow spaces between its thousands.
  public static String number(long number) {
    return grouped(Long.toString(number));
  }

  /// How large a context window is, in few characters: `400 k`, `1.05 M`.
  public static String window(long tokens) {
    return tokens < 1_000_000
        ? tokens / 1000 + " k"
        : BigDecimal.valueOf(tokens)
                .movePointLeft(6)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString()
            + " M";
  }

  /// `250 ms`, `8 s`, `5 min`, `1 h`.
  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    long seconds = millis / 1000;
    if (seconds % 3600 == 0 && seconds > 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + " min" : seconds + " s";
  }

  /// `10%`.
  public static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }

  /// The parts that are not empty, with dots between them.
  public static String joined(String... parts) {
    return java.util.Arrays.stream(parts)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  /// A dollar amount without needless cents.
  public static String dollars(Money money) {
    return "$" + money.usd().stripTrailingZeros().toPlainString();
  }

  /// What a balance looks for.
  public static String best(BalanceNode.Measure measure) {
    return switch (measure) {
      case COST -> "cheapest";
      case LATENCY -> "fastest";
      case HEADROOM -> "most headroom";
      case IN_FLIGHT -> "least busy";
      case TURNS -> "round robin";
      case SUCCESS -> "best feedback";
    };
  }

  /// Who may take part in a balance; empty if everybody may.
  public static String where(BalanceNode.Where where) {
    return joined(
        where.p95FirstToken().map(each -> "p95 < " + duration(each)).orElse(""),
        share("errors < ", where.errorRate()),
        share("headroom > ", where.headroom()));
  }

  private static String share(String words, OptionalDouble share) {
    return share.isPresent() ? words + percent(share.getAsDouble()) : "";
  }

  /// What a rewrite changes.
  public static String rewrite(RewriteNode node) {
    String redact = node.redact().stream().map(Wording::lower).collect(Collectors.joining(", "));
    return joined(
        node.set().isEmpty() ? "" : "set " + String.join(", ", node.set().keySet()),
        node.drop().isEmpty() ? "" : "drop " + String.join(", ", node.drop()),
        redact.isEmpty() ? "" : "redact " + redact + (node.restore() ? ", restore" : ""),
        Optional.of("system prompt")
            .filter(words -> node.prepend().isPresent() || node.append().isPresent())
            .orElse(""));
  }

  private static String cents(BigDecimal amount) {
    int digits = amount.stripTrailingZeros().scale();
    int scale = digits <= 0 ? 0 : Math.max(2, digits);
    return amount.setScale(Math.min(scale, 4), java.math.RoundingMode.HALF_UP).toPlainString();
  }

  private static String grouped(String digits) {
    return digits.replaceAll("(?<=\\d)(?=(\\d{3})+$)", "\u202f");
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// What an exception says, without a stop at its end.
  public static String why(Exception trouble) {
    String words = java.util.Optional.ofNullable(trouble.getMessage()).orElseGet(trouble::toString);
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }

  /// How long ago something was, for a person: `just now`, `5 min ago`, `2 h ago`, `yesterday`, `3
  /// days ago`, then the day.
  public static String ago(java.time.Instant then, java.time.Instant now) {
    Duration gone = Duration.between(then, now);
    if (gone.toMinutes() < 1) {
      return "just now";
    }
    if (gone.toHours() < 1) {
      return gone.toMinutes() + " min ago";
    }
    if (gone.toDays() < 1) {
      return gone.toHours() + " h ago";
    }
    return switch ((int) Math.min(gone.toDays(), 8)) {
      case 1 -> "yesterday";
      case 2, 3, 4, 5, 6, 7 -> gone.toDays() + " days ago";
      default -> "on " + java.time.LocalDate.ofInstant(then, java.time.ZoneId.systemDefault());
    };
  }

  /// A number of things: `1 version`, `14 versions`.
  public static String count(int number, String thing) {
    return number(number) + " " + thing + (number == 1 ? "" : "s");
  }
}
